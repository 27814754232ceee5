package modellint.testing;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** A stored constant full of one value, which may be infinite, as masks are. */
final class Mask {

  private Mask() {}

  static Parameter of(String name, long width, double value) {
    double finite = Double.isFinite(value) ? value : 0;
    long bad = Double.isFinite(value) ? 0 : width;
    var weights =
        new Weights.Measured(
            new Moments(width - bad, finite, finite * finite, Math.abs(finite)),
            0,
            0,
            0,
            bad,
            List.of(),
            List.of());
    return new Parameter(
        name,
        Shape.of(width),
        ElementType.FLOAT,
        weights,
        Optional.of(Collections.nCopies((int) width, value)));
  }
}
