package modellint.analysis.signal;

import java.util.function.Function;
import modellint.analysis.gaussian.Scalar;

/** A function applied to every element. */
final class PointwiseTransfer implements Transfer {

  private final Function<Step, Scalar> function;

  PointwiseTransfer(Function<Step, Scalar> function) {
    this.function = function;
  }

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    Scalar f = function.apply(step);
    step.put(apply(step, x, f));
  }

  static Tracked apply(Step step, Tracked x, Scalar f) {
    return BySegment.map(step, x, part -> part.function(part.jet().then(f), part.dims()));
  }
}
