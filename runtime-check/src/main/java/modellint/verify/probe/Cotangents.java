package modellint.verify.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Dims;

/**
 * The gradient of the loss at the outputs, targets drawn by chance. Means run over everything but
 * the class axis, as the frameworks' losses have it.
 */
final class Cotangents {

  private final String loss;
  private final OptionalInt classAxis;
  private final Random random;

  /** {@code classAxis} is that of the classes at the first output, where it is known. */
  Cotangents(String loss, OptionalInt classAxis, long seed) {
    this.loss = loss;
    this.classAxis = classAxis;
    this.random = new Random(seed + 1);
  }

  Map<String, Block> at(Map<String, Block> outputs) {
    var cotangents = new LinkedHashMap<String, Block>();
    // a loss reads the first output; chance has no reason to choose
    outputs.forEach(
        (name, block) ->
            cotangents.put(
                name,
                block.with(
                    loss.equals("random") || cotangents.isEmpty()
                        ? at(block)
                        : new double[block.count()])));
    return cotangents;
  }

  private double[] at(Block output) {
    return switch (loss) {
      case "random" ->
          IntStream.range(0, output.count()).mapToDouble(i -> random.nextGaussian()).toArray();
      case "softmax-cross-entropy" -> crossEntropy(output);
      case "sigmoid-cross-entropy" ->
          each(output, y -> 1 / (1 + Math.exp(-y)) - (random.nextBoolean() ? 1 : 0));
      case "mse" -> each(output, y -> 2 * (y - random.nextGaussian()));
      case "mae" -> each(output, y -> Math.signum(y - random.nextGaussian()));
      default -> throw new UnsupportedModelException("the gradient of the loss " + loss);
    };
  }

  private static double[] each(Block output, java.util.function.DoubleUnaryOperator gradient) {
    double[] values = output.reals();
    return IntStream.range(0, values.length)
        .mapToDouble(i -> gradient.applyAsDouble(values[i]) / values.length)
        .toArray();
  }

  /**
   * Where nothing says otherwise, classes lie along axis 1 of images and of rows, along the last
   * axis of sequences.
   */
  private double[] crossEntropy(Block output) {
    long[] shape = output.shape();
    if (shape.length == 0) {
      throw new UnsupportedModelException("a loss over classes of an output without axes");
    }
    int usual = shape.length == 3 ? 2 : Math.min(1, shape.length - 1);
    int axis = Math.floorMod(classAxis.orElse(usual), shape.length);
    int classes = (int) shape[axis];
    int inner = (int) Dims.count(shape, axis + 1, shape.length);
    int rows = output.count() / classes;
    double[] values = output.reals();
    var gradient = new double[values.length];
    for (int row = 0; row < rows; row++) {
      int start = row / inner * classes * inner + row % inner;
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        largest = Math.max(largest, values[start + c * inner]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(values[start + c * inner] - largest);
      }
      int target = random.nextInt(classes);
      for (int c = 0; c < classes; c++) {
        double share = Math.exp(values[start + c * inner] - largest) / sum;
        gradient[start + c * inner] = (share - (c == target ? 1 : 0)) / rows;
      }
    }
    return gradient;
  }
}
