package modellint.tensorflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal;

/**
 * Operands whose sizes an operation throws at: columns of a product that are not the rows of its
 * second factor, a bias that is not as long as the last axis, channels that the kernel does not
 * divide. Said only where operations with a known result lead to both.
 */
final class Operands {

  private static final Set<String> SOURCES =
      Set.of("placeholder", "variable", "constant", "zeros", "ones", "fill", "truncatedNormal");

  private static final Set<String> KEEPING =
      Set.of(
          "reshape",
          "conv2d",
          "maxPool",
          "avgPool",
          "biasAdd",
          "relu",
          "relu6",
          "elu",
          "selu",
          "leakyRelu",
          "sigmoid",
          "tanh",
          "softplus",
          "softmax",
          "logSoftmax",
          "identity");

  private static final Set<String> PAIRING = Set.of("matMul", "add", "sub", "mul");

  private Operands() {}

  static Optional<Refusal> mismatch(Operation it) {
    return switch (it.method()) {
      case "matMul" -> product(it);
      case "biasAdd" -> bias(it);
      case "conv2d" -> stride(it, 2).or(() -> channels(it));
      case "maxPool", "avgPool" -> window(it).or(() -> stride(it, 2));
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> product(Operation it) {
    Optional<List<Dim>> a = sure(it.argument(0)).filter(shape -> shape.size() == 2);
    Optional<List<Dim>> b = sure(it.argument(1)).filter(shape -> shape.size() == 2);
    Optional<Boolean> left = flag(it, "transposeA");
    Optional<Boolean> right = flag(it, "transposeB");
    if (a.isEmpty() || b.isEmpty() || left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return differing(it, b.get().get(right.get() ? 1 : 0), a.get().get(left.get() ? 0 : 1));
  }

  /** Empty where the option is stated and not known. */
  private static Optional<Boolean> flag(Operation it, String option) {
    Optional<Value> stated = it.option(option);
    return stated.isEmpty() ? Optional.of(false) : stated.flatMap(Value::truth);
  }

  private static Optional<Refusal> bias(Operation it) {
    Optional<List<Dim>> a = sure(it.argument(0)).filter(shape -> shape.size() > 1);
    Optional<List<Dim>> b = sure(it.argument(1)).filter(shape -> shape.size() == 1);
    boolean last = it.option("dataFormat").isEmpty();
    return a.isEmpty() || b.isEmpty() || !last
        ? Optional.empty()
        : differing(it, b.get().get(0), a.get().get(a.get().size() - 1));
  }

  private static Optional<Refusal> channels(Operation it) {
    Optional<List<Dim>> a = sure(it.argument(0)).filter(shape -> shape.size() == 4);
    Optional<List<Dim>> b = sure(it.argument(1)).filter(shape -> shape.size() == 4);
    if (a.isEmpty() || b.isEmpty() || it.option("dataFormat").isPresent()) {
      return Optional.empty();
    }
    Dim in = a.get().get(3);
    Dim depth = b.get().get(2);
    boolean fits = in.isKnown() && depth.isKnown() && in.size() % depth.size() == 0;
    return fits ? Optional.empty() : differing(it, depth, in);
  }

  /** Strides of [batch, height, width, channels]. */
  private static Optional<Refusal> stride(Operation it, int index) {
    if (it.option("dataFormat").isPresent()) {
      return Optional.empty();
    }
    Optional<List<Value>> numbers = Shapes.numbers(it.argument(index));
    for (int i = 0; numbers.filter(all -> all.size() == 4).isPresent() && i < 4; i++) {
      Optional<Long> stride = numbers.get().get(i).whole();
      boolean spatial = i == 1 || i == 2;
      if (stride.isPresent() && (spatial ? stride.get() < 1 : stride.get() != 1)) {
        return Optional.of(
            new Refusal(
                spatial ? Refusal.Fault.ZERO_STRIDE : Refusal.Fault.UNFIT_STRIDE,
                it.title(),
                it.place(),
                stride.get(),
                1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> window(Operation it) {
    return Shapes.numbers(it.argument(1)).stream()
        .flatMap(List::stream)
        .flatMap(size -> size.whole().stream())
        .filter(size -> size < 1)
        .findFirst()
        .map(
            size ->
                new Refusal(
                    Refusal.Fault.SMALL_SETTING,
                    "the window of " + it.title(),
                    it.place(),
                    size,
                    1));
  }

  private static Optional<Refusal> differing(Operation it, Dim taken, Dim given) {
    return taken.isKnown() && given.isKnown() && taken.size() != given.size()
        ? Optional.of(
            new Refusal(
                Refusal.Fault.MISMATCHED_OPERANDS,
                it.title(),
                it.place(),
                taken.size(),
                given.size()))
        : Optional.empty();
  }

  private static Optional<List<Dim>> sure(Value operand) {
    return isSure(operand) ? Inference.shape(operand) : Optional.empty();
  }

  private static boolean isSure(Value operand) {
    Optional<Operation> found = Operation.of(operand);
    if (found.isEmpty() || found.get().isFramework()) {
      return false;
    }
    Operation it = found.get();
    return it.is("variable")
        ? Operation.of(it.argument(0)).map(x -> isSure(it.argument(0))).orElse(true)
        : SOURCES.contains(it.method())
            || (KEEPING.contains(it.method()) && isSure(it.argument(0)))
            || (PAIRING.contains(it.method()) && isSure(it.argument(0)) && isSure(it.argument(1)));
  }
}
