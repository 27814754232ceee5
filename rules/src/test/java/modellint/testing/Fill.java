package modellint.testing;

import java.util.Collections;
import java.util.List;
import modellint.graph.Init;
import modellint.graph.Moments;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** What a test net's weight tensor holds, once its shape and fans are known. */
@FunctionalInterface
public interface Fill {

  Weights weights(Shape shape, long fanIn, long fanOut);

  /** Variance 2 over fan-in. */
  static Fill he() {
    return (shape, fanIn, fanOut) -> declared(new Init.Normal("RELU", 0, 2.0 / fanIn));
  }

  /** Variance 2 over the sum of the fans. */
  static Fill xavier() {
    return (shape, fanIn, fanOut) -> declared(new Init.Normal("XAVIER", 0, 2.0 / (fanIn + fanOut)));
  }

  /** Variance 1 over fan-in. */
  static Fill lecun() {
    return (shape, fanIn, fanOut) -> declared(new Init.Normal("LECUN_NORMAL", 0, 1.0 / fanIn));
  }

  /** PyTorch's default for Linear and Conv: uniform within 1 over the root of fan-in. */
  static Fill torch() {
    return (shape, fanIn, fanOut) -> {
      double bound = 1 / Math.sqrt(fanIn);
      return declared(new Init.Uniform("kaiming_uniform_(a=sqrt(5))", -bound, bound));
    };
  }

  /** A Gaussian of fixed standard deviation, whatever the fans. */
  static Fill normal(double std) {
    return (shape, fanIn, fanOut) -> declared(new Init.Normal("NORMAL", 0, std * std));
  }

  static Fill constant(double value) {
    return (shape, fanIn, fanOut) -> declared(new Init.Constant("CONSTANT", value));
  }

  static Fill unknown() {
    return (shape, fanIn, fanOut) -> new Weights.Unknown("not stated");
  }

  /** The same distribution, but as statistics of a stored tensor. */
  default Fill stored() {
    return (shape, fanIn, fanOut) -> {
      Init init = ((Weights.Declared) weights(shape, fanIn, fanOut)).init();
      double kurtosis = init instanceof Init.Uniform ? 1.8 : 3;
      double largest =
          init instanceof Init.Uniform it
              ? it.high()
              : Math.abs(init.mean()) + 4 * Math.sqrt(init.variance());
      boolean zero = init.secondMoment() == 0;
      long count = shape.elements().size();
      return new Weights.Measured(
          new Moments(count, init.mean(), init.secondMoment(), largest),
          init.variance() == 0 ? 0 : kurtosis,
          zero ? count : 0,
          0,
          0,
          slices(shape, 0, init, largest),
          slices(shape, 1, init, largest));
    };
  }

  /** The same stored tensor with its first {@code dead} slices along axis 0 zero. */
  default Fill withDeadRows(int dead) {
    return (shape, fanIn, fanOut) -> {
      var whole = (Weights.Measured) stored().weights(shape, fanIn, fanOut);
      var rows = new java.util.ArrayList<>(whole.rows());
      for (int row = 0; row < dead; row++) {
        rows.set(row, new Moments(rows.get(row).count(), 0, 0, 0));
      }
      return new Weights.Measured(
          whole.all(), whole.kurtosis(), dead * rows.get(0).count(), 0, 0, rows, whole.columns());
    };
  }

  /** The same stored tensor with {@code nans} elements that are not a number. */
  default Fill withNans(long nans) {
    return (shape, fanIn, fanOut) -> {
      var whole = (Weights.Measured) stored().weights(shape, fanIn, fanOut);
      return new Weights.Measured(
          whole.all(), whole.kurtosis(), 0, nans, 0, whole.rows(), whole.columns());
    };
  }

  private static Weights declared(Init init) {
    return new Weights.Declared(init);
  }

  private static List<Moments> slices(Shape shape, int axis, Init init, double largest) {
    if (shape.rank() < 2) {
      return List.of();
    }
    int number = (int) shape.dim(axis).size();
    long each = shape.elements().size() / number;
    return Collections.nCopies(
        number, new Moments(each, init.mean(), init.secondMoment(), largest));
  }
}
