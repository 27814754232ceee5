package modellint.analysis.layer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.pattern.Pattern;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;
import modellint.graph.Parameter;

/** What happens to a layer's output before the next layer sees it. */
record Aftermath(
    Optional<Parameter> bias, Optional<String> activation, Optional<Node> normalisation) {

  static final Set<String> NORMALISING =
      Set.of(
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "RMSNormalization",
          "SimplifiedLayerNormalization",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization",
          "GroupNorm",
          "MeanVarianceNormalization",
          "LpNormalization");
  private static final Set<String> ACTIVATING =
      Set.of(
          "Relu",
          "LeakyRelu",
          "PRelu",
          "ThresholdedRelu",
          "Elu",
          "Selu",
          "Celu",
          "Gelu",
          "FastGelu",
          "QuickGelu",
          "BiasGelu",
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Swish",
          "Silu",
          "Mish",
          "Tanh",
          "Softplus",
          "Softsign",
          "Softmax",
          "LogSoftmax",
          "Hardmax",
          "Clip",
          "Erf",
          "Exp",
          "Sin",
          "Cos",
          "Abs",
          "Shrink");

  /** Operators behind which the elements are the same ones, somewhere else. */
  static final Set<String> SHAPING =
      Set.of(
          "Reshape",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Flatten",
          "Identity",
          "Cast",
          "Dropout",
          "MaxPool",
          "DepthToSpace",
          "SpaceToDepth",
          "QuantizeLinear",
          "DequantizeLinear");

  private static final int LONGEST = 32;

  static Aftermath of(Node layer, long units, Wiring wiring, Patterns patterns, Sources sources) {
    return new Walk(wiring, patterns, sources, units).from(layer);
  }

  /** One step after the other along values that have a single use. */
  private record Walk(Wiring wiring, Patterns patterns, Sources sources, long units) {

    Aftermath from(Node layer) {
      Optional<Parameter> bias = Optional.empty();
      Optional<Node> normalisation = Optional.empty();
      String fused = layer.text("activation", "");
      if (!fused.isEmpty()) {
        return new Aftermath(bias, Optional.of(fused), normalisation);
      }
      String value = layer.output();
      boolean adjacent = true;
      for (int step = 0; step < LONGEST; step++) {
        Optional<Pattern> pattern = patterns.reading(value);
        if (pattern.isPresent()) {
          if (!pattern.get().kind().isNormalisation()) {
            return new Aftermath(bias, Optional.of(pattern.get().kind().word()), normalisation);
          }
          value = pattern.get().output();
          normalisation = normalisation.or(() -> wiring.producer(pattern.get().output()));
          adjacent = false;
          continue;
        }
        Optional<Node> reader = wiring.reader(value);
        if (reader.isEmpty() || reader.get().outputs().isEmpty()) {
          break;
        }
        Node next = reader.get();
        if (ACTIVATING.contains(next.type())) {
          if (next.type().equals("BiasGelu") && bias.isEmpty()) {
            bias = addend(next, value);
          }
          return new Aftermath(bias, Optional.of(name(next)), normalisation);
        }
        if (NORMALISING.contains(next.type())) {
          normalisation = normalisation.or(() -> reader);
          adjacent = false;
        } else if (next.is("Add")
            && adjacent
            && bias.isEmpty()
            && addend(next, value).isPresent()) {
          bias = addend(next, value);
          adjacent = false;
        } else if (!SHAPING.contains(next.type()) && !affine(next, value)) {
          break;
        }
        value = next.output();
      }
      return new Aftermath(bias, Optional.empty(), normalisation);
    }

    private static String name(Node node) {
      return switch (node.type()) {
        case "BiasGelu", "FastGelu" -> "Gelu";
        case "Swish" -> "Silu";
        default -> node.type();
      };
    }

    /** The parameter that {@code add} adds to {@code value}, one number to each unit. */
    private Optional<Parameter> addend(Node add, String value) {
      List<String> inputs = add.inputs();
      String other = inputs.get(0).equals(value) ? inputs.get(1) : inputs.get(0);
      return sources
          .of(other)
          .map(Source::parameter)
          .filter(it -> it.shape().isKnown() && it.count() == units);
    }

    /** A sum or product with something that does not depend on the data. */
    private boolean affine(Node node, String value) {
      return Set.of("Add", "Sub", "Mul", "Div").contains(node.type())
          && node.inputs().stream().allMatch(input -> input.equals(value) != wiring.isFixed(input));
    }
  }
}
