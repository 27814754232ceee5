package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.function.UnaryOperator;

/**
 * Operators that treat every channel alike, applied to a concatenation part by part: each source
 * has its own scale, and a Gaussian mixture is no Gaussian. DenseNet and GoogLeNet need this.
 */
final class BySegment {

  private BySegment() {}

  static Tracked map(Step step, Tracked x, UnaryOperator<Tracked> operator) {
    if (x.segments().size() < 2) {
      return operator.apply(x);
    }
    var parts = new ArrayList<Tracked.Segment>();
    for (Tracked.Segment segment : x.segments()) {
      parts.add(new Tracked.Segment(segment.channels(), operator.apply(segment.source())));
    }
    return ConcatTransfer.joined(step, parts);
  }
}
