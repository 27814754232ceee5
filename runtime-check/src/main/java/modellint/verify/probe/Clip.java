package modellint.verify.probe;

import java.util.List;
import modellint.verify.run.UnsupportedModelException;

/** Bounds a gradient as stated, over the vector of all parameters (Pascanu et al. 2013). */
record Clip(Descent.Clipping clipping, List<Integer> sizes) {

  /** Clips in place. */
  void apply(double[] gradient) {
    double threshold = clipping.threshold();
    switch (clipping.kind()) {
      case "value" -> {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = Math.max(-threshold, Math.min(threshold, gradient[i]));
        }
      }
      case "global-norm" -> bound(gradient, 0, gradient.length, false);
      // Weight and bias of a layer are taken apart here, which bounds them no more loosely.
      case "l2-per-layer", "l2-per-parameter" -> each(gradient, false);
      case "renormalize-l2-per-layer", "renormalize-l2-per-parameter" -> each(gradient, true);
      default -> throw new UnsupportedModelException("the clipping " + clipping.kind());
    }
  }

  private void each(double[] gradient, boolean always) {
    int at = 0;
    for (int size : sizes) {
      bound(gradient, at, at + size, always);
      at += size;
    }
  }

  private void bound(double[] gradient, int from, int to, boolean always) {
    double norm = norm(gradient, from, to);
    if (norm > 0 && (always || norm > clipping.threshold())) {
      double factor = clipping.threshold() / norm;
      for (int i = from; i < to; i++) {
        gradient[i] *= factor;
      }
    }
  }

  static double norm(double[] vector, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += vector[i] * vector[i];
    }
    return Math.sqrt(sum);
  }
}
