package modellint.verify.probe;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import modellint.verify.run.Block;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/**
 * Targets that can be learned: for each sample, a random linear function of a few random features
 * of its inputs, standardised over the samples.
 */
final class Teacher {

  private static final int FEATURES = 16;

  private final double[][] features;
  private final long seed;

  private Teacher(double[][] features, long seed) {
    this.features = features;
    this.seed = seed;
  }

  /** Of the inputs that have as many samples as the output. */
  static Teacher of(Map<String, Block> feeds, int samples, long seed) {
    var features = new double[samples][FEATURES];
    for (Block feed : feeds.values()) {
      long[] shape = feed.shape();
      if (shape.length > 0 && shape[0] == samples) {
        project(feed, samples, new Random(seed), features);
      }
    }
    return new Teacher(features, seed);
  }

  private static void project(Block feed, int samples, Random random, double[][] features) {
    int each = feed.count() / samples;
    double[] values = numbers(feed);
    for (int i = 0; i < each; i++) {
      for (int f = 0; f < FEATURES; f++) {
        double weight = random.nextGaussian() / Math.sqrt(each);
        for (int n = 0; n < samples; n++) {
          features[n][f] += weight * values[n * each + i];
        }
      }
    }
  }

  /** Tokens have no order: each is a number of its own. */
  private static double[] numbers(Block feed) {
    if (Type.isReal(feed.type())) {
      return feed.reals();
    }
    return java.util.Arrays.stream(feed.integers())
        .mapToDouble(it -> new Random(it * 0x9E3779B97F4A7C15L).nextGaussian())
        .toArray();
  }

  /** A number for each sample and unit; mean 0 and variance 1 over the samples. */
  double[][] scores(int units) {
    int samples = features.length;
    var random = new Random(seed + 7);
    var scores = new double[samples][units];
    for (int k = 0; k < units; k++) {
      double[] weights = random.doubles(FEATURES, -1, 1).toArray();
      double[] raw = IntStream.range(0, samples).mapToDouble(n -> dot(weights, n)).toArray();
      double mean = IntStream.range(0, samples).mapToDouble(n -> raw[n]).sum() / samples;
      double square =
          IntStream.range(0, samples).mapToDouble(n -> (raw[n] - mean) * (raw[n] - mean)).sum();
      double deviation = Math.sqrt(square / samples);
      for (int n = 0; n < samples; n++) {
        scores[n][k] = deviation == 0 ? random.nextGaussian() : (raw[n] - mean) / deviation;
      }
    }
    return scores;
  }

  private double dot(double[] weights, int sample) {
    return IntStream.range(0, FEATURES).mapToDouble(f -> weights[f] * features[sample][f]).sum();
  }

  /** Samples, classes and positions of an output, wherever its class axis lies. */
  record Layout(int samples, int units, int inner, int count) {

    /**
     * Where nothing says otherwise, classes lie along axis 1 of images and of rows, along the last
     * axis of sequences.
     */
    static Layout of(Block output, OptionalInt classAxis) {
      long[] shape = output.shape();
      if (shape.length == 0) {
        return new Layout(1, 1, 1, 1);
      }
      int usual = shape.length == 3 ? 2 : 1;
      // Samples lie along axis 0: where classes do, there are none.
      int known = classAxis.isPresent() ? Math.floorMod(classAxis.getAsInt(), shape.length) : 0;
      int axis = known > 0 ? known : usual;
      int units = axis < shape.length ? (int) shape[axis] : 1;
      int inner = (int) Dims.count(shape, Math.min(shape.length, axis + 1), shape.length);
      return new Layout((int) shape[0], units, inner, output.count());
    }

    int unit(int i) {
      return i / inner % units;
    }

    int sample(int i) {
      return (int) ((long) i * samples / count);
    }
  }
}
