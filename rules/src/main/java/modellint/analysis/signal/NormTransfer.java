package modellint.analysis.signal;

import java.util.Optional;
import modellint.graph.Node;

/** The operators that normalise within a sample; what they do is in {@link SampleNormTransfer}. */
final class NormTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Node node = step.node();
    Tracked x = step.tracked(0);
    double epsilon = node.real("epsilon", 1e-5);
    Optional<FixedMoments> scale = step.optional(1);
    Optional<FixedMoments> bias = step.optional(2);
    step.put(
        switch (node.type()) {
          case "LayerNormalization" -> SampleNormTransfer.layer(step, x, scale, bias, epsilon);
          case "RMSNormalization", "SimplifiedLayerNormalization" ->
              SampleNormTransfer.rootMeanSquare(step, x, scale, epsilon);
          case "LpNormalization" -> length(step, x);
          case "InstanceNormalization" ->
              SampleNormTransfer.instance(
                  step, x, step.positions(x, x.dim(1)), scale, bias, epsilon);
          case "GroupNormalization" -> {
            double groups = node.integer("num_groups", 1);
            yield SampleNormTransfer.group(
                step, x, step.positions(x, x.dim(1)), x.dim(1) / groups, scale, bias, epsilon);
          }
          default -> throw new AssertionError(node.type());
        });
  }

  /**
   * Divided by the Euclidean length over the last axis: as by the root mean square, over root n.
   */
  private static Tracked length(Step step, Tracked x) {
    if (step.node().integer("p", 2) != 2) {
      throw new Unmodelled("a norm other than the Euclidean is not modelled");
    }
    double units = x.dim((int) step.node().integer("axis", -1));
    FixedMoments scale = new FixedMoments(0, 1 / units, 1);
    return SampleNormTransfer.rootMeanSquare(step, x, Optional.of(scale), 0);
  }
}
