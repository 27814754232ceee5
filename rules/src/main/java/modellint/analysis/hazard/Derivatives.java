package modellint.analysis.hazard;

import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Range;

/**
 * Derivatives that are infinite where the value is not: of a root at zero, of a length at the zero
 * vector. Times the zero that comes back from elsewhere they are NaN.
 */
final class Derivatives {

  private Derivatives() {}

  static Optional<Hazard> at(Site site) {
    if (!site.isReal()
        || !site.gradients().pass(site.node().inputs().isEmpty() ? "" : first(site))
        || !site.gradients().pass(site.node().output())) {
      return Optional.empty();
    }
    if (site.isChosen()) {
      return hidden(site);
    }
    return steep(site).map(it -> site.hazard(Kind.DERIVATIVE, 0, Aim.TO_ZERO, 0, it));
  }

  private static String first(Site site) {
    return site.node().inputs().get(0);
  }

  private static Optional<Certainty> steep(Site site) {
    Range range = site.range(0);
    return switch (site.node().type()) {
      case "Sqrt" -> atZero(range);
      case "Pow" -> isRoot(site.scalar(1)) ? atZero(range) : Optional.empty();
      case "ReduceL2" -> atZero(site.ranges().of(site.node().output()));
      default -> Optional.empty();
    };
  }

  private static boolean isRoot(OptionalDouble exponent) {
    return exponent.isPresent() && exponent.getAsDouble() > 0 && exponent.getAsDouble() < 1;
  }

  private static Optional<Certainty> atZero(Range range) {
    return range.zeros().occur() && range.within().low() >= 0
        ? Optional.of(Certainty.SURE)
        : Optional.empty();
  }

  /**
   * In the branch not taken, the gradient is zero times a derivative that is no number: NaN where
   * the function is, infinite where its operand is zero. The logarithm's is finite below zero.
   */
  private static Optional<Hazard> hidden(Site site) {
    if (site.node().is("Log")) {
      return atZero(site.range(0)).map(it -> site.hazard(Kind.HIDDEN, 0, Aim.TO_ZERO, 0, it));
    }
    Optional<Hazard> outside =
        Domains.outside(site)
            .filter(it -> it.certainty() == Certainty.SURE)
            .filter(it -> site.gradients().pass(it.operand()))
            .map(it -> hidden(site, it));
    return outside.or(() -> steep(site).map(it -> site.hazard(Kind.HIDDEN, 0, Aim.TO_ZERO, 0, it)));
  }

  private static Hazard hidden(Site site, Hazard outside) {
    int input = site.node().inputs().indexOf(outside.operand());
    return site.hazard(Kind.HIDDEN, input, outside.aim(), outside.limit(), outside.certainty());
  }
}
