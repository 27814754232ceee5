package modellint.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** The parameter that a Constant node stands for. */
final class Constants {

  private Constants() {}

  /** Empty where the node holds no value that is known here. */
  static Optional<Parameter> of(String name, Map<String, Attribute> attributes) {
    if (attributes.size() != 1) {
      return Optional.empty();
    }
    Attribute value = attributes.values().iterator().next();
    if (value instanceof Attribute.Tensor it) {
      Parameter tensor = it.value();
      return Optional.of(
          new Parameter(name, tensor.shape(), tensor.type(), tensor.weights(), tensor.values()));
    }
    if (value instanceof Attribute.Real it) {
      return Optional.of(numbers(name, Shape.of(), ElementType.FLOAT, List.of(it.value())));
    }
    if (value instanceof Attribute.Int it) {
      return Optional.of(
          numbers(name, Shape.of(), ElementType.INT64, List.of((double) it.value())));
    }
    if (value instanceof Attribute.Reals it) {
      return Optional.of(
          numbers(name, Shape.of(it.values().size()), ElementType.FLOAT, it.values()));
    }
    if (value instanceof Attribute.Ints it) {
      List<Double> values = it.values().stream().map(Long::doubleValue).toList();
      return Optional.of(numbers(name, Shape.of(values.size()), ElementType.INT64, values));
    }
    if (value instanceof Attribute.Text) {
      return Optional.of(text(name, Shape.of()));
    }
    if (value instanceof Attribute.Texts it) {
      return Optional.of(text(name, Shape.of(it.values().size())));
    }
    return Optional.empty();
  }

  private static Parameter numbers(
      String name, Shape shape, ElementType type, List<Double> values) {
    Tally tally = Tally.whole(values.size());
    double[] block = values.stream().mapToDouble(Double::doubleValue).toArray();
    tally.add(block, block.length);
    return new Parameter(
        name,
        shape,
        type,
        tally.result(),
        values.size() <= Parameter.MOST_VALUES ? Optional.of(values) : Optional.empty());
  }

  private static Parameter text(String name, Shape shape) {
    return new Parameter(
        name, shape, ElementType.STRING, new Weights.Unknown("it holds text"), Optional.empty());
  }
}
