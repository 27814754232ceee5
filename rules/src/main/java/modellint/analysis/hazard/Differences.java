package modellint.analysis.hazard;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Range;
import modellint.analysis.range.Relations;
import modellint.graph.Node;

/** Differences of nearly equal numbers, and numbers too small to be added. */
final class Differences {

  private static final Set<String> FRAGILE = Set.of("Sqrt", "Log", "Reciprocal", "Pow");
  private static final Set<String> PASSING =
      Set.of("Add", "Mul", "Div", "Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Expand");
  private static final int LONGEST = 4;

  /** The largest mean that standardised data are taken to have. */
  private static final double STANDARDISED = 1;

  private Differences() {}

  static Optional<Hazard> at(Site site) {
    return variance(site).or(() -> epsilon(site));
  }

  /**
   * E[x x] - E[x] E[x] before a root: rounding makes it negative where the square of the mean,
   * times the rounding, exceeds what is added to it.
   */
  private static Optional<Hazard> variance(Site site) {
    boolean exact = site.precision() == Precision.DOUBLE;
    if (exact || !Relations.isVariance(site.node(), site.wiring())) {
      return Optional.empty();
    }
    String output = site.node().output();
    OptionalDouble epsilon = epsilon(site, output, LONGEST);
    if (epsilon.isEmpty()) {
      return Optional.empty();
    }
    double tolerated = StrictMath.sqrt(epsilon.getAsDouble() / site.precision().rounding());
    Range mean = site.ranges().of(site.node().inputs().get(0));
    boolean bounded = mean.declared() && mean.within().isBounded();
    double largest = bounded ? StrictMath.sqrt(mean.within().magnitude()) : STANDARDISED;
    return tolerated >= largest
        ? Optional.empty()
        : Optional.of(
            new Hazard(
                Kind.CANCELLATION,
                site.node(),
                output,
                Aim.DOWN,
                -epsilon.getAsDouble(),
                bounded ? Certainty.POSSIBLE : Certainty.UNBOUNDED,
                site.ranges().of(output),
                site.precision()));
  }

  /** What is added before the root that {@code value} comes to; empty where it comes to none. */
  private static OptionalDouble epsilon(Site site, String value, int steps) {
    for (Node reader : site.wiring().readers(value)) {
      boolean first = !reader.inputs().isEmpty() && reader.inputs().get(0).equals(value);
      if (FRAGILE.contains(reader.type()) && first) {
        return OptionalDouble.of(0);
      }
      if (steps > 0 && PASSING.contains(reader.type()) && reader.domain().isEmpty()) {
        OptionalDouble further = epsilon(site, reader.output(), steps - 1);
        if (further.isPresent()) {
          return OptionalDouble.of(further.getAsDouble() + added(site, reader, value));
        }
      }
    }
    return OptionalDouble.empty();
  }

  private static double added(Site site, Node reader, String value) {
    if (!reader.is("Add")) {
      return 0;
    }
    int other = reader.inputs().get(0).equals(value) ? 1 : 0;
    return Math.max(0, site.wiring().scalar(reader.inputs().get(other)).orElse(0));
  }

  /** An epsilon of half precision that has become zero keeps nothing from zero. */
  private static Optional<Hazard> epsilon(Site site) {
    boolean half = site.precision() == Precision.HALF;
    if (!half || !site.node().is("Add") || !protects(site)) {
      return Optional.empty();
    }
    for (int side = 0; side < 2; side++) {
      var number = site.scalar(side);
      if (number.isPresent()
          && Math.abs(number.getAsDouble()) <= Precision.HALF.smallest() / 2
          && site.range(1 - side).within().low() >= 0) {
        return Optional.of(
            new Hazard(
                Kind.EPSILON,
                site.node(),
                site.node().inputs().get(1 - side),
                Aim.TO_ZERO,
                Precision.HALF.smallest(),
                site.range(1 - side).zeros().occur() ? Certainty.SURE : Certainty.UNBOUNDED,
                site.range(1 - side),
                Precision.HALF));
      }
    }
    return Optional.empty();
  }

  private static boolean protects(Site site) {
    return site.wiring().readers(site.node().output()).stream()
        .anyMatch(
            it ->
                FRAGILE.contains(it.type())
                    || (it.is("Div") && it.inputs().get(1).equals(site.node().output())));
  }
}
