package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.pattern.Sketch.Affine;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** x over its Euclidean length, the length kept above a small number in one of several ways. */
record WrittenLength(Wiring wiring) {

  private static final Set<String> GUARDS = Set.of("Clip", "Max", "Add", "Expand", "Cast");

  Optional<Pattern> at(Node node) {
    Sketch sketch = new Sketch(wiring, node);
    Optional<String> data = Optional.empty();
    Optional<Node> sum = Optional.of(node);
    if (node.is("ReduceL2")) {
      data = node.input(0);
    } else if (node.is("Sqrt")) {
      sum = sketch.back(node.inputs().get(0), "ReduceSum");
      data = sum.flatMap(it -> sketch.root(it.inputs().get(0)));
    }
    if (data.isEmpty()) {
      return Optional.empty();
    }
    String input = data.get();
    List<Long> axes = sum.flatMap(sketch::axes).orElse(List.of());
    return quotient(sketch, node.output(), input)
        .flatMap(
            end ->
                sketch.closed(
                    Pattern.Kind.L2_NORM,
                    input,
                    List.of(),
                    end,
                    new Affine(Optional.empty(), Optional.empty(), end),
                    0,
                    axes));
  }

  private Optional<String> quotient(Sketch sketch, String length, String input) {
    String value = length;
    for (int guards = 0; guards < 4; guards++) {
      Optional<Node> reader = wiring.reader(value);
      if (reader.isEmpty()) {
        return Optional.empty();
      }
      Node next = reader.get();
      if (next.is("Div") && next.inputs().equals(List.of(input, value))) {
        return Optional.of(sketch.add(next));
      }
      if (!next.domain().isEmpty() || !GUARDS.contains(next.type())) {
        return Optional.empty();
      }
      value = sketch.add(next);
    }
    return Optional.empty();
  }
}
