package modellint.analysis.range;

import java.util.Optional;
import java.util.Set;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * What holds between two operands that come from the same value. Without it every softmax written
 * out would overflow and every normalisation divide by zero (DEBAR, Zhang et al. 2020).
 */
public final class Relations {

  private static final Set<String> VIEWS =
      Set.of("Unsqueeze", "Squeeze", "Reshape", "Transpose", "Expand", "Identity", "Flatten");
  private static final Set<String> SAME = Set.of("Identity", "Cast", "Expand", "Dropout");
  private static final int LONGEST = 8;

  private Relations() {}

  /** True for a product of a value with itself. */
  static boolean isSquare(Step step) {
    return step.name(0).equals(step.name(1))
        || Line.of(step.name(0), step.wiring()).equals(Line.of(step.name(1), step.wiring()));
  }

  /** The value that {@code value} is the square of. */
  public static Optional<String> root(String value, Wiring wiring) {
    return wiring
        .producer(behind(value, wiring))
        .filter(
            it ->
                it.is("Mul")
                    ? it.inputs().get(0).equals(it.inputs().get(1))
                    : it.is("Pow") && wiring.isScalar(it.inputs().get(1), 2, 0))
        .map(it -> it.inputs().get(0));
  }

  static Range difference(Step step, Range sum) {
    Wiring wiring = step.wiring();
    if (isReduced("ReduceMax", step.name(1), step.name(0), wiring)) {
      return sum.narrowed(new Interval(Double.NEGATIVE_INFINITY, 0)).withZeros(Zeros.ELEMENTS);
    }
    if (isReduced("ReduceMin", step.name(1), step.name(0), wiring)
        || isReduced("ReduceMax", step.name(0), step.name(1), wiring)) {
      return sum.narrowed(Interval.NOT_NEGATIVE).withZeros(Zeros.ELEMENTS);
    }
    if (isVariance(step.node(), wiring)) {
      return sum.narrowed(Interval.NOT_NEGATIVE);
    }
    if (isReduced("ReduceMean", step.name(1), step.name(0), wiring) && step.range(0).isMixed()) {
      return Range.mixed(sum.within(), sum.declared()).withZeros(step.range(0).zeros());
    }
    String left = view(step.name(0), wiring);
    if (left.equals(view(step.name(1), wiring)) && step.range(left).isMixed()) {
      // Every vector less every vector: each less itself is zero throughout.
      return Range.mixed(sum.within(), sum.declared()).withZeros(Zeros.ROWS);
    }
    return sum;
  }

  /** mean(x x) - mean(x) mean(x), which only rounding makes negative. */
  public static boolean isVariance(Node node, Wiring wiring) {
    if (!node.is("Sub")) {
      return false;
    }
    Optional<String> squared =
        wiring
            .producer(behind(node.inputs().get(0), wiring), "ReduceMean")
            .flatMap(it -> root(it.inputs().get(0), wiring));
    Optional<String> averaged =
        root(node.inputs().get(1), wiring)
            .flatMap(it -> wiring.producer(behind(it, wiring), "ReduceMean"))
            .map(it -> it.inputs().get(0));
    return squared.isPresent()
        && averaged.isPresent()
        && behind(squared.get(), wiring).equals(behind(averaged.get(), wiring));
  }

  /** x times sigmoid(x) does not follow the product of the two intervals. */
  static Range gate(Step step, Range product) {
    for (int side = 0; side < 2; side++) {
      String other = step.name(1 - side);
      boolean gated =
          step.wiring()
              .producer(step.name(side), "Sigmoid")
              .filter(it -> it.inputs().get(0).equals(other))
              .isPresent();
      if (gated) {
        return Curves.dipping(step.range(1 - side), -0.2785);
      }
    }
    return product;
  }

  /** Parts of a whole: a softmax without its name, or a vector over its own length. */
  static Range share(Step step, Range quotient) {
    Wiring wiring = step.wiring();
    String whole = guarded(step.name(1), wiring);
    String part = step.name(0);
    if (isReduced("ReduceSum", whole, part, wiring) && step.range(0).within().low() >= 0) {
      return quotient.narrowed(new Interval(0, 1));
    }
    Optional<Node> length = wiring.producer(whole);
    boolean euclidean =
        isReduced("ReduceL2", whole, part, wiring)
            || length
                .filter(it -> it.is("Sqrt"))
                .map(it -> guarded(it.inputs().get(0), wiring))
                .flatMap(it -> wiring.producer(it, "ReduceSum"))
                .flatMap(it -> root(it.inputs().get(0), wiring))
                .filter(part::equals)
                .isPresent();
    return euclidean ? quotient.narrowed(new Interval(-1, 1)) : quotient;
  }

  /** True where {@code value} is the reduction {@code type} of {@code data}, up to a shift. */
  private static boolean isReduced(String type, String value, String data, Wiring wiring) {
    return wiring
        .producer(behind(value, wiring), type)
        .map(it -> Line.of(it.inputs().get(0), wiring))
        .filter(Line.of(data, wiring)::equals)
        .isPresent();
  }

  /** Behind what keeps every element as it is. */
  static String behind(String value, Wiring wiring) {
    return behind(value, SAME, wiring);
  }

  private static String view(String value, Wiring wiring) {
    return behind(value, VIEWS, wiring);
  }

  /** Behind an epsilon that is added, or a bound that is kept. */
  private static String guarded(String value, Wiring wiring) {
    String at = behind(value, wiring);
    Optional<Node> guard =
        wiring.producer(at).filter(it -> it.is("Add") || it.is("Clip") || it.is("Max"));
    return guard.map(it -> behind(it.inputs().get(0), wiring)).orElse(at);
  }

  private static String behind(String value, Set<String> types, Wiring wiring) {
    String at = value;
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> node =
          wiring.producer(at).filter(it -> it.domain().isEmpty() && types.contains(it.type()));
      if (node.isEmpty() || wiring.isFixed(at)) {
        return at;
      }
      at = node.get().inputs().get(0);
    }
    return at;
  }
}
