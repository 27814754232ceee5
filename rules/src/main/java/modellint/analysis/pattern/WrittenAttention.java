package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import modellint.analysis.pattern.Sketch.Affine;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * Attention (Vaswani et al. 2017) written out: a product of two activations, perhaps scaled and
 * masked, through Softmax into a product with a third.
 */
record WrittenAttention(Wiring wiring) {

  private static final int LONGEST = 6;

  Optional<Pattern> at(Node softmax) {
    if (!softmax.is("Softmax")) {
      return Optional.empty();
    }
    Sketch sketch = new Sketch(wiring, softmax);
    Optional<Node> scores = scores(softmax.inputs().get(0), sketch);
    String weights = softmax.output();
    for (String type : List.of("Dropout", "Cast")) {
      weights = sketch.forth(weights, type).map(Node::output).orElse(weights);
    }
    String left = weights;
    Optional<Node> mixed =
        sketch
            .forth(weights, "MatMul")
            .filter(it -> it.inputs().get(0).equals(left) && !wiring.isFixed(it.inputs().get(1)));
    if (scores.isEmpty() || mixed.isEmpty()) {
      return Optional.empty();
    }
    List<String> product = scores.get().inputs();
    String output = mixed.get().output();
    return sketch.closed(
        Pattern.Kind.ATTENTION,
        product.get(0),
        List.of(product.get(1), mixed.get().inputs().get(1)),
        output,
        new Affine(Optional.empty(), Optional.empty(), output),
        0,
        List.of());
  }

  /** Back from the softmax over scale, mask and casts to the product of two activations. */
  private Optional<Node> scores(String value, Sketch sketch) {
    String at = value;
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> producer = wiring.producer(at);
      if (producer.isEmpty()) {
        return Optional.empty();
      }
      Node node = producer.get();
      sketch.add(node);
      switch (node.type()) {
        case "MatMul" -> {
          return producer.filter(it -> it.inputs().stream().noneMatch(wiring::isFixed));
        }
        case "Div", "Mul", "Cast" -> at = node.inputs().get(0);
        case "Add" -> at = node.inputs().get(masked(node.inputs().get(0)) ? 1 : 0);
        case "Where" -> at = node.inputs().get(masked(node.inputs().get(1)) ? 2 : 1);
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** True for the operand that is a mask: no matrix product right behind it. */
  private boolean masked(String value) {
    return wiring
        .producer(value)
        .filter(it -> it.is("MatMul") || it.is("Div") || it.is("Mul") || it.is("Add"))
        .filter(it -> !wiring.isFixed(value))
        .isEmpty();
  }
}
