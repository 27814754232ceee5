package modellint.analysis.range;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import modellint.graph.ElementType;

/** Operators that move elements and keep them, or join some more to them. */
final class Moving {

  private static final double MOST_ELEMENTS = 1L << 40;

  private Moving() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    for (String type :
        List.of(
            "Identity",
            "Reshape",
            "Transpose",
            "Flatten",
            "Squeeze",
            "Unsqueeze",
            "Slice",
            "Split",
            "Gather",
            "GatherElements",
            "GatherND",
            "DepthToSpace",
            "SpaceToDepth",
            "TopK",
            "Compress",
            "ReverseSequence")) {
      all.put(type, step -> step.range(0));
    }
    // Copies are no longer free of each other.
    for (String type : List.of("Expand", "Tile", "Resize", "Upsample", "Dropout")) {
      all.put(type, step -> step.range(0).bound());
    }
    all.put("Cast", Moving::cast);
    all.put("Concat", Moving::concat);
    all.put("Pad", Moving::pad);
    all.put("Trilu", step -> joined(step.range(0).bound(), Interval.of(0)));
    for (String type : List.of("Shape", "Size")) {
      all.put(type, step -> Range.within(new Interval(1, MOST_ELEMENTS)));
    }
    for (String type : List.of("ArgMax", "ArgMin", "NonZero")) {
      all.put(type, step -> Range.within(new Interval(0, MOST_ELEMENTS)));
    }
    return all;
  }

  private static Range cast(Step step) {
    Range range = step.range(0);
    ElementType to = step.wiring().shapes().type(step.node().output());
    ElementType from = step.wiring().shapes().type(step.name(0));
    if (to == ElementType.BOOL || (from == ElementType.BOOL && !range.isFlag())) {
      return Choosing.truth();
    }
    return to.isFloating() || !from.isFloating()
        ? range
        : range.map(x -> x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  private static Range joined(Range range, Interval more) {
    return new Range(
        range.within().hull(more), range.reached(), range.zeros(), range.free(), range.declared());
  }

  private static Range concat(Step step) {
    Range all = step.range(0);
    for (int i = 1; i < step.node().inputs().size(); i++) {
      Range next = step.range(i);
      Interval both =
          all.reached().and(next.reached()).isEmpty()
              ? all.reached().isEmpty() ? next.reached() : all.reached()
              : all.reached().hull(next.reached());
      all =
          new Range(
              all.within().hull(next.within()),
              both,
              // A row joined with another is zero where both are.
              all.zeros() == next.zeros() ? all.zeros() : element(all.zeros(), next.zeros()),
              false,
              all.declared() || next.declared());
    }
    return all;
  }

  private static Zeros element(Zeros a, Zeros b) {
    return a.occur() || b.occur() ? Zeros.ELEMENTS : Zeros.UNSEEN;
  }

  private static Range pad(Step step) {
    OptionalDouble value = step.scalar(2);
    double filled =
        step.node().input(2).isEmpty() ? step.node().real("value", 0) : value.orElse(Double.NaN);
    return Double.isNaN(filled) || !step.node().text("mode", "constant").equals("constant")
        ? Range.within(step.range(0).within().hull(Interval.of(Double.isNaN(filled) ? 0 : filled)))
        : joined(step.range(0).bound(), Interval.of(filled));
  }
}
