package modellint.analysis.signal;

import java.util.Optional;
import modellint.analysis.pattern.Pattern;

/** Normalisations written out; activations written out need no help, they compose exactly. */
final class PatternTransfer {

  private PatternTransfer() {}

  static boolean handles(Pattern pattern) {
    return switch (pattern.kind()) {
      case LAYER_NORM, RMS_NORM, GROUP_NORM -> true;
      case L2_NORM, GELU, QUICK_GELU, SILU, MISH, HARD_SWISH, SOFTMAX, ATTENTION -> false;
    };
  }

  static void apply(Step step, Pattern pattern) {
    Tracked x = step.tracked(pattern.input());
    Optional<FixedMoments> scale = pattern.scale().map(step.fixed()::moments);
    Optional<FixedMoments> bias = pattern.bias().map(step.fixed()::moments);
    double epsilon = pattern.epsilon();
    step.put(
        pattern.output(),
        switch (pattern.kind()) {
          case LAYER_NORM -> SampleNormTransfer.layer(step, x, scale, bias, epsilon);
          case RMS_NORM -> SampleNormTransfer.rootMeanSquare(step, x, scale, epsilon);
          case GROUP_NORM -> grouped(step, x, pattern, scale, bias);
          default -> throw new AssertionError(pattern.kind());
        });
  }

  /** Reshape to [N, G, rest], InstanceNormalization, Reshape back. */
  private static Tracked grouped(
      Step step,
      Tracked x,
      Pattern pattern,
      Optional<FixedMoments> scale,
      Optional<FixedMoments> bias) {
    double groups =
        pattern.nodes().stream()
            .filter(node -> node.is("InstanceNormalization"))
            .mapToDouble(node -> step.dims(node.inputs().get(0))[1])
            .findFirst()
            .orElseThrow(() -> new Unmodelled("a group normalisation has no groups"));
    double channels = x.dim(1) / groups;
    return SampleNormTransfer.group(
        step, x, step.positions(x, x.dim(1)), channels, scale, bias, pattern.epsilon());
  }
}
