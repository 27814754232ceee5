package modellint.analysis.wiring;

import java.util.List;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.graph.Node;
import modellint.graph.Parameter;

/** What a Constant node holds: a tensor, or numbers in an attribute of their own. */
record Constant(Optional<Parameter> tensor, Optional<List<Double>> elements) {

  static Optional<Constant> of(Node node) {
    return node.attributes().values().stream()
        .flatMap(attribute -> of(node.output(), attribute).stream())
        .findFirst();
  }

  private static Optional<Constant> of(String name, Attribute attribute) {
    if (attribute instanceof Attribute.Tensor it) {
      return Optional.of(new Constant(Optional.of(named(name, it.value())), it.value().values()));
    }
    if (attribute instanceof Attribute.Int it) {
      return numbers(List.of((double) it.value()));
    }
    if (attribute instanceof Attribute.Real it) {
      return numbers(List.of(it.value()));
    }
    if (attribute instanceof Attribute.Ints it) {
      return numbers(it.values().stream().map(Long::doubleValue).toList());
    }
    if (attribute instanceof Attribute.Reals it) {
      return numbers(it.values());
    }
    return Optional.empty();
  }

  private static Optional<Constant> numbers(List<Double> values) {
    return Optional.of(new Constant(Optional.empty(), Optional.of(values)));
  }

  /** Tensors in attributes often have no name of their own; the value they define then lends it. */
  private static Parameter named(String value, Parameter it) {
    return it.name().isEmpty()
        ? new Parameter(value, it.shape(), it.type(), it.weights(), it.values())
        : it;
  }
}
