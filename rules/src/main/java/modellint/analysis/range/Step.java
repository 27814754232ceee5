package modellint.analysis.range;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** One node, with what is known of the values it reads. */
record Step(Node node, Wiring wiring, Map<String, Range> known) {

  Range range(int input) {
    return node.input(input).map(this::range).orElse(Range.UNKNOWN);
  }

  Range range(String value) {
    return known.getOrDefault(value, Range.UNKNOWN);
  }

  String name(int input) {
    return node.input(input).orElse("");
  }

  OptionalDouble scalar(int input) {
    return node.input(input).map(wiring::scalar).orElse(OptionalDouble.empty());
  }

  /** Products or elements that the output's elements combine, where the shapes say. */
  OptionalDouble size(String value, int axis) {
    return wiring
        .shapes()
        .shape(value)
        .filter(it -> it.rank() > (axis < 0 ? -axis - 1 : axis))
        .map(it -> it.dim(axis))
        .filter(it -> it.isKnown())
        .map(it -> OptionalDouble.of(it.size()))
        .orElse(OptionalDouble.empty());
  }

  Optional<List<Long>> axes() {
    return node.integers("axes")
        .or(
            () ->
                node.input(1)
                    .flatMap(wiring::elements)
                    .map(all -> all.stream().map(Double::longValue).toList()));
  }

  boolean isDeclared() {
    return node.inputs().stream().anyMatch(it -> range(it).declared());
  }
}
