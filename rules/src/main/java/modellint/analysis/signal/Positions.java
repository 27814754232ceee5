package modellint.analysis.signal;

import java.util.List;
import modellint.graph.Node;

/**
 * The positions of each sample that a pooling sees.
 *
 * @param pooled how many go into one value
 * @param inputs how many there are before
 * @param outputs how many there are behind
 */
record Positions(double pooled, double inputs, double outputs) {

  /** Of an operator that reduces whole axes: GlobalAveragePool, ReduceMean and their like. */
  static Positions of(Step step, Tracked x) {
    boolean global = step.node().type().startsWith("Global");
    double inputs = step.positions(x, x.dim(global || x.rank() >= 4 ? 1 : -1));
    double pooled = global ? inputs : product(axes(step), x);
    return new Positions(pooled, inputs, Math.max(1, inputs / pooled));
  }

  private static double product(List<Long> axes, Tracked x) {
    double product = 1;
    for (long axis : axes) {
      int a = Math.floorMod((int) axis, x.rank());
      if (a == 0) {
        throw new Unmodelled("a reduction over the batch is not modelled");
      }
      if (a == (x.rank() >= 4 ? 1 : x.rank() - 1)) {
        throw new Unmodelled("a reduction over units is not modelled");
      }
      product *= x.dim(a);
    }
    return product;
  }

  private static List<Long> axes(Step step) {
    Node node = step.node();
    if (step.hasInput(1)) {
      return step
          .fixed()
          .elements(step.name(1))
          .orElseThrow(() -> new Unmodelled("the axes of " + node.type() + " are unknown"))
          .stream()
          .map(Double::longValue)
          .toList();
    }
    return node.integers("axes")
        .orElseThrow(() -> new Unmodelled("a reduction over all axes is not modelled"));
  }
}
