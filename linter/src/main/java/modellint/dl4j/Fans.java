package modellint.dl4j;

import java.util.List;
import modellint.graph.Dim;
import modellint.graph.Weights.Scaled.Fan;

/**
 * The fans that DL4J hands its initialisers, which are its own and differ by layer, each as the
 * terms of a sum; symbolic where a size is open, empty where the very structure is.
 *
 * @param unknown what an empty fan depends on
 */
record Fans(List<Fan> in, List<Fan> out, String unknown) {

  Fans {
    in = List.copyOf(in);
    out = List.copyOf(out);
  }

  static Fans unknown(String what) {
    return new Fans(List.of(), List.of(), what);
  }

  /** {@code dim} times {@code scale} for each; a kernel's area, a stride's reciprocal. */
  static Fans of(Dim in, double inScale, Dim out, double outScale) {
    return new Fans(List.of(new Fan(in, inScale)), List.of(new Fan(out, outScale)), "");
  }

  static Fans of(Dim in, Dim out) {
    return of(in, 1, out, 1);
  }

  /** An LSTM's, whose fan-out counts both what enters and what returns. */
  static Fans recurrent(Dim in, Dim out) {
    return new Fans(List.of(new Fan(out, 1)), List.of(new Fan(in, 1), new Fan(out, 1)), "");
  }
}
