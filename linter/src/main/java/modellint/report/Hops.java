package modellint.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import modellint.engine.LayerRow;

/**
 * The factor that signal or gradient takes on from each weighted layer to the next on its way, in
 * the order it travels.
 */
record Hops(List<Hop> all) {

  /** Arrival at {@code layer}, and the factor since the layer before. */
  record Hop(String layer, double log10) {}

  /** The gradient, from the output to the input. */
  static Hops ofGradient(List<LayerRow> layers) {
    List<LayerRow> predicted = predicted(layers);
    return new Hops(
        IntStream.range(1, predicted.size())
            .map(i -> predicted.size() - 1 - i)
            .mapToObj(
                i ->
                    new Hop(
                        predicted.get(i).name(),
                        gradient(predicted.get(i)) - gradient(predicted.get(i + 1))))
            .toList());
  }

  /** The signal, from the input to the output. */
  static Hops ofSignal(List<LayerRow> layers) {
    List<LayerRow> predicted = predicted(layers);
    return new Hops(
        IntStream.range(1, predicted.size())
            .mapToObj(
                i ->
                    new Hop(
                        predicted.get(i).name(),
                        signal(predicted.get(i)) - signal(predicted.get(i - 1))))
            .toList());
  }

  /**
   * The positions worth showing, in travel order: both ends, the {@code count} largest factors
   * either way, and no gap of a single hop. Equal to two digits counts as equal, and the first
   * wins.
   */
  List<Integer> telling(int count) {
    var shown = new TreeSet<Integer>();
    if (all.isEmpty()) {
      return List.of();
    }
    shown.add(0);
    shown.add(all.size() - 1);
    IntStream.range(0, all.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> -Math.round(100 * size(i))))
        .limit(count)
        .forEach(shown::add);
    for (int i = 1; i + 1 < all.size(); i++) {
      if (shown.contains(i - 1) && shown.contains(i + 1)) {
        shown.add(i);
      }
    }
    return List.copyOf(shown);
  }

  /** The largest factor of any hop, either way, in decades. */
  double largest() {
    return IntStream.range(0, all.size()).mapToDouble(this::size).max().orElse(0);
  }

  private double size(int position) {
    return Math.abs(all.get(position).log10());
  }

  /** The middle factor of the hops from {@code from} up to {@code to}. */
  double median(int from, int to) {
    var sorted = new ArrayList<>(all.subList(from, to).stream().map(Hop::log10).toList());
    sorted.sort(Comparator.naturalOrder());
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static List<LayerRow> predicted(List<LayerRow> layers) {
    return layers.stream().filter(layer -> layer.predicted().isPresent()).toList();
  }

  private static double gradient(LayerRow layer) {
    return layer.predicted().orElseThrow().gradientLog10();
  }

  private static double signal(LayerRow layer) {
    return Math.log10(layer.predicted().orElseThrow().activationRms());
  }
}
