package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;
import modellint.analysis.layer.Layer;

/**
 * The signal behind a random matrix or kernel with a shared bias.
 *
 * @param layer the weighted layer
 * @param weight moments of its weights as they act
 * @param bias moments of its bias, {@code biases} its elements where they are known
 * @param terms inputs summed into one output where nothing is padded
 */
record Weighing(
    Layer layer,
    FixedMoments weight,
    Optional<FixedMoments> bias,
    Optional<List<Double>> biases,
    double terms) {

  private static final double CONSTANT = 1e-12;

  static Weighing of(Step step, FixedMoments weight, Optional<Integer> biasInput, double terms) {
    if (terms > 1 && weight.square() > 0 && weight.variance() < CONSTANT * weight.square()) {
      throw new Unmodelled("all weights of a layer are equal");
    }
    Optional<Integer> input = biasInput.filter(step::hasInput);
    return new Weighing(
        step.layer(),
        weight,
        input.map(step::moments),
        input.flatMap(it -> step.fixed().elements(step.name(it))),
        terms);
  }

  /** Offsets of the units, where weights and bias were measured unit by unit. */
  Optional<Offsets> offsets(Tracked x) {
    if (bias.isPresent() && biases.isEmpty()) {
      return Optional.empty();
    }
    return Offsets.of(layer, biases, terms, x.signal().plainMean());
  }

  /**
   * @param taps numbers of each input unit that are summed
   * @param factors what the three second moments of a centred input are multiplied with
   */
  Signal forward(Tracked x, double taps, double[] factors, Optional<Offsets> offsets) {
    return weighed(x, factors, offsets).overlapping(x.signal().overlap() / taps);
  }

  private Signal weighed(Tracked x, double[] factors, Optional<Offsets> offsets) {
    Signal in = x.signal();
    double wander = (x.kappa() - 1) / terms;
    if (offsets.isPresent()) {
      TwoPoint centred = in.aboutMean().times(factors[0], factors[1], factors[2]);
      double whole = terms * weight.square();
      double[] shares = new double[3];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = whole > 0 ? factors[i] / whole : 1;
      }
      return offsets.get().around(in, centred, shares).wandering(wander);
    }
    double mean = weight.significantMean();
    double m = in.mean();
    double seen = weight.square() > 0 ? factors[0] / weight.square() : terms;
    double coherent = seen * Math.max(0, seen - 1) * mean * mean * m * m;
    TwoPoint out =
        in.moments()
            .times(factors[0], factors[1], factors[2])
            .plus(TwoPoint.of(coherent, coherent, coherent, in.moments().log()));
    return biased(in.withMoments(out, seen * mean * m).wandering(wander), bias);
  }

  /** Adds a bias, which all positions and samples share. */
  static Signal biased(Signal signal, Optional<FixedMoments> bias) {
    if (bias.isEmpty() || bias.get().square() == 0) {
      return signal;
    }
    double b2 = bias.get().square();
    return signal.plus(Signal.plain(b2, b2, b2, bias.get().mean()), 1);
  }
}
