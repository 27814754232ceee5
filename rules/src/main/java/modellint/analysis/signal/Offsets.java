package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.graph.Moments;
import modellint.graph.Weights;

/**
 * What each unit's value is on average over inputs, in plain units: the sum of its weights times
 * the mean of its inputs, and its bias. Training makes the two cancel, and folding a BatchNorm
 * makes them cancel exactly, so their squares must not be added as if they were independent.
 *
 * @param sums the part that the weights make, {@code biases} the part that is added
 */
record Offsets(List<Double> sums, List<Double> biases) {

  Offsets {
    sums = List.copyOf(sums);
    biases = List.copyOf(biases);
  }

  /**
   * The offsets of a layer whose stored weight was measured unit by unit.
   *
   * @param terms inputs summed into one output
   * @param mean mean of the inputs
   */
  static Optional<Offsets> of(Layer layer, Optional<List<Double>> bias, double terms, double mean) {
    if (!(layer.weight().weights() instanceof Weights.Measured measured)) {
      return Optional.empty();
    }
    List<Moments> slices = layer.outputAxis() == 0 ? measured.rows() : measured.columns();
    List<Double> biases = bias.orElse(Collections.nCopies(slices.size(), 0.0));
    boolean fits = slices.size() == layer.units() && biases.size() == slices.size();
    if (!fits || slices.isEmpty()) {
      return Optional.empty();
    }
    double factor = terms * mean * (layer.scale().isKnown() ? layer.scale().value() : 1);
    return Optional.of(new Offsets(slices.stream().map(it -> factor * it.mean()).toList(), biases));
  }

  int size() {
    return sums.size();
  }

  /** Each offset times its unit's factor, plus its unit's shift. */
  Offsets mapped(List<Double> factors, List<Double> shifts) {
    var scaled = new ArrayList<Double>();
    var shifted = new ArrayList<Double>();
    for (int i = 0; i < size(); i++) {
      scaled.add(sums.get(i) * factors.get(i));
      shifted.add(biases.get(i) * factors.get(i) + shifts.get(i));
    }
    return new Offsets(scaled, shifted);
  }

  Offsets plus(List<Double> shifts) {
    return mapped(Collections.nCopies(size(), 1.0), shifts);
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += sums.get(i) + biases.get(i);
    }
    return sum / size();
  }

  /**
   * The mean square where only a share of the weights acts, as at a padded border.
   *
   * @param share part of the mean square of {@code sums} that is left
   */
  double square(double share) {
    double part = StrictMath.sqrt(share);
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      double offset = part * sums.get(i) + biases.get(i);
      sum += offset * offset;
    }
    return sum / size();
  }

  /** The signal of a tensor with these offsets, about which it varies by {@code centred}. */
  Signal around(Signal carrier, TwoPoint centred, double[] shares) {
    TwoPoint moments =
        centred.plus(TwoPoint.of(square(shares[0]), square(shares[1]), square(shares[2])));
    return carrier.withMoments(moments, 0).withPlainMean(mean());
  }

  Signal around(Signal carrier, TwoPoint centred) {
    return around(carrier, centred, new double[] {1, 1, 1});
  }

  /** What is left of a signal when these offsets are taken out. */
  TwoPoint centred(Signal signal) {
    TwoPoint q = signal.moments();
    double square = square(1) * StrictMath.exp(-q.log());
    return TwoPoint.of(
        Math.max(0, q.unit() - square),
        Math.max(0, q.position() - square),
        Math.max(0, q.sample() - square),
        q.log());
  }
}
