package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import modellint.analysis.pattern.Sketch.Affine;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** GroupNorm (Wu and He 2018) written as an InstanceNormalization over reshaped groups. */
record WrittenGroupNorm(Wiring wiring) {

  Optional<Pattern> at(Node node) {
    if (!node.is("InstanceNormalization") || !isAll(node, 1, 1) || !isAll(node, 2, 0)) {
      return Optional.empty();
    }
    Sketch sketch = new Sketch(wiring, node);
    Optional<Node> before = sketch.back(node.inputs().get(0), "Reshape");
    Optional<Node> after = sketch.forth(node.output(), "Reshape");
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    Affine affine = sketch.affine(after.get().output());
    return sketch.closed(
        Pattern.Kind.GROUP_NORM,
        before.get().inputs().get(0),
        List.of(),
        affine.output(),
        affine,
        node.real("epsilon", 1e-5),
        List.of());
  }

  private boolean isAll(Node node, int input, double number) {
    return node.input(input)
        .flatMap(wiring::elements)
        .filter(all -> all.stream().allMatch(it -> it == number))
        .isPresent();
  }
}
