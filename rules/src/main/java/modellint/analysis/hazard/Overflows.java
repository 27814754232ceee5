package modellint.analysis.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Range;
import modellint.graph.Node;

/** Exponentials and other numbers that leave what the element type holds. */
final class Overflows {

  private static final Set<String> GUARDS = Set.of("Add", "Clip", "Max", "Expand", "Cast");
  private static final Set<String> STABILISERS = Set.of("ReduceMax", "ReduceLogSumExp", "Max");
  private static final int LONGEST = 4;
  private static final int MOST_TERMS = 12;

  private Overflows() {}

  static Optional<Hazard> at(Site site) {
    if (!site.isReal()) {
      return Optional.empty();
    }
    return site.node().is("Exp") ? exponential(site) : result(site);
  }

  private static Optional<Hazard> exponential(Site site) {
    Range range = site.range(0);
    double limit = site.precision().overflowingExponent();
    if (range.within().high() < limit) {
      return Optional.empty();
    }
    Optional<Certainty> certainty = site.above(range, limit);
    if (isShare(site)) {
      return isStabilised(site)
          ? Optional.empty()
          : Optional.of(
              site.hazard(Kind.SOFTMAX, 0, Aim.UP, limit, certainty.orElse(Certainty.UNBOUNDED)));
    }
    if (certainty.isEmpty() && isSoftplus(site) && !site.isChosen()) {
      certainty = Optional.of(Certainty.UNBOUNDED);
    }
    return certainty.map(it -> site.hazard(Kind.OVERFLOW, 0, Aim.UP, limit, it));
  }

  /** exp(x) over the sum of exp(x), whatever keeps the sum from zero. */
  private static boolean isShare(Site site) {
    String exp = site.node().output();
    for (Node sum : site.wiring().readers(exp)) {
      String value = sum.output();
      for (int step = 0; sum.is("ReduceSum") && step < LONGEST; step++) {
        List<Node> readers = site.wiring().readers(value);
        String at = value;
        if (readers.stream().anyMatch(it -> divides(it, exp, at))) {
          return true;
        }
        Optional<Node> guard =
            readers.stream().filter(it -> GUARDS.contains(it.type())).findFirst();
        if (guard.isEmpty()) {
          break;
        }
        value = guard.get().output();
      }
    }
    return false;
  }

  private static boolean divides(Node node, String part, String whole) {
    return node.is("Div") && node.inputs().equals(List.of(part, whole));
  }

  /** True where something like the largest term is subtracted somewhere in the exponent. */
  private static boolean isStabilised(Site site) {
    var terms = new ArrayList<>(List.of(site.node().inputs().get(0)));
    for (int i = 0; i < terms.size() && terms.size() < MOST_TERMS; i++) {
      Optional<Node> node = site.origin(terms.get(i));
      if (node.filter(it -> STABILISERS.contains(it.type())).isPresent()) {
        return true;
      }
      node.filter(it -> Set.of("Add", "Sub", "Mul", "Div").contains(it.type()))
          .ifPresent(it -> terms.addAll(it.inputs()));
    }
    return false;
  }

  /** log(1 + exp(x)). */
  private static boolean isSoftplus(Site site) {
    return site.wiring()
        .reader(site.node().output())
        .filter(it -> it.is("Add"))
        .filter(
            it -> it.inputs().stream().anyMatch(value -> site.wiring().isScalar(value, 1, 1e-6)))
        .flatMap(it -> site.wiring().reader(it.output()))
        .filter(it -> it.is("Log"))
        .isPresent();
  }

  /** A result too large for its type, of operands that are not. */
  private static Optional<Hazard> result(Site site) {
    double limit = site.precision().largest();
    String output = site.node().output();
    Range range = site.ranges().of(output);
    boolean inherited =
        site.node().inputs().stream()
            .anyMatch(it -> site.ranges().of(it).within().magnitude() > limit);
    if (inherited || site.wiring().isFixed(output)) {
      return Optional.empty();
    }
    boolean up = range.within().high() > limit;
    Range side = range;
    return (up ? site.above(side, Math.nextUp(limit)) : site.below(side, -limit, false))
        .map(
            it ->
                new Hazard(
                    Kind.OVERFLOW,
                    site.node(),
                    output,
                    up ? Aim.UP : Aim.DOWN,
                    up ? limit : -limit,
                    it,
                    range,
                    site.precision()));
  }
}
