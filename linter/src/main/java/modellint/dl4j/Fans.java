package modellint.dl4j;

import java.util.Optional;
import modellint.graph.Dim;

/** The fans that DL4J hands its initialisers, which are its own and differ by layer. */
record Fans(Optional<Double> in, Optional<Double> out, String unknown) {

  /** {@code dim} times {@code scale} for each; a kernel's area, a stride's reciprocal. */
  static Fans of(Dim in, double inScale, Dim out, double outScale) {
    return new Fans(
        scaled(in, inScale), scaled(out, outScale), (in.isKnown() ? out : in).toString());
  }

  static Fans of(Dim in, Dim out) {
    return of(in, 1, out, 1);
  }

  private static Optional<Double> scaled(Dim dim, double scale) {
    return dim.isKnown() ? Optional.of(dim.size() * scale) : Optional.empty();
  }
}
