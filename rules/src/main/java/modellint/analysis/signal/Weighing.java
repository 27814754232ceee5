package modellint.analysis.signal;

import java.util.Optional;

/** What all weighted layers share: biases, and weights that a random matrix does not describe. */
final class Weighing {

  private static final double CONSTANT = 1e-12;

  private Weighing() {}

  /** Adds a bias, which all positions and samples share. */
  static Signal biased(Signal signal, Optional<FixedMoments> bias) {
    if (bias.isEmpty() || bias.get().square() == 0) {
      return signal;
    }
    double b2 = bias.get().square();
    return signal.plus(Signal.plain(b2, b2, b2, bias.get().mean()), 1);
  }

  /** Units whose weights are all equal stay equal: no random matrix, no prediction. */
  static void refuseConstant(FixedMoments weight, double unitsIn) {
    if (unitsIn > 1 && weight.square() > 0 && weight.variance() < CONSTANT * weight.square()) {
      throw new Unmodelled("all weights of a layer are equal");
    }
  }
}
