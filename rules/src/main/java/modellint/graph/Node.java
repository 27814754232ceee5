package modellint.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One operator applied. {@code domain} is empty for the standard ONNX operators; {@code opset} is
 * the version of that domain the model imports; an empty input or output name is one left out.
 */
public record Node(
    String name,
    String domain,
    String type,
    int opset,
    Map<String, Attribute> attributes,
    List<String> inputs,
    List<String> outputs,
    Place place) {

  /** Attribute in which a front end says what it could not read and drew this node for. */
  public static final String REASON = "reason";

  public Node {
    if (type.isEmpty()) {
      throw new IllegalArgumentException("node has no operator: " + name);
    }
    attributes = Map.copyOf(attributes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** True for an LSTM, a GRU or a simple recurrent layer. */
  public boolean isRecurrent() {
    return is("LSTM") || is("GRU") || is("RNN");
  }

  /** True for the standard ONNX operator {@code type}. */
  public boolean is(String type) {
    return domain.isEmpty() && this.type.equals(type);
  }

  /** The name at input {@code index}, or empty where it is left out. */
  public Optional<String> input(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty()
        ? Optional.of(inputs.get(index))
        : Optional.empty();
  }

  /** The first output, which every operator has. */
  public String output() {
    return outputs.get(0);
  }

  public long integer(String attribute, long otherwise) {
    return attributes.get(attribute) instanceof Attribute.Int it ? it.value() : otherwise;
  }

  public double real(String attribute, double otherwise) {
    return attributes.get(attribute) instanceof Attribute.Real it ? it.value() : otherwise;
  }

  public String text(String attribute, String otherwise) {
    return attributes.get(attribute) instanceof Attribute.Text it ? it.value() : otherwise;
  }

  public Optional<List<Long>> integers(String attribute) {
    return attributes.get(attribute) instanceof Attribute.Ints it
        ? Optional.of(it.values())
        : Optional.empty();
  }

  /** The graphs that an If, Loop or Scan carries. */
  public Stream<Graph> subGraphs() {
    return attributes.values().stream()
        .filter(Attribute.SubGraph.class::isInstance)
        .map(it -> ((Attribute.SubGraph) it).graph());
  }

  @Override
  public String toString() {
    String operator = domain.isEmpty() ? type : domain + "." + type;
    return String.join(", ", outputs) + " = " + operator + "(" + String.join(", ", inputs) + ")";
  }
}
