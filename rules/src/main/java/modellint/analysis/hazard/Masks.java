package modellint.analysis.hazard;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Range;
import modellint.graph.ElementType;
import modellint.graph.Node;

/** Masks of infinities: zero times infinity is NaN, and so is a softmax over nothing. */
final class Masks {

  private static final double LEAST_MASK = 1e4;
  private static final int LONGEST = 6;

  private Masks() {}

  static Optional<Hazard> at(Site site) {
    return switch (site.node().type()) {
      case "Mul" -> product(site);
      case "Cast" -> overflow(site);
      case "Softmax" -> row(site);
      default -> Optional.empty();
    };
  }

  private static Optional<Hazard> product(Site site) {
    for (int side = 0; side < 2; side++) {
      OptionalDouble factor = site.scalar(side);
      boolean infinite = factor.isPresent() && Double.isInfinite(factor.getAsDouble());
      if (infinite && site.range(1 - side).zeros().occur()) {
        return Optional.of(
            site.hazard(Kind.MASK_PRODUCT, 1 - side, Aim.TO_ZERO, 0, Certainty.SURE));
      }
    }
    return Optional.empty();
  }

  /** A large negative number, meant for single precision, that is infinite in half. */
  private static Optional<Hazard> overflow(Site site) {
    boolean half = site.wiring().shapes().type(site.node().output()) == ElementType.FLOAT16;
    Optional<List<Double>> values =
        half ? site.node().input(0).flatMap(site.wiring()::elements) : Optional.empty();
    double largest = Precision.HALF.largest();
    boolean beyond =
        values.stream()
            .flatMap(List::stream)
            .anyMatch(it -> Double.isFinite(it) && Math.abs(it) > largest);
    return beyond
        ? Optional.of(site.hazard(Kind.MASK_OVERFLOW, 0, Aim.NOWHERE, -largest, Certainty.SURE))
        : Optional.empty();
  }

  private static Optional<Hazard> row(Site site) {
    boolean rescued =
        site.wiring().readers(site.node().output()).stream().anyMatch(it -> it.is("IsNaN"));
    if (rescued || site.node().integer("axis", -1) < -1) {
      return Optional.empty();
    }
    String value = site.node().inputs().get(0);
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> producer = site.wiring().producer(value);
      if (producer.isEmpty()) {
        return Optional.empty();
      }
      Node node = producer.get();
      if (node.is("Where") || node.is("Add")) {
        for (int input = 0; input < node.inputs().size(); input++) {
          Optional<Certainty> masked = masked(site, node, input);
          if (masked.isPresent()) {
            return masked.map(it -> hazard(site, it));
          }
        }
      }
      if (!node.is("Add") && !node.is("Cast") && !node.is("Identity") && !node.is("Reshape")) {
        return Optional.empty();
      }
      value = node.inputs().get(0);
    }
    return Optional.empty();
  }

  private static Hazard hazard(Site site, Certainty certainty) {
    return new Hazard(
        Kind.MASKED_ROW,
        site.node(),
        site.node().inputs().get(0),
        Aim.DOWN,
        -LEAST_MASK,
        certainty,
        site.range(0),
        site.precision());
  }

  private static Optional<Certainty> masked(Site site, Node node, int input) {
    String value = node.inputs().get(input);
    if (node.is("Where")) {
      boolean infinite = input > 0 && isInfinite(site.wiring().scalar(value));
      return infinite ? chosen(site, node) : Optional.empty();
    }
    Optional<List<Double>> stored = site.wiring().elements(value);
    if (stored.isPresent()) {
      return emptyRow(site, value, stored.get()) ? Optional.of(Certainty.SURE) : Optional.empty();
    }
    return site.origin(value)
        .filter(it -> it.is("Where"))
        .filter(
            it ->
                isInfinite(site.wiring().scalar(it.inputs().get(1)))
                    || isInfinite(site.wiring().scalar(it.inputs().get(2))))
        .flatMap(it -> chosen(site, it));
  }

  /** A mask that an input makes can hide a whole row; one that is stored is seen for itself. */
  private static Optional<Certainty> chosen(Site site, Node choice) {
    String condition = choice.inputs().get(0);
    Range range = site.ranges().of(condition);
    return !site.wiring().isFixed(condition) && range.zeros().occur() && fromInput(site, condition)
        ? Optional.of(Certainty.UNBOUNDED)
        : Optional.empty();
  }

  /** True where the condition is an input, up to type, sign and layout. */
  private static boolean fromInput(Site site, String condition) {
    String at = condition;
    for (int step = 0; step < 2 * LONGEST; step++) {
      String value = at;
      if (site.wiring().graph().inputs().stream().anyMatch(it -> it.name().equals(value))) {
        return true;
      }
      Optional<Node> node = site.origin(at).filter(it -> !it.inputs().isEmpty());
      if (node.isEmpty()) {
        String origin = behind(site, at);
        return site.wiring().graph().inputs().stream().anyMatch(it -> it.name().equals(origin));
      }
      Node it = node.get();
      boolean simple =
          List.of("Not", "Equal", "Greater", "Less", "Sub", "Cast").contains(it.type());
      if (!simple) {
        return false;
      }
      at = site.wiring().isFixed(it.inputs().get(0)) ? it.inputs().get(1) : it.inputs().get(0);
    }
    return false;
  }

  private static String behind(Site site, String value) {
    String at = value;
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> node = site.wiring().producer(at);
      if (node.isEmpty()) {
        return at;
      }
      at = node.get().inputs().get(0);
    }
    return at;
  }

  private static boolean isInfinite(OptionalDouble number) {
    return number.isPresent() && number.getAsDouble() == Double.NEGATIVE_INFINITY;
  }

  /** True where the stored mask hides all of one row along the last axis. */
  private static boolean emptyRow(Site site, String value, List<Double> all) {
    int width =
        site.wiring()
            .shapes()
            .shape(value)
            .filter(it -> it.rank() > 0 && it.isKnown())
            .map(it -> (int) it.dim(-1).size())
            .orElse(0);
    for (int row = 0; width > 0 && row + width <= all.size(); row += width) {
      if (all.subList(row, row + width).stream().allMatch(it -> it == Double.NEGATIVE_INFINITY)) {
        return true;
      }
    }
    return false;
  }
}
