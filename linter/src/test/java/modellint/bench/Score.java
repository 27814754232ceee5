package modellint.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How well a set of trials was predicted. Errors are those of the first weighted layer against the
 * last, in decades.
 *
 * @param none trials without a prediction
 * @param covered share of the predicted trials whose truth lies within the stated 95 % interval of
 *     the gradient
 * @param layers median absolute error over all layers of all trials
 */
record Score(
    int predicted,
    int none,
    double median,
    double p95,
    double within03,
    double within05,
    double covered,
    double bias,
    double layers) {

  static final String HEAD =
      """
      | family                    |   n | none | median |   p95 | <=0.3 | <=0.5 | in interval |  bias | all layers |
      |---------------------------|----:|-----:|-------:|------:|------:|------:|------------:|------:|-----------:|""";

  static Score of(List<Trial> trials, Quantity quantity) {
    double[] errors =
        trials.stream()
            .map(trial -> trial.error(quantity))
            .flatMapToDouble(Score::stream)
            .toArray();
    double[] sizes = Arrays.stream(errors).map(Math::abs).toArray();
    double[] layers =
        trials.stream()
            .flatMapToDouble(
                trial ->
                    trial.rows().stream()
                        .map(row -> row.error(quantity, trial.loss()))
                        .flatMapToDouble(Score::stream))
            .map(Math::abs)
            .toArray();
    List<Boolean> inside =
        trials.stream()
            .filter(trial -> trial.first().isPresent())
            .map(trial -> trial.first().orElseThrow().covered(trial.loss()))
            .toList();
    return new Score(
        errors.length,
        trials.size() - errors.length,
        quantile(sizes, 0.5),
        quantile(sizes, 0.95),
        share(sizes, 0.3),
        share(sizes, 0.5),
        inside.stream().mapToInt(it -> it ? 1 : 0).average().orElse(Double.NaN),
        Arrays.stream(errors).average().orElse(Double.NaN),
        quantile(layers, 0.5));
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "| %-25s | %3d | %4d | %6.3f | %5.2f | %4.0f%% | %4.0f%% | %10.0f%% | %+5.2f | %10.3f |",
        name,
        predicted,
        none,
        median,
        p95,
        100 * within03,
        100 * within05,
        100 * covered,
        bias,
        layers);
  }

  private static DoubleStream stream(OptionalDouble value) {
    return value.stream();
  }

  private static double share(double[] sizes, double limit) {
    return Arrays.stream(sizes).map(size -> size <= limit ? 1 : 0).average().orElse(Double.NaN);
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return below == above
        ? sorted[below]
        : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
