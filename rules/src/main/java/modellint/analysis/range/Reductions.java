package modellint.analysis.range;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Sums, means and extremes over axes, and pooling, which is the same over windows. */
final class Reductions {

  private Reductions() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    for (String type : List.of("ReduceMean", "GlobalAveragePool")) {
      all.put(type, step -> averaged(step.range(0)));
    }
    for (String type : List.of("ReduceMax", "ReduceMin", "GlobalMaxPool")) {
      all.put(type, step -> averaged(step.range(0)));
    }
    all.put("AveragePool", step -> padded(averaged(step.range(0))));
    // A window of zeros behind a ReLU is common.
    all.put("MaxPool", step -> averaged(step.range(0)).withZeros(step.range(0).zeros()));
    all.put("ReduceSum", step -> sum(step, step.range(0)));
    all.put("ReduceL1", step -> sum(step, Curves.folded(step.range(0))));
    all.put("ReduceSumSquare", step -> sum(step, squared(step.range(0))));
    all.put(
        "ReduceL2",
        step -> sum(step, squared(step.range(0))).map(x -> StrictMath.sqrt(Math.max(0, x))));
    all.put("ReduceLogSumExp", Reductions::logSumExp);
    all.put("Softmax", Reductions::softmax);
    all.put("LogSoftmax", Reductions::logSoftmax);
    return all;
  }

  private static Range averaged(Range range) {
    return new Range(
        range.within(),
        range.free() ? range.reached() : Interval.NONE,
        whole(range),
        range.free(),
        range.declared());
  }

  private static Range padded(Range range) {
    return new Range(
        range.within().hull(Interval.of(0)),
        range.reached(),
        range.zeros(),
        range.free(),
        range.declared());
  }

  /** Single zeros are lost in a reduction, whole rows of them are not. */
  private static Zeros whole(Range range) {
    return range.zeros() == Zeros.ROWS ? Zeros.ROWS : Zeros.UNSEEN;
  }

  private static Range squared(Range range) {
    return new Range(
        range.within().square(),
        range.reached().square(),
        range.zeros(),
        range.free(),
        range.declared());
  }

  private static Range sum(Step step, Range range) {
    OptionalDouble count = count(step);
    Interval times =
        count.isPresent()
            ? Interval.of(count.getAsDouble())
            : new Interval(1, Double.POSITIVE_INFINITY);
    return new Range(
        range.within().times(times),
        range.free() && count.isPresent() ? range.reached().times(times) : Interval.NONE,
        whole(range),
        range.free(),
        range.declared());
  }

  private static OptionalDouble count(Step step) {
    Optional<Shape> shape = step.wiring().shapes().shape(step.name(0));
    if (shape.isEmpty()) {
      return OptionalDouble.empty();
    }
    int rank = shape.get().rank();
    double count = 1;
    List<Long> axes = step.axes().orElse(List.of());
    for (int axis = 0; axis < rank; axis++) {
      if (axes.isEmpty() || axes.contains((long) axis) || axes.contains((long) axis - rank)) {
        Dim dim = shape.get().dim(axis);
        if (!dim.isKnown()) {
          return OptionalDouble.empty();
        }
        count *= dim.size();
      }
    }
    return OptionalDouble.of(count);
  }

  private static Range logSumExp(Step step) {
    Range range = step.range(0);
    double more = count(step).isPresent() ? StrictMath.log(count(step).getAsDouble()) : 1e3;
    Interval within = range.within().plus(new Interval(0, Math.max(0, more)));
    return new Range(within, Interval.NONE, Zeros.UNSEEN, false, range.declared());
  }

  /** At least the share that the least of n gets when all others are the greatest. */
  private static Range softmax(Step step) {
    Range range = step.range(0);
    Interval within = new Interval(leastShare(step), 1);
    return new Range(within, Interval.NONE, Zeros.UNSEEN, false, range.declared());
  }

  private static Range logSoftmax(Step step) {
    double least = leastShare(step);
    double low = least == Interval.ABOVE_ZERO ? Double.NEGATIVE_INFINITY : StrictMath.log(least);
    return new Range(
        new Interval(low, 0), Interval.NONE, Zeros.UNSEEN, false, step.range(0).declared());
  }

  private static double leastShare(Step step) {
    Interval logits = step.range(0).within();
    OptionalDouble classes = step.size(step.name(0), (int) step.node().integer("axis", -1));
    if (!logits.isBounded() || classes.isEmpty()) {
      return Interval.ABOVE_ZERO;
    }
    double share = StrictMath.exp(logits.low() - logits.high()) / classes.getAsDouble();
    return Math.max(Interval.ABOVE_ZERO, share);
  }
}
