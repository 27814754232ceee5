package modellint.tensorflow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;

/** Finds, in the operations that make a loss, the prediction and what is done with it. */
final class LossReader {

  /** Reductions and rescalings that leave the kind of a loss what it is. */
  private static final Set<String> PASSING =
      Set.of("mean", "reduceMean", "sum", "reduceSum", "neg", "cast", "identity", "squeeze");

  private final Dependence dependence;
  private final Penalties penalties = new Penalties();
  private final boolean minimised;

  /**
   * @param minimised true for what is known to be minimised, so that a loss may be written out
   */
  LossReader(Dependence dependence, boolean minimised) {
    this.dependence = dependence;
    this.minimised = minimised;
  }

  /**
   * A loss understood.
   *
   * @param word the library's word for it, lower case
   * @param operation the method that makes it
   */
  record Found(Loss loss, String word, Obj prediction, Place place, String operation) {}

  /** What is added to the loss for the size of the weights. */
  Penalties penalties() {
    return penalties;
  }

  Optional<Found> find(Obj loss) {
    return find(loss, 1);
  }

  private Optional<Found> find(Obj loss, double weight) {
    Optional<Operation> made = Operation.of(loss);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    Operation it = made.get();
    Optional<Found> known = known(it).or(() -> minimised ? written(it) : Optional.empty());
    if (known.isPresent()) {
      return known;
    }
    if (penalties.take(it, weight)) {
      return Optional.empty();
    }
    if (it.is("mul") || it.is("div")) {
      return scaled(it, weight);
    }
    boolean passes = PASSING.contains(it.method()) || it.is("add") || it.is("addN");
    List<Obj> operands = it.operands();
    int most = it.is("add") || it.is("addN") ? operands.size() : 1;
    Optional<Found> found = Optional.empty();
    for (Obj operand :
        passes ? operands.subList(0, Math.min(most, operands.size())) : List.<Obj>of()) {
      Optional<Found> here = find(operand, weight);
      found = found.isPresent() ? found : here;
    }
    return found;
  }

  private Optional<Found> scaled(Operation it, double weight) {
    for (int i = 0; i < 2; i++) {
      Optional<Double> factor = Constants.number(it.argument(1 - i));
      if (factor.isPresent() && it.argument(i) instanceof Obj other) {
        return find(other, it.is("mul") ? weight * factor.get() : weight / factor.get());
      }
    }
    return Optional.empty();
  }

  /** A loss that has an operation or a class of its own. */
  private Optional<Found> known(Operation it) {
    if (it.space().startsWith("losses.")) {
      return framework(it);
    }
    return switch (it.method()) {
      case "softmaxCrossEntropyWithLogits", "sparseSoftmaxCrossEntropyWithLogits" ->
          found(it, Loss.SOFTMAX_CROSS_ENTROPY, "softmaxcrossentropy");
      case "sigmoidCrossEntropyWithLogits" ->
          found(it, Loss.SIGMOID_CROSS_ENTROPY, "sigmoidcrossentropy");
      default -> Optional.empty();
    };
  }

  private Optional<Found> framework(Operation it) {
    String word =
        (it.method().equals("call") ? it.space().substring("losses.".length()) : it.method())
            .toLowerCase(Locale.ROOT);
    Value logits =
        (it.method().equals("call")
                ? it.owner().map(o -> o.origin().arguments()).orElse(List.of())
                : it.arguments())
            .stream()
                .filter(a -> a instanceof Value.Truth || a instanceof Value.Unknown)
                .findFirst()
                .orElse(new Value.Truth(false));
    boolean classes =
        word.equals("categoricalcrossentropy") || word.equals("sparsecategoricalcrossentropy");
    boolean events = word.equals("binarycrossentropy");
    if ((classes || events) && logits.truth().isEmpty()) {
      return found(it, Loss.OTHER, word + ", on logits or not");
    }
    if (classes) {
      return found(
          it,
          Loss.SOFTMAX_CROSS_ENTROPY,
          logits.truth().get() ? "softmaxcrossentropy" : "categoricalcrossentropy");
    }
    if (events) {
      return found(
          it,
          Loss.SIGMOID_CROSS_ENTROPY,
          logits.truth().get() ? "sigmoidcrossentropy" : "binarycrossentropy");
    }
    return found(
        it,
        switch (word) {
          case "meansquarederror" -> Loss.MSE;
          case "meanabsoluteerror" -> Loss.MAE;
          default -> Loss.OTHER;
        },
        word);
  }

  /** A loss written out: squared or absolute differences, labels times logarithms. */
  private Optional<Found> written(Operation it) {
    boolean squared =
        it.is("square")
            || (it.is("pow") && Constants.number(it.argument(1)).filter(p -> p == 2).isPresent());
    if (squared || it.is("abs")) {
      return Operation.of(it.argument(0))
          .filter(x -> x.is("sub"))
          .flatMap(
              x ->
                  found(
                      x,
                      squared ? Loss.MSE : Loss.MAE,
                      squared ? "meansquarederror" : "meanabsoluteerror"));
    }
    if (it.is("squaredDifference")) {
      return found(it, Loss.MSE, "meansquarederror");
    }
    if (it.is("mul") && it.operands().size() == 2) {
      for (Obj factor : it.operands()) {
        Optional<Operation> log = Operation.of(factor).filter(x -> x.is("log"));
        Optional<Obj> prediction = log.flatMap(x -> x.operands().stream().findFirst());
        boolean softmax =
            prediction.flatMap(Operation::of).filter(x -> x.is("softmax")).isPresent();
        if (softmax && dependence.onVariables(prediction.get())) {
          return Optional.of(
              new Found(
                  Loss.SOFTMAX_CROSS_ENTROPY,
                  "categoricalcrossentropy",
                  prediction.get(),
                  it.place(),
                  it.method()));
        }
      }
    }
    return Optional.empty();
  }

  /** The prediction is the operand that variables have a part in. */
  private Optional<Found> found(Operation it, Loss loss, String word) {
    return it.operands().stream()
        .filter(dependence::onVariables)
        .findFirst()
        .map(prediction -> new Found(loss, word, prediction, it.place(), it.method()));
  }
}
