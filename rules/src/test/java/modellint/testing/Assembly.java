package modellint.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Value;

/** The nodes and stored numbers of a net that grows at its end. */
class Assembly {

  final Store store = new Store();
  final Map<String, String> metadata = new HashMap<>();
  List<Dim> input = List.of();
  String last = "x";
  long width;
  Training training = Training.UNKNOWN;
  ElementType element = ElementType.FLOAT;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> said = new HashMap<>();

  /** A name that nothing has yet. */
  final String next(String kind) {
    return kind + said.merge(kind, 1, Integer::sum);
  }

  final void append(String name, String type, Map<String, Attribute> attributes, String... inputs) {
    last = name + ".y";
    nodes.add(Operators.node(name, "", type, attributes, List.of(inputs), List.of(last)));
  }

  final void append(Node node) {
    nodes.add(node);
  }

  final String parameter(String name, Shape shape, Fill fill, long fanIn, long fanOut) {
    return store.weight(name, shape, fill.weights(shape, fanIn, fanOut));
  }

  /** One stored number per feature, all equal. */
  final String vector(String name, double value) {
    return store.numbers(name, Shape.of(width), value);
  }

  final String scalar(String name, double value) {
    return store.numbers(name, Shape.of(), value);
  }

  /** A bias of {@code [1, values * units]}: each value for as many units. */
  final String bias(String name, long units, double... values) {
    var parts = new ArrayList<String>();
    for (double value : values) {
      String part = name + parts.size();
      parts.add(parameter(part, Shape.of(1, units), Fill.constant(value), units, units));
    }
    String before = last;
    append(name, "Concat", Map.of("axis", new Attribute.Int(1)), parts.toArray(String[]::new));
    String joined = last;
    last = before;
    return joined;
  }

  public Graph build() {
    return new Graph(
        Operators.FILE,
        nodes,
        List.of(new Value("x", element, Optional.of(new Shape(input)))),
        List.of(new Value(last, ElementType.FLOAT, Optional.empty())),
        store.parameters(),
        Map.of(),
        Set.of(),
        training,
        metadata,
        new Place.NodeAt(Operators.FILE, ""));
  }
}
