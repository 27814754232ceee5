package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;

/**
 * Finds the loss: the variable that the program names as such, in the graph or in the training
 * configuration; where it names none, the library itself guesses the one that nothing reads. Losses
 * are recognised by the operation, or by the formula of a mean squared or absolute difference.
 */
final class LossReader {

  private static final int DEEPEST = 12;

  private final Variables variables;
  private final List<Call> minimised;

  LossReader(Variables variables, List<Call> minimised) {
    this.variables = variables;
    this.minimised = minimised;
  }

  /**
   * Empty where nothing is a loss, or none whose prediction can be told. Of several losses, which
   * the library adds, each has its prediction and none alone the gradient.
   */
  List<Objective> read() {
    List<Obj> stated = stated();
    if (stated.isEmpty()) {
      return variables.ends().stream()
          .flatMap(it -> read(it, 0).stream())
          .reduce((a, b) -> b)
          .or(this::operation)
          .stream()
          .toList();
    }
    List<Objective> found = stated.stream().flatMap(it -> read(it, 0).stream()).toList();
    return stated.size() == 1 ? found : found.stream().map(LossReader::scaled).toList();
  }

  private List<Obj> stated() {
    var stated = new ArrayList<Obj>();
    for (Call call : minimised) {
      stated.addAll(variables.of(call));
    }
    for (String method : List.of("setLossVariables", "addLossVariable")) {
      for (Call call : variables.graph().calls(method)) {
        stated.addAll(variables.of(call));
      }
    }
    variables.all().stream().filter(it -> !it.calls("markAsLoss").isEmpty()).forEach(stated::add);
    return stated.stream().distinct().toList();
  }

  /** The last loss operation, where it is not the end of the graph. */
  private Optional<Objective> operation() {
    return variables.all().stream()
        .filter(it -> Operation.of(it).filter(Operation::isLoss).isPresent())
        .flatMap(it -> read(it, 0).stream())
        .reduce((a, b) -> b);
  }

  private Optional<Objective> read(Obj variable, int depth) {
    Optional<Operation> made = Operation.of(variables.meant(variable));
    if (made.isEmpty() || depth > DEEPEST) {
      return Optional.empty();
    }
    Operation it = made.get();
    if (it.isLoss()) {
      int at = it.method().equals("sparseSoftmaxCrossEntropy") ? 0 : 1;
      return it.operand(at).map(prediction -> objective(prediction, it));
    }
    return switch (it.method()) {
      case "mean" -> formula(it, depth).or(() -> inside(it, depth));
      case "sum" -> formula(it, depth).or(() -> inside(it, depth)).map(LossReader::scaled);
      case "add", "plus", "mergeAdd" -> summed(it, depth);
      case "mul", "times", "div", "rename", "identity" -> inside(it, depth).map(LossReader::scaled);
      default -> Optional.empty();
    };
  }

  /** The reduction is a mean unless the call says otherwise; both kinds of mean are the same. */
  private static boolean reduces(Operation it, String how) {
    return it.arguments().stream()
        .anyMatch(value -> value instanceof Value.Constant c && c.name().equals(how));
  }

  private Optional<Objective> inside(Operation it, int depth) {
    return it.operand(0).flatMap(inner -> read(inner, depth + 1));
  }

  /** The same loss with a gradient of another size. */
  private static Objective scaled(Objective it) {
    return new Objective(it.prediction(), Loss.OTHER, it.word(), it.place(), it.summed());
  }

  /** A loss and penalties beside it. */
  private Optional<Objective> summed(Operation it, int depth) {
    List<Objective> found =
        it.operands().stream().flatMap(part -> read(part, depth + 1).stream()).toList();
    return found.size() == 1 ? Optional.of(scaled(found.get(0))) : Optional.empty();
  }

  /** The mean of squares or of absolute values of what is predicted less what is wanted. */
  private Optional<Objective> formula(Operation mean, int depth) {
    Optional<Operation> inner = mean.operand(0).map(variables::meant).flatMap(Operation::of);
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    Operation it = inner.get();
    return switch (it.method()) {
      case "squaredDifference" -> compared(it, it, Loss.MSE);
      case "square" -> difference(it).flatMap(sub -> compared(sub, it, Loss.MSE));
      case "pow" ->
          it.number().filter(power -> power == 2).isPresent()
              ? difference(it).flatMap(sub -> compared(sub, it, Loss.MSE))
              : Optional.empty();
      case "abs" -> difference(it).flatMap(sub -> compared(sub, it, Loss.MAE));
      case "mul", "times" ->
          it.operand(0).equals(it.operand(1))
              ? difference(it).flatMap(sub -> compared(sub, it, Loss.MSE))
              : Optional.empty();
      case "mean" -> depth > DEEPEST ? Optional.empty() : formula(it, depth + 1);
      case "sum" ->
          depth > DEEPEST ? Optional.empty() : formula(it, depth + 1).map(LossReader::scaled);
      default -> Optional.empty();
    };
  }

  private Optional<Operation> difference(Operation it) {
    return it.operand(0)
        .map(variables::meant)
        .flatMap(Operation::of)
        .filter(sub -> sub.method().matches("sub|minus|rsub"));
  }

  /** Of two sides, the prediction is the one that training changes. */
  private Optional<Objective> compared(Operation sides, Operation named, Loss loss) {
    Optional<Obj> left = sides.operand(0);
    Optional<Obj> right = sides.operand(1);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean first = variables.isTrained(left.get());
    return first == variables.isTrained(right.get())
        ? Optional.empty()
        : Optional.of(
            new Objective(
                first ? left.get() : right.get(),
                loss,
                loss == Loss.MSE ? "mse" : "mae",
                named.place(),
                false));
  }

  private static Objective objective(Obj prediction, Operation it) {
    Loss loss = reduces(it, "NONE") ? Loss.OTHER : of(it.method());
    String word = it.method().toLowerCase(Locale.ROOT);
    return new Objective(prediction, loss, word, it.place(), reduces(it, "SUM"));
  }

  private static Loss of(String method) {
    return switch (method) {
      case "softmaxCrossEntropy", "sparseSoftmaxCrossEntropy" -> Loss.SOFTMAX_CROSS_ENTROPY;
      case "sigmoidCrossEntropy" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "meanSquaredError" -> Loss.MSE;
      case "absoluteDifference" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }
}
