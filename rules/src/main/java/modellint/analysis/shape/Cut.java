package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import modellint.graph.Dim;

/**
 * What a Slice takes of one axis: from {@code start} in steps of {@code step}, {@code size} often.
 */
record Cut(long start, long step, Dim size) {

  long at(long position) {
    return start + position * step;
  }

  static List<Cut> of(Call call) {
    List<Dim> dims = call.dims(0);
    var cuts = new ArrayList<Cut>();
    dims.forEach(it -> cuts.add(new Cut(0, 1, it)));
    List<Element> starts = call.targets("starts", 1);
    List<Element> ends = call.targets("ends", 2);
    List<Long> axes =
        call.longs("axes", 3).orElseGet(() -> LongStream.range(0, starts.size()).boxed().toList());
    Optional<List<Long>> steps = call.longs("steps", 4);
    for (int i = 0; i < axes.size(); i++) {
      int axis = Call.axis(axes.get(i), dims.size());
      long step = steps.isPresent() ? steps.get().get(i) : 1;
      cuts.set(axis, of(dims.get(axis), starts.get(i), ends.get(i), step, call.fresh(0, axis)));
    }
    return cuts;
  }

  private static Cut of(Dim size, Element start, Element end, long step, Dim fresh) {
    if (step == 0) {
      throw new Unknowable("step is 0");
    }
    if (size.isKnown() && start.isNumber() && end.isNumber()) {
      return known(size.size(), (long) start.number(), (long) end.number(), step);
    }
    if (step != 1 || !start.isNumber()) {
      return reversed(size, start, end, step).orElse(new Cut(0, step, fresh));
    }
    return new Cut((long) start.number(), 1, symbolic(size, (long) start.number(), end, fresh));
  }

  private static Cut known(long size, long start, long end, long step) {
    long low = step > 0 ? 0 : -1;
    long high = step > 0 ? size : size - 1;
    long first = Math.max(0, Math.min(high, start < 0 ? start + size : start));
    long last = Math.max(low, Math.min(size, end < 0 ? end + size : end));
    if (step > 0) {
      long count = last <= first ? 0 : (last - first - 1) / step + 1;
      return new Cut(first, step, Dim.of(count));
    }
    // Negating the smallest step would overflow.
    long pace = step == Long.MIN_VALUE ? Long.MAX_VALUE : -step;
    long count = size == 0 || first <= last ? 0 : (first - last - 1) / pace + 1;
    return new Cut(first, step, Dim.of(count));
  }

  /** The whole axis backwards. */
  private static Optional<Cut> reversed(Dim size, Element start, Element end, long step) {
    return step == -1
            && start.isNumber()
            && end.isNumber()
            && start.number() == -1
            && end.number() <= Integer.MIN_VALUE
        ? Optional.of(new Cut(0, -1, size))
        : Optional.empty();
  }

  /**
   * A symbolic size is taken to be no smaller than its factor, 1 for a plain symbol: an empty batch
   * is not what a model is written for. A bound that needs more elements leaves the size open.
   */
  private static Dim symbolic(Dim size, long start, Element end, Dim fresh) {
    if (end instanceof Element.Size it) {
      // A table cut to the length of its reader: positions[:, :length].
      boolean table = start == 0 && size.isKnown();
      return it.dim().equals(size) && start >= 0
          ? Sizes.plus(size, -start)
          : table ? it.dim() : fresh;
    }
    if (end instanceof Element.Unknown || size.isKnown()) {
      return fresh;
    }
    long stop = (long) end.number();
    long least = size.factor();
    if (start >= 0 && stop >= Integer.MAX_VALUE) {
      return Sizes.plus(size, -start);
    }
    if (start >= 0 && stop < 0) {
      return Sizes.plus(size, Math.subtractExact(stop, start));
    }
    if (start < 0 && stop >= Integer.MAX_VALUE) {
      return start >= -least ? Sizes.known(-start) : fresh;
    }
    boolean inside = start >= 0 ? stop >= 0 && stop <= least : stop < 0 && start >= -least;
    return inside ? Sizes.known(Math.max(0, stop - start)) : fresh;
  }
}
