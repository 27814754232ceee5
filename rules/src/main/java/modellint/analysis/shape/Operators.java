package modellint.analysis.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Node;

/** The registry of inferences: standard operators, and those that ONNX Runtime's optimiser adds. */
final class Operators {

  private static final String MICROSOFT = "com.microsoft";

  private static final Set<String> RANDOM =
      Set.of(
          "RandomNormal",
          "RandomUniform",
          "RandomNormalLike",
          "RandomUniformLike",
          "Bernoulli",
          "Multinomial");

  private final Map<String, Operator> standard = new HashMap<>();
  private final Map<String, Operator> fused = new HashMap<>();

  Operators() {
    List.of(
            Pointwise.operators(),
            Windows.operators(),
            Products.operators(),
            Reductions.operators(),
            Norms.operators(),
            Recurrent.operators(),
            Attending.operators(),
            Layouts.operators(),
            Indexing.operators(),
            Pieces.operators(),
            Generators.operators(),
            Images.operators(),
            Quantised.operators())
        .forEach(standard::putAll);
    for (String type : List.of("FusedConv", "FusedGemm", "FusedMatMul")) {
      fused.put(type, standard.getOrDefault(type, Operator.like(Operator.SAME)));
      standard.remove(type);
    }
    for (String type :
        List.of(
            "Gelu",
            "FastGelu",
            "BiasGelu",
            "QuickGelu",
            "SkipLayerNormalization",
            "SkipSimplifiedLayerNormalization")) {
      fused.put(type, Operator.many(Operator.SAME, call -> List.of(call.shape(0))));
    }
  }

  Optional<Operator> of(Node node) {
    if (node.domain().isEmpty()) {
      return Optional.ofNullable(standard.get(node.type()));
    }
    return node.domain().equals(MICROSOFT)
        ? Optional.ofNullable(fused.get(node.type()))
        : Optional.empty();
  }

  /** True where the same inputs may give different outputs. */
  static boolean isRandom(Node node) {
    boolean drops =
        node.is("Dropout")
            && (node.opset() < 7 ? node.integer("is_test", 0) == 0 : node.input(2).isPresent());
    return RANDOM.contains(node.type())
        || drops
        || node.subGraphs().anyMatch(it -> it.nodes().stream().anyMatch(Operators::isRandom));
  }
}
