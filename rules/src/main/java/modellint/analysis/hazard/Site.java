package modellint.analysis.hazard;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Interval;
import modellint.analysis.range.Line;
import modellint.analysis.range.Range;
import modellint.analysis.range.Ranges;
import modellint.analysis.wiring.Wiring;
import modellint.graph.ElementType;
import modellint.graph.Node;

/** One node under inspection, and what is around it. */
record Site(Node node, Wiring wiring, Ranges ranges, Gradients gradients) {

  private static final Set<String> MOVING =
      Set.of(
          "Identity",
          "Cast",
          "Reshape",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Flatten",
          "Gather",
          "GatherElements",
          "GatherND",
          "Slice",
          "Expand");
  private static final int LONGEST = 12;

  Range range(int input) {
    return node.input(input).map(ranges::of).orElse(Range.UNKNOWN);
  }

  OptionalDouble scalar(int input) {
    return node.input(input).map(wiring::scalar).orElse(OptionalDouble.empty());
  }

  Precision precision() {
    return Precision.of(wiring.shapes().type(node.output()));
  }

  /** Whole numbers neither overflow to infinity nor become NaN. */
  boolean isReal() {
    ElementType type = wiring.shapes().type(node.output());
    return type.isFloating() || type == ElementType.UNDEFINED;
  }

  /** The node that makes {@code value}, behind those that only move elements or change types. */
  Optional<Node> origin(String value) {
    String at = value;
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> producer = wiring.producer(at);
      if (producer.filter(it -> it.domain().isEmpty() && MOVING.contains(it.type())).isEmpty()) {
        return producer;
      }
      at = producer.get().inputs().get(0);
    }
    return Optional.empty();
  }

  /** True where every reader takes the result for one branch of a choice. */
  boolean isChosen() {
    return isChosen(node.output(), LONGEST);
  }

  private boolean isChosen(String value, int steps) {
    List<Node> readers = wiring.readers(value);
    boolean output = wiring.graph().outputs().stream().anyMatch(it -> it.name().equals(value));
    return !output
        && steps > 0
        && !readers.isEmpty()
        && readers.stream()
            .allMatch(
                it ->
                    it.is("Where")
                        ? !it.inputs().get(0).equals(value)
                        : isPassing(it) && isChosen(it.output(), steps - 1));
  }

  private boolean isPassing(Node reader) {
    return MOVING.contains(reader.type())
        || !Line.of(reader.output(), wiring).base().equals(reader.output());
  }

  Hazard hazard(Kind kind, int input, Aim aim, double limit, Certainty certainty) {
    return new Hazard(
        kind, node, node.inputs().get(input), aim, limit, certainty, range(input), precision());
  }

  /** Below {@code limit}, or at it where {@code closed}: sure, possible, or not said. */
  Optional<Certainty> below(Range range, double limit, boolean closed) {
    boolean zero = closed && limit == 0 && range.zeros().occur();
    boolean sure =
        !range.reached().isEmpty()
            && (range.reached().low() < limit || (closed && range.reached().low() == limit));
    if (sure || zero) {
      return Optional.of(Certainty.SURE);
    }
    Interval within = range.within();
    boolean possible = within.low() < limit || (closed && within.low() == limit);
    return possible && range.declared() && within.isBounded()
        ? Optional.of(Certainty.POSSIBLE)
        : Optional.empty();
  }

  Optional<Certainty> above(Range range, double limit) {
    if (!range.reached().isEmpty() && range.reached().high() >= limit) {
      return Optional.of(Certainty.SURE);
    }
    Interval within = range.within();
    return within.high() >= limit && range.declared() && within.isBounded()
        ? Optional.of(Certainty.POSSIBLE)
        : Optional.empty();
  }
}
