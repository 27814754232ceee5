package modellint.onnx;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import modellint.graph.Init;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** The elements of a parameter in row-major order, drawn one by one as its initialiser says. */
final class DrawnElements {

  /** Names of initialisers whose normal draws are cut off at two deviations and drawn again. */
  private static final Set<String> TRUNCATED =
      Set.of(
          "VAR_SCALING_NORMAL_FAN_IN",
          "VAR_SCALING_NORMAL_FAN_OUT",
          "VAR_SCALING_NORMAL_FAN_AVG",
          "TruncatedNormalDistribution");

  private static final double CUT = 2;

  /** Variance of a unit normal within two deviations: 1 - 4 phi(2) / (2 Phi(2) - 1). */
  private static final double LEFT = 0.7737413035499232;

  private static final long MOST_ORTHOGONAL = 1L << 26;

  private DrawnElements() {}

  /**
   * @param shape the parameter's shape, every size known
   */
  static DoubleSupplier of(Parameter parameter, Shape shape, long seed) throws ModelWriteException {
    if (parameter.values().isPresent()) {
      return listed(parameter.values().get());
    }
    if (parameter.weights() instanceof Weights.Declared it) {
      // One stream a parameter: a layer more or less leaves the weights of the others.
      return drawn(parameter.name(), it.init(), shape, random(seed, parameter.name()));
    }
    if (parameter.weights() instanceof Weights.Unknown it) {
      throw new ModelWriteException(
          "the weights of " + parameter.name() + " cannot be drawn: " + it.reason());
    }
    throw new ModelWriteException(
        "the weights of " + parameter.name() + " are known by their statistics alone");
  }

  private static Random random(long seed, String name) {
    return new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
  }

  private static DoubleSupplier listed(List<Double> values) {
    return values.iterator()::next;
  }

  private static DoubleSupplier drawn(String name, Init init, Shape shape, Random random)
      throws ModelWriteException {
    double std = StrictMath.sqrt(init.variance());
    if (init instanceof Init.Normal it) {
      return TRUNCATED.contains(it.name())
          ? truncated(it.mean(), std / StrictMath.sqrt(LEFT), random)
          : () -> it.mean() + std * random.nextGaussian();
    }
    if (init instanceof Init.Uniform it) {
      return () -> it.low() + (it.high() - it.low()) * random.nextDouble();
    }
    if (init instanceof Init.Constant it) {
      return it::value;
    }
    if (init instanceof Init.Identity) {
      return identity(name, shape);
    }
    if (init instanceof Init.Orthogonal it) {
      return orthogonal(name, it.gain(), shape, random);
    }
    throw new AssertionError(init);
  }

  private static DoubleSupplier truncated(double mean, double std, Random random) {
    return () -> {
      double draw;
      do {
        draw = random.nextGaussian();
      } while (StrictMath.abs(draw) > CUT);
      return mean + std * draw;
    };
  }

  private static DoubleSupplier orthogonal(String name, double gain, Shape shape, Random random)
      throws ModelWriteException {
    long elements = shape.elements().size();
    if (shape.rank() < 2 || elements == 0 || elements > MOST_ORTHOGONAL) {
      throw new ModelWriteException(
          "the weights of " + name + " cannot be drawn: no orthogonal matrix of shape " + shape);
    }
    int rows = (int) shape.dim(0).size();
    return Orthogonal.draw(rows, (int) (elements / rows), gain, random);
  }

  /** Ones where output and input are the same and, for a kernel, at its middle. */
  private static DoubleSupplier identity(String name, Shape shape) throws ModelWriteException {
    if (shape.rank() < 2) {
      throw new ModelWriteException(
          "the weights of " + name + " cannot be drawn: no identity of shape " + shape);
    }
    long inputs = shape.dim(1).size();
    long area = 1;
    long middle = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      long size = shape.dim(axis).size();
      middle = middle * size + size / 2;
      area *= size;
    }
    long centre = middle;
    long window = area;
    var at = new long[1];
    return () -> {
      long index = at[0]++;
      long pair = index / window;
      return pair / inputs == pair % inputs && index % window == centre ? 1 : 0;
    };
  }
}
