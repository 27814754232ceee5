package modellint.verify.tape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.AttributeProto;

/**
 * An operator applied to tensors of known shape. {@code opset} is the version of the domain that
 * gives it its meaning.
 */
public record Call(
    String name,
    String domain,
    String op,
    int opset,
    Map<String, AttributeProto> attributes,
    List<Tensor> inputs,
    List<Tensor> outputs) {

  public Call {
    attributes = Map.copyOf(attributes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether input {@code i} is given. */
  public boolean has(int i) {
    return i < inputs.size() && !inputs.get(i).isAbsent();
  }

  /** Input {@code i}, which must be given. */
  public Tensor x(int i) {
    if (!has(i)) {
      throw new NoGradientException(op + " without its input " + i);
    }
    return inputs.get(i);
  }

  public Tensor y(int i) {
    return outputs.get(i);
  }

  /** Whether output {@code i} is used or named at all. */
  public boolean hasOutput(int i) {
    return i < outputs.size() && !outputs.get(i).isAbsent();
  }

  public long integer(String attribute, long otherwise) {
    AttributeProto found = attributes.get(attribute);
    return found == null ? otherwise : found.getI();
  }

  public float real(String attribute, double otherwise) {
    AttributeProto found = attributes.get(attribute);
    return found == null ? (float) otherwise : found.getF();
  }

  public String text(String attribute, String otherwise) {
    AttributeProto found = attributes.get(attribute);
    return found == null ? otherwise : found.getS().toStringUtf8();
  }

  public Optional<long[]> integers(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(it -> it.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  public List<String> texts(String attribute) {
    AttributeProto found = attributes.get(attribute);
    return found == null
        ? List.of()
        : found.getStringsList().stream().map(it -> it.toStringUtf8()).toList();
  }

  /** What newer versions take as input {@code input} and older ones as {@code attribute}. */
  public Optional<long[]> integers(String attribute, int input) {
    return has(input) ? Optional.of(x(input).integers()) : integers(attribute);
  }

  /** An axis counted from the front of input 0. */
  public int axis(String attribute, long otherwise) {
    long axis = integer(attribute, otherwise);
    return (int) (axis < 0 ? axis + x(0).rank() : axis);
  }

  @Override
  public String toString() {
    return (domain.isEmpty() ? op : domain + "." + op)
        + Arrays.toString(inputs.stream().map(Tensor::name).toArray());
  }
}
