package modellint.testing;

import java.util.Arrays;
import modellint.graph.Init;
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

  /** The same distribution, but as statistics of a stored tensor that was drawn from it. */
  default Fill stored() {
    return withDeadRows(0);
  }

  /** As training leaves it: a stored tensor with heavy tails, which fits no initialiser. */
  static Fill trained(double std) {
    return (shape, fanIn, fanOut) -> Draw.measure(Draw.trained(std, shape), shape);
  }

  /** The same stored tensor with its first {@code dead} slices along axis 0 zero. */
  default Fill withDeadRows(int dead) {
    return (shape, fanIn, fanOut) -> {
      double[] values = Draw.of(init(shape, fanIn, fanOut), shape);
      int rows = shape.rank() == 0 ? 1 : (int) shape.dim(0).size();
      Arrays.fill(values, 0, dead * (values.length / rows), 0);
      return Draw.measure(values, shape);
    };
  }

  /** The same stored tensor with its first {@code nans} elements not a number. */
  default Fill withNans(int nans) {
    return (shape, fanIn, fanOut) -> {
      double[] values = Draw.of(init(shape, fanIn, fanOut), shape);
      Arrays.fill(values, 0, nans, Double.NaN);
      return Draw.measure(values, shape);
    };
  }

  private Init init(Shape shape, long fanIn, long fanOut) {
    return ((Weights.Declared) weights(shape, fanIn, fanOut)).init();
  }

  private static Weights declared(Init init) {
    return new Weights.Declared(init);
  }
}
