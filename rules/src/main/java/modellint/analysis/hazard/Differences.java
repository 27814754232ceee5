package modellint.analysis.hazard;

import java.util.Optional;
import java.util.Set;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Relations;
import modellint.graph.Node;

/** Differences of nearly equal numbers, and numbers too small to be added. */
final class Differences {

  private static final Set<String> FRAGILE = Set.of("Sqrt", "Log", "Reciprocal", "Pow");
  private static final Set<String> PASSING =
      Set.of("Add", "Mul", "Div", "Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Expand");
  private static final int LONGEST = 4;

  private Differences() {}

  static Optional<Hazard> at(Site site) {
    return variance(site).or(() -> epsilon(site));
  }

  /** E[x x] - E[x] E[x] before a root: rounding makes it negative where the mean is large. */
  private static Optional<Hazard> variance(Site site) {
    boolean exact = site.precision() == Precision.DOUBLE;
    return !exact
            && Relations.isVariance(site.node(), site.wiring())
            && fragile(site, site.node().output(), LONGEST)
        ? Optional.of(
            new Hazard(
                Kind.CANCELLATION,
                site.node(),
                site.node().output(),
                Aim.DOWN,
                0,
                Certainty.UNBOUNDED,
                site.ranges().of(site.node().output()),
                site.precision()))
        : Optional.empty();
  }

  private static boolean fragile(Site site, String value, int steps) {
    for (Node reader : site.wiring().readers(value)) {
      if (FRAGILE.contains(reader.type())
          && !reader.inputs().isEmpty()
          && reader.inputs().get(0).equals(value)) {
        return true;
      }
      if (steps > 0
          && PASSING.contains(reader.type())
          && reader.domain().isEmpty()
          && fragile(site, reader.output(), steps - 1)) {
        return true;
      }
    }
    return false;
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
