package modellint.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import modellint.graph.Init;
import modellint.graph.Moments;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** Numbers really drawn, and their statistics as a reader takes them. */
final class Draw {

  private Draw() {}

  /** The same numbers for the same shape and distribution, every time. */
  static double[] of(Init init, Shape shape) {
    double std = Math.sqrt(init.variance());
    var random = new Random(shape.hashCode());
    return of(
        shape,
        init instanceof Init.Uniform it
            ? () -> it.low() + (it.high() - it.low()) * random.nextDouble()
            : () -> init.mean() + std * random.nextGaussian());
  }

  /** A product of two Gaussians: the heavy tails that training leaves. */
  static double[] trained(double std, Shape shape) {
    var random = new Random(shape.hashCode());
    return of(shape, () -> std * random.nextGaussian() * random.nextGaussian());
  }

  private static double[] of(Shape shape, DoubleSupplier one) {
    double[] values = new double[Math.toIntExact(shape.elements().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = one.getAsDouble();
    }
    return values;
  }

  static Weights.Measured measure(double[] values, Shape shape) {
    Moments all = moments(values, 0, values.length, values.length);
    double fourth = 0;
    long zeros = 0;
    long nans = 0;
    for (double value : values) {
      zeros += value == 0 ? 1 : 0;
      nans += Double.isNaN(value) ? 1 : 0;
      fourth += Double.isNaN(value) ? 0 : Math.pow(value - all.mean(), 4);
    }
    double variance = all.variance();
    double kurtosis = variance == 0 ? 0 : fourth / all.count() / (variance * variance);
    return new Weights.Measured(
        all, kurtosis, zeros, nans, 0, slices(values, shape, 0), slices(values, shape, 1));
  }

  private static List<Moments> slices(double[] values, Shape shape, int axis) {
    var slices = new ArrayList<Moments>();
    if (shape.rank() < 2) {
      return slices;
    }
    int number = (int) shape.dim(axis).size();
    int run = values.length;
    for (int i = 0; i <= axis; i++) {
      run /= (int) shape.dim(i).size();
    }
    for (int slice = 0; slice < number; slice++) {
      slices.add(moments(values, slice * run, run, number * run));
    }
    return slices;
  }

  /** Runs of {@code run} elements, {@code stride} apart. */
  private static Moments moments(double[] values, int start, int run, int stride) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    int seen = 0;
    for (int at = start; at < values.length; at += stride) {
      for (int i = at; i < at + run; i++) {
        if (!Double.isNaN(values[i])) {
          sum += values[i];
          squares += values[i] * values[i];
          largest = Math.max(largest, Math.abs(values[i]));
          seen++;
        }
      }
    }
    return seen == 0 ? Moments.NONE : new Moments(seen, sum / seen, squares / seen, largest);
  }
}
