package modellint.graph;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model: nodes in topological order over named values. The constructor refuses cycles, dangling
 * names and duplicates with an {@link InvalidGraphException}, so nothing behind it checks again.
 *
 * @param declared types and shapes that the file states for intermediate values, by name
 * @param captured names of enclosing graphs that a sub-graph may use; empty at the top
 * @param metadata free text that the file carries about itself
 */
public record Graph(
    String name,
    List<Node> nodes,
    List<Value> inputs,
    List<Value> outputs,
    Map<String, Parameter> parameters,
    Map<String, Value> declared,
    Set<String> captured,
    Training training,
    Map<String, String> metadata,
    Place place) {

  public Graph {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    declared = Map.copyOf(declared);
    captured = Set.copyOf(captured);
    metadata = Map.copyOf(metadata);
    verify(nodes, inputs, outputs, parameters, captured);
  }

  /** The same graph, trained as {@code other} says. */
  public Graph with(Training other) {
    return new Graph(
        name, nodes, inputs, outputs, parameters, declared, captured, other, metadata, place);
  }

  /** The same graph, trained as {@code other} says, with the remarks in {@code text} on it. */
  public Graph with(Training other, Map<String, String> text) {
    return new Graph(
        name, nodes, inputs, outputs, parameters, declared, captured, other, text, place);
  }

  /** The same graph over {@code others} in the place of its parameters. */
  public Graph with(Map<String, Parameter> others) {
    return with(nodes, others);
  }

  /** The same inputs and outputs, computed by {@code other} nodes over {@code others}. */
  public Graph with(List<Node> other, Map<String, Parameter> others) {
    return new Graph(
        name, other, inputs, outputs, others, declared, captured, training, metadata, place);
  }

  private static void verify(
      List<Node> nodes,
      List<Value> inputs,
      List<Value> outputs,
      Map<String, Parameter> parameters,
      Set<String> captured) {
    var known = new HashSet<>(captured);
    known.addAll(parameters.keySet());
    for (Value input : inputs) {
      // Before IR 4 every initialiser was listed among the inputs as well.
      if (!known.add(input.name()) && !parameters.containsKey(input.name())) {
        throw new InvalidGraphException("input is declared twice: " + input.name());
      }
    }
    var written = new HashSet<String>();
    for (Node node : nodes) {
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !known.contains(input)) {
          throw new InvalidGraphException(
              "node " + node.name() + " reads " + input + ", which nothing before it produces");
        }
      }
      for (String output : node.outputs()) {
        if (output.isEmpty()) {
          continue;
        }
        if (!written.add(output) || (known.contains(output) && !captured.contains(output))) {
          throw new InvalidGraphException("value is produced twice: " + output);
        }
        known.add(output);
      }
    }
    for (Value output : outputs) {
      if (!known.contains(output.name())) {
        throw new InvalidGraphException("output is produced by nothing: " + output.name());
      }
    }
  }
}
