package modellint.verify.probe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import modellint.verify.probe.Teacher.Layout;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;

/**
 * A loss at the first output with targets that a teacher gives; other outputs have no say. Values
 * and gradients are those of the frameworks: means over everything but the class axis.
 */
final class Objective {

  private final String loss;
  private final OptionalInt classAxis;
  private final Map<String, Block> feeds;
  private final long seed;
  private Optional<double[][]> targets = Optional.empty();
  private double chance = Double.NaN;

  /** {@code classAxis} is that of the classes at the first output, where it is known. */
  Objective(String loss, OptionalInt classAxis, Map<String, Block> feeds, long seed) {
    this.loss = loss;
    this.classAxis = classAxis;
    this.feeds = Map.copyOf(feeds);
    this.seed = seed;
  }

  /** The gradient at every output; zero at all but the first. */
  Map<String, Block> cotangents(Map<String, Block> outputs) {
    var cotangents = new LinkedHashMap<String, Block>();
    outputs.forEach(
        (name, block) ->
            cotangents.put(
                name,
                block.with(
                    cotangents.isEmpty() ? evaluate(block).gradient : new double[block.count()])));
    return cotangents;
  }

  double loss(Map<String, Block> outputs) {
    return evaluate(first(outputs)).loss;
  }

  /** The loss of the best constant output: what is reached without looking at the inputs. */
  double chance() {
    return chance;
  }

  private double chance(double[][] scores) {
    return switch (loss) {
      case "softmax-cross-entropy" -> {
        var counts = new double[scores[0].length];
        for (double[] row : scores) {
          counts[largest(row)]++;
        }
        yield Arrays.stream(counts)
            .filter(it -> it > 0)
            .map(it -> -it / scores.length * Math.log(it / scores.length))
            .sum();
      }
      case "sigmoid-cross-entropy" ->
          IntStream.range(0, scores[0].length)
              .mapToDouble(k -> Arrays.stream(scores).filter(it -> it[k] > 0).count())
              .map(it -> entropy(it / scores.length))
              .average()
              .orElse(0);
      case "mae" ->
          Arrays.stream(scores).flatMapToDouble(Arrays::stream).map(Math::abs).average().orElse(0);
      // The targets have variance 1.
      default -> 1;
    };
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  private static Block first(Map<String, Block> outputs) {
    return outputs.values().stream()
        .findFirst()
        .orElseThrow(() -> new UnsupportedModelException("a loss without a real output"));
  }

  private double[][] targets(Layout layout) {
    if (targets.isEmpty()) {
      targets = Optional.of(Teacher.of(feeds, layout.samples(), seed).scores(layout.units()));
      chance = chance(targets.get());
    }
    return targets.get();
  }

  private record Value(double loss, double[] gradient) {}

  private Value evaluate(Block output) {
    Layout layout = Layout.of(output, classAxis);
    double[] y = output.reals();
    double[][] scores = targets(layout);
    return switch (loss) {
      case "softmax-cross-entropy" -> crossEntropy(y, layout, scores);
      case "sigmoid-cross-entropy" ->
          each(
              y,
              layout,
              scores,
              (at, score) ->
                  Math.max(at, 0) - (score > 0 ? at : 0) + Math.log1p(Math.exp(-Math.abs(at))),
              (at, score) -> 1 / (1 + Math.exp(-at)) - (score > 0 ? 1 : 0));
      case "mse" ->
          each(
              y,
              layout,
              scores,
              (at, score) -> (at - score) * (at - score),
              (at, score) -> 2 * (at - score));
      case "mae" ->
          each(
              y,
              layout,
              scores,
              (at, score) -> Math.abs(at - score),
              (at, score) -> Math.signum(at - score));
      default -> throw new UnsupportedModelException("training with the loss " + loss);
    };
  }

  private static Value each(
      double[] y,
      Layout layout,
      double[][] scores,
      DoubleBinaryOperator value,
      DoubleBinaryOperator slope) {
    var gradient = new double[y.length];
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double score = scores[layout.sample(i)][layout.unit(i)];
      sum += value.applyAsDouble(y[i], score);
      gradient[i] = slope.applyAsDouble(y[i], score) / y.length;
    }
    return new Value(sum / y.length, gradient);
  }

  private static Value crossEntropy(double[] y, Layout layout, double[][] scores) {
    var gradient = new double[y.length];
    int rows = y.length / layout.units();
    int inner = layout.inner();
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int start = row / inner * layout.units() * inner + row % inner;
      double top = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < layout.units(); c++) {
        top = Math.max(top, y[start + c * inner]);
      }
      double total = 0;
      for (int c = 0; c < layout.units(); c++) {
        total += Math.exp(y[start + c * inner] - top);
      }
      int target = largest(scores[layout.sample(start)]);
      sum += Math.log(total) - (y[start + target * inner] - top);
      for (int c = 0; c < layout.units(); c++) {
        double share = Math.exp(y[start + c * inner] - top) / total;
        gradient[start + c * inner] = (share - (c == target ? 1 : 0)) / rows;
      }
    }
    return new Value(sum / rows, gradient);
  }

  private static int largest(double[] row) {
    int at = 0;
    for (int k = 1; k < row.length; k++) {
      at = row[k] > row[at] ? k : at;
    }
    return at;
  }
}
