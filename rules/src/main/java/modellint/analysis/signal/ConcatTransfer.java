package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import modellint.analysis.gaussian.Tilt;

/** Concat: moments are averaged by size, gradients go back unchanged. */
final class ConcatTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    step.join();
    long[] shape = step.outputDims();
    int axis = Math.floorMod((int) step.node().integer("axis", 1), shape.length);
    var parts = new ArrayList<Tracked.Segment>();
    for (int i = 0; i < step.node().inputs().size(); i++) {
      Tracked part = step.tracked(i);
      parts.add(new Tracked.Segment(part.dim(axis), part));
    }
    boolean channels = axis == 1 && (shape.length == 2 || shape.length >= 4);
    if (channels) {
      step.put(joined(step, flattened(parts)));
      return;
    }
    step.put(mixture(step, parts, shape, List.of()));
  }

  private static List<Tracked.Segment> flattened(List<Tracked.Segment> parts) {
    var flat = new ArrayList<Tracked.Segment>();
    for (Tracked.Segment part : parts) {
      if (part.source().segments().isEmpty()) {
        flat.add(part);
      } else {
        flat.addAll(part.source().segments());
      }
    }
    return flat;
  }

  /** Parts side by side on the channel axis, which keep their identity. */
  static Tracked joined(Step step, List<Tracked.Segment> parts) {
    long[] shape = parts.get(0).source().dims();
    shape[1] = parts.stream().mapToLong(Tracked.Segment::channels).sum();
    return mixture(step, parts, shape, parts);
  }

  private static Tracked mixture(
      Step step, List<Tracked.Segment> parts, long[] shape, List<Tracked.Segment> kept) {
    double total = parts.stream().mapToDouble(Tracked.Segment::channels).sum();
    TwoPoint moments = TwoPoint.ZERO;
    for (Tracked.Segment part : parts) {
      moments = moments.plus(part.source().signal().moments().times(part.channels() / total));
    }
    double mean = 0;
    for (Tracked.Segment part : parts) {
      Signal signal = part.source().signal();
      mean +=
          part.channels()
              / total
              * signal.mean()
              * StrictMath.exp((signal.moments().log() - moments.log()) / 2);
    }
    Profile profile = parts.get(0).source().profile();
    Tracked y = Tracked.gaussian(shape, Signal.of(moments, mean), profile).withSegments(kept);
    step.onBackward(
        () -> {
          for (Tracked.Segment part : parts) {
            part.source().receive(y.cotangent().tilted(Tilt.FLAT));
          }
        });
    return y;
  }
}
