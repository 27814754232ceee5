package modellint.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** Positions of the {@code count} hops with the largest factor either way, in travel order. */
  List<Integer> worst(int count) {
    return IntStream.range(0, all.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(all.get(i).log10())))
        .limit(count)
        .sorted()
        .toList();
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
