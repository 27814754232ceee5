package modellint.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * A graph written as an exporter would write it, one node a line:
 *
 * <pre>
 * h = Gemm(x, w[64,32], b[64]) transB=1
 * y = Mul(h, 0.5)
 * </pre>
 *
 * Operands are separated by a comma and a space. {@code w[64,32]} is a parameter, {@code
 * w[64,32]:INT8} one of another type, {@code <64,-1>} a constant vector of integers, a bare number
 * a constant scalar. {@code com.microsoft.} before an operator is its domain. The input is {@code
 * x}; the last line's value is the output, unless the outputs are named.
 */
public final class Script {

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  private Script() {}

  public static Graph graph(String text, String... outputs) {
    return graph(List.of(new Value("x", ElementType.FLOAT, Optional.empty())), text, outputs);
  }

  /** The same with other inputs. */
  public static Graph graph(List<Value> inputs, String text, String... outputs) {
    var script = new Script();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(script::line);
    String last = script.nodes.get(script.nodes.size() - 1).output();
    List<String> ends = outputs.length == 0 ? List.of(last) : List.of(outputs);
    return new Graph(
        "script",
        script.nodes,
        inputs,
        ends.stream().map(it -> new Value(it, ElementType.FLOAT, Optional.empty())).toList(),
        script.parameters,
        Map.of(),
        Set.of(),
        Training.UNKNOWN,
        Map.of(),
        new Place.NodeAt("script", ""));
  }

  /** The same with weights drawn from a Gaussian about zero. */
  public static Graph drawn(double variance, List<Value> inputs, String text) {
    Graph stated = graph(inputs, text);
    var drawn = new LinkedHashMap<String, Parameter>();
    stated.parameters().forEach((name, it) -> drawn.put(name, drawn(it, variance)));
    return new Graph(
        stated.name(),
        stated.nodes(),
        stated.inputs(),
        stated.outputs(),
        drawn,
        stated.declared(),
        stated.captured(),
        stated.training(),
        stated.metadata(),
        stated.place());
  }

  private static Parameter drawn(Parameter it, double variance) {
    Weights weights = new Weights.Declared(new Init.Normal("a test", 0, variance));
    return it.values().isPresent()
        ? it
        : new Parameter(it.name(), it.shape(), it.type(), weights, it.values());
  }

  private void line(String line) {
    String[] sides = line.split(" = ", 2);
    int open = sides[1].indexOf('(');
    int close = sides[1].indexOf(')');
    String operator = sides[1].substring(0, open);
    int dot = operator.lastIndexOf('.');
    String operands = sides[1].substring(open + 1, close);
    List<String> outputs = List.of(sides[0].split(", "));
    nodes.add(
        new Node(
            outputs.get(0),
            dot < 0 ? "" : operator.substring(0, dot),
            operator.substring(dot + 1),
            16,
            attributes(sides[1].substring(close + 1).strip()),
            operands.isEmpty()
                ? List.of()
                : Arrays.stream(operands.split(", ")).map(this::operand).toList(),
            outputs,
            new Place.NodeAt("script", outputs.get(0))));
  }

  private static Map<String, Attribute> attributes(String text) {
    Map<String, Attribute> all = new LinkedHashMap<>();
    for (String entry : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] pair = entry.split("=", 2);
      all.put(pair[0], attribute(pair[0], pair[1]));
    }
    return all;
  }

  private static Attribute attribute(String name, String value) {
    if (Set.of("axes", "perm", "split").contains(name) || value.matches("-?\\d+(,-?\\d+)+")) {
      return new Attribute.Ints(Arrays.stream(value.split(",")).map(Long::valueOf).toList());
    }
    if (value.matches("-?\\d+")) {
      return new Attribute.Int(Long.parseLong(value));
    }
    return value.matches("-?[\\d.]+(e-?\\d+)?")
        ? new Attribute.Real(Double.parseDouble(value))
        : new Attribute.Text(value);
  }

  private String operand(String text) {
    if (text.matches("-?[\\d.]+(e-?\\d+)?")) {
      return constant(text, Shape.of(), ElementType.FLOAT, List.of(Double.valueOf(text)));
    }
    if (text.startsWith("<")) {
      List<Double> values =
          Arrays.stream(text.substring(1, text.length() - 1).split(","))
              .map(Double::valueOf)
              .toList();
      return constant(text, Shape.of(values.size()), ElementType.INT64, values);
    }
    int bracket = text.indexOf('[');
    if (bracket < 0) {
      return text;
    }
    String[] parts = text.substring(bracket + 1).split("\\]:?");
    long[] sizes = Arrays.stream(parts[0].split(",")).mapToLong(Long::parseLong).toArray();
    ElementType type = parts.length > 1 ? ElementType.valueOf(parts[1]) : ElementType.FLOAT;
    String name = text.substring(0, bracket);
    parameters.put(
        name,
        new Parameter(
            name, Shape.of(sizes), type, new Weights.Unknown("a test"), Optional.empty()));
    return name;
  }

  private String constant(String name, Shape shape, ElementType type, List<Double> values) {
    Weights weights = new Weights.Unknown("a test");
    parameters.put(name, new Parameter(name, shape, type, weights, Optional.of(values)));
    return name;
  }
}
