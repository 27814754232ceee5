package modellint.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import modellint.engine.LayerRow;

/**
 * The layers of a model that was run which are worth a line each: both ends, where the run differs
 * most from the prediction, where the gradient changes most, where most is zero or flat, and where
 * NaN or infinity begins.
 */
final class TellingRows {

  /** Up to here all are shown. */
  private static final int MOST = 12;

  private static final int ENDS = 2;
  private static final int MISSES = 3;
  private static final int HOPS = 2;

  private TellingRows() {}

  /** Positions in ascending order, without a gap of one. */
  static List<Integer> of(List<LayerRow> layers) {
    int count = layers.size();
    if (count <= MOST) {
      return IntStream.range(0, count).boxed().toList();
    }
    var shown = new TreeSet<Integer>();
    IntStream.range(0, ENDS).forEach(shown::add);
    IntStream.range(count - ENDS, count).forEach(shown::add);
    shown.addAll(largest(count, MISSES, i -> miss(layers.get(i))));
    shown.addAll(largest(count - 1, HOPS, i -> hop(layers.get(i), layers.get(i + 1))));
    shown.addAll(largest(count, 1, i -> measured(layers.get(i), TellingRows::idle)));
    IntStream.range(0, count)
        .filter(i -> isBroken(layers.get(i), LayerRow.NonFinite.OUTPUT))
        .findFirst()
        .ifPresent(shown::add);
    IntStream.range(0, count)
        .filter(i -> isBroken(layers.get(i), LayerRow.NonFinite.GRADIENT))
        .reduce((first, second) -> second)
        .ifPresent(shown::add);
    for (int i = 1; i + 1 < count; i++) {
      if (shown.contains(i - 1) && shown.contains(i + 1)) {
        shown.add(i);
      }
    }
    return List.copyOf(shown);
  }

  /** How far the measured gradient is from the predicted one, in decades; NaN if one is unknown. */
  static double miss(LayerRow row) {
    double predicted = row.predicted().map(LayerRow.Predicted::gradientLog10).orElse(Double.NaN);
    return Math.abs(measured(row, LayerRow.Measured::gradientLog10) - predicted);
  }

  private static double hop(LayerRow row, LayerRow next) {
    return Math.abs(
        measured(row, LayerRow.Measured::gradientLog10)
            - measured(next, LayerRow.Measured::gradientLog10));
  }

  /** Share of elements through which nothing is learned. */
  private static double idle(LayerRow.Measured it) {
    double zero = Double.isNaN(it.zeroShare()) ? 0 : it.zeroShare();
    return Double.isNaN(it.saturatedShare()) ? zero : Math.max(zero, it.saturatedShare());
  }

  private static double measured(LayerRow row, ToDoubleFunction<LayerRow.Measured> number) {
    Optional<LayerRow.Measured> measured = row.measured();
    return measured.isPresent() ? number.applyAsDouble(measured.get()) : Double.NaN;
  }

  private static boolean isBroken(LayerRow row, LayerRow.NonFinite what) {
    return row.measured().filter(it -> it.nonFinite() == what).isPresent();
  }

  /** Equal to two digits counts as equal, and the first wins; zero and unknown do not count. */
  private static List<Integer> largest(int count, int most, ToDoubleFunction<Integer> number) {
    return IntStream.range(0, count)
        .boxed()
        .filter(i -> Math.round(100 * number.applyAsDouble(i)) > 0)
        .sorted(Comparator.comparingLong((Integer i) -> -Math.round(100 * number.applyAsDouble(i))))
        .limit(most)
        .toList();
  }
}
