package modellint.analysis.provenance;

import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * All biases that could each be PyTorch's uniform draws, judged together. One bias of ten numbers
 * fits almost anything; a whole model's do not.
 */
final class PooledBiases {

  private static final double LIMIT = 4.5;

  private double count;
  private double second;
  private double fourth;
  private double vectors;

  /**
   * Fisher's sum: each vector's reach to the power of its count is uniform under the hypothesis.
   */
  private double fisher;

  PooledBiases(Layers layers) {
    for (Layer layer : layers.all()) {
      layer.bias().ifPresent(bias -> add(bias, layer));
    }
  }

  private void add(Parameter bias, Layer layer) {
    Optional<Double> bound = Families.uniformBias(bias, layer);
    if (bound.isEmpty() || !(bias.weights() instanceof Weights.Measured measured)) {
      return;
    }
    Moments it = measured.all();
    double square = bound.get() * bound.get();
    double mean = it.mean() * it.mean();
    double variance = it.variance();
    count += it.count();
    second += it.count() * it.secondMoment() / square;
    fourth +=
        it.count()
            * (measured.kurtosis() * variance * variance + 6 * mean * variance + mean * mean)
            / (square * square);
    vectors++;
    fisher -= 2 * it.count() * StrictMath.log(Math.min(1, it.largest() / bound.get()));
  }

  /** True where together they cannot be uniform draws. */
  boolean areLearned() {
    if (vectors < 2) {
      return false;
    }
    // The second and fourth power of a uniform number have means 1/3, 1/5, variances 4/45, 16/225.
    double two = (second / count - 1 / 3.0) / StrictMath.sqrt(4 / 45.0 / count);
    double four = (fourth / count - 1 / 5.0) / StrictMath.sqrt(16 / 225.0 / count);
    return StrictMath.abs(two) > LIMIT
        || StrictMath.abs(four) > LIMIT
        || Sample.normalised(fisher, 2 * vectors) > LIMIT;
  }
}
