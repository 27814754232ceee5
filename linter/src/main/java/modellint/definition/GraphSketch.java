package modellint.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * A graph being drawn, operator by operator. Every method that appends takes the names of its
 * operands and answers the name of its result; names stay as given where they are free and get a
 * number where they are not. {@link Blocks} draws whole layers with it.
 */
public final class GraphSketch {

  /** The operator set of every graph drawn here. */
  public static final int OPSET = 17;

  private final String name;
  private final Place place;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Value> inputs = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<Declaration, String> declared = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();

  public GraphSketch(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** A network input of floating-point numbers. */
  public String input(String name, Shape shape) {
    return input(name, shape, ElementType.FLOAT);
  }

  public String input(String name, Shape shape, ElementType type) {
    String free = free(name);
    inputs.add(new Value(free, type, Optional.of(shape)));
    return free;
  }

  /** A trainable tensor; a declaration that is drawn again is the same one. */
  public String parameter(Declaration it) {
    String known = declared.get(it);
    if (known == null) {
      known =
          parameter(
              new Parameter(
                  free(it.name()), it.shape(), ElementType.FLOAT, it.weights(), Optional.empty()));
      declared.put(it, known);
    }
    return known;
  }

  /** A constant list of integers: axes, a shape. */
  public String integers(String name, long... values) {
    return parameter(
        new Parameter(
            free(name),
            Shape.of(values.length),
            ElementType.INT64,
            new Weights.Unknown("a constant, not a weight"),
            Optional.of(Arrays.stream(values).mapToObj(it -> (double) it).toList())));
  }

  /** A constant integer without dimensions. */
  public String index(String name, long value) {
    return parameter(
        new Parameter(
            free(name),
            new Shape(List.of()),
            ElementType.INT64,
            new Weights.Unknown("a constant, not a weight"),
            Optional.of(List.of((double) value))));
  }

  /** A constant number. */
  public String scalar(String name, double value) {
    return parameter(
        new Parameter(
            free(name),
            new Shape(List.of()),
            ElementType.FLOAT,
            new Weights.Unknown("a constant, not a weight"),
            Optional.of(List.of(value))));
  }

  /** A constant list of numbers. */
  public String reals(String name, List<Double> values) {
    return reals(name, Shape.of(values.size()), values);
  }

  /** Constant numbers laid out in {@code shape}. */
  public String reals(String name, Shape shape, List<Double> values) {
    return parameter(
        new Parameter(
            free(name),
            shape,
            ElementType.FLOAT,
            new Weights.Unknown("a constant, not a weight"),
            Optional.of(values)));
  }

  private String parameter(Parameter parameter) {
    parameters.put(parameter.name(), parameter);
    return parameter.name();
  }

  /** One standard operator with one result, named after the node. */
  public String node(
      String type,
      String name,
      List<String> operands,
      Map<String, Attribute> attributes,
      Place place) {
    return node("", type, name, operands, attributes, 1, place).get(0);
  }

  /** An operator of any domain with {@code results} results; {@code java} marks what ONNX lacks. */
  public List<String> node(
      String domain,
      String type,
      String name,
      List<String> operands,
      Map<String, Attribute> attributes,
      int results,
      Place place) {
    String free = free(name);
    var outputs = new ArrayList<String>();
    outputs.add(free);
    for (int i = 1; i < results; i++) {
      outputs.add(free(name + "/" + i));
    }
    nodes.add(
        new Node(
            free,
            domain,
            type,
            domain.isEmpty() ? OPSET : 1,
            attributes,
            operands,
            outputs,
            place));
    return outputs;
  }

  private String free(String wanted) {
    String candidate = wanted;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = wanted + "_" + i;
    }
    return candidate;
  }

  /** The finished graph with {@code results} as its outputs. */
  public Graph finish(List<String> results, Training training) {
    return new Graph(
        name,
        nodes,
        inputs,
        results.stream()
            .distinct()
            .map(it -> new Value(it, ElementType.FLOAT, Optional.empty()))
            .toList(),
        parameters,
        Map.of(),
        Set.of(),
        training,
        Map.of(),
        place);
  }
}
