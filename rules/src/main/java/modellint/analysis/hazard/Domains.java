package modellint.analysis.hazard;

import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Line;
import modellint.analysis.range.Range;

/** Operands outside the domain of a function, and divisors that are zero. */
final class Domains {

  private Domains() {}

  static Optional<Hazard> at(Site site) {
    Optional<Hazard> found = site.isReal() ? outside(site) : Optional.empty();
    // What a choice hides is hidden forward; the way back is another matter.
    return found.filter(it -> !site.isChosen());
  }

  /** Whether or not somebody hides the result. */
  static Optional<Hazard> outside(Site site) {
    return switch (site.node().type()) {
      case "Log" -> logarithm(site);
      case "Sqrt" -> below(site, 0, false);
      case "Acosh" -> below(site, 1, false);
      case "Asin", "Acos" -> beyond(site, Math.nextUp(1.0));
      case "Atanh" -> beyond(site, 1);
      case "Pow" -> power(site);
      case "Div", "Mod" -> site.node().inputs().size() == 2 ? divisor(site, 1) : Optional.empty();
      case "Reciprocal" -> divisor(site, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<Hazard> logarithm(Site site) {
    return Probabilities.at(site).isPresent() ? Optional.empty() : below(site, 0, true);
  }

  private static Optional<Hazard> below(Site site, double limit, boolean closed) {
    return site.below(site.range(0), limit, closed)
        .map(it -> site.hazard(Kind.DOMAIN, 0, Aim.DOWN, limit, it));
  }

  private static Optional<Hazard> beyond(Site site, double limit) {
    return site.above(site.range(0), limit)
        .map(it -> site.hazard(Kind.DOMAIN, 0, Aim.UP, limit, it))
        .or(
            () ->
                site.below(site.range(0), -limit, true)
                    .map(it -> site.hazard(Kind.DOMAIN, 0, Aim.DOWN, -limit, it)));
  }

  private static Optional<Hazard> power(Site site) {
    OptionalDouble exponent = site.scalar(1);
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    double p = exponent.getAsDouble();
    Optional<Hazard> negative = p == Math.rint(p) ? Optional.empty() : below(site, 0, false);
    return negative.isPresent() || p >= 0 ? negative : divisor(site, 0);
  }

  private static Optional<Hazard> divisor(Site site, int input) {
    Range range = site.range(input);
    OptionalDouble constant = site.scalar(input);
    if (constant.isPresent() && constant.getAsDouble() != 0) {
      return Optional.empty();
    }
    if (range.zeros().occur()) {
      return Optional.of(site.hazard(Kind.DIVISION, input, Aim.TO_ZERO, 0, Certainty.SURE));
    }
    if (range.reached().crossesZero() && !isShare(site, input)) {
      return Optional.of(site.hazard(Kind.DIVISION, input, Aim.TO_ZERO, 0, Certainty.UNBOUNDED));
    }
    return range.within().contains(0) && range.declared() && range.within().isBounded()
        ? Optional.of(site.hazard(Kind.DIVISION, input, Aim.TO_ZERO, 0, Certainty.POSSIBLE))
        : Optional.empty();
  }

  /** x over x. */
  private static boolean isShare(Site site, int input) {
    return input == 1
        && Line.of(site.node().inputs().get(0), site.wiring())
            .base()
            .equals(Line.of(site.node().inputs().get(1), site.wiring()).base());
  }
}
