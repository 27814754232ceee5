package modellint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import modellint.engine.LayerRow;

/** The charts of one model: gradient, signal and weights over its depth. */
final class ModelCharts {

  private final String id;
  private final List<LayerRow> layers;
  private final List<Chart.Flag> flags;

  ModelCharts(String id, List<LayerRow> layers, List<Chart.Flag> flags) {
    this.id = id;
    this.layers = layers;
    this.flags = flags;
  }

  /** Norm of the loss's gradient at each layer's output, over that at the last. */
  Chart gradient() {
    return new Chart(
        id + "-gradient",
        "Gradient by depth",
        "gradient norm, relative to the last layer",
        samples(ModelCharts::gradient),
        List.of(new Chart.Reference("as at the end", 0)),
        flags,
        true);
  }

  /** Root mean square of each layer's output. */
  Chart signal() {
    return new Chart(
        id + "-signal",
        "Signal by depth",
        "root mean square of the layer's output",
        samples(ModelCharts::signal),
        List.of(new Chart.Reference("as the input", 0)),
        flags,
        true);
  }

  /**
   * Standard deviation of each layer's weights times the root of its fan-in: in this measure most
   * initialisers are a constant.
   */
  Chart weights() {
    return new Chart(
        id + "-weights",
        "Weights against initialisers",
        "standard deviation × √fan-in",
        samples(ModelCharts::weight),
        List.of(
            new Chart.Reference("He", StrictMath.log10(2) / 2),
            new Chart.Reference("LeCun", 0),
            new Chart.Reference("PyTorch", -StrictMath.log10(3) / 2)),
        flags,
        false);
  }

  private interface Look {
    Sample at(LayerRow layer, String name);
  }

  private List<Sample> samples(Look look) {
    var samples = new ArrayList<Sample>();
    IntStream.range(0, layers.size())
        .forEach(
            i -> samples.add(look.at(layers.get(i), (i + 1) + " " + layers.get(i).name() + ": ")));
    return List.copyOf(samples);
  }

  private static Sample gradient(LayerRow layer, String name) {
    double predicted = predicted(layer, LayerRow.Predicted::gradientLog10);
    double measured = measured(layer, LayerRow.Measured::gradientLog10);
    double low = predicted(layer, LayerRow.Predicted::low);
    double high = predicted(layer, LayerRow.Predicted::high);
    String interval =
        Double.isNaN(low) ? "" : " (" + Digits.decades(low) + ".." + Digits.decades(high) + ")";
    String text = name + "predicted " + Digits.decades(predicted) + interval + " decades";
    return new Sample(
        predicted,
        low,
        high,
        measured,
        Double.isNaN(measured) ? text : text + ", measured " + Digits.decades(measured));
  }

  private static Sample signal(LayerRow layer, String name) {
    double predicted = predicted(layer, LayerRow.Predicted::activationRms);
    double measured = measured(layer, LayerRow.Measured::activationRms);
    String text = name + "predicted " + Digits.three(predicted);
    return Sample.of(
        StrictMath.log10(predicted),
        StrictMath.log10(measured),
        Double.isNaN(measured) ? text : text + ", measured " + Digits.three(measured));
  }

  private static Sample weight(LayerRow layer, String name) {
    return layer
        .init()
        .filter(init -> init.fanIn() > 0)
        .map(
            init ->
                Sample.of(
                    StrictMath.log10(init.std() * Math.sqrt(init.fanIn())),
                    Double.NaN,
                    name
                        + "standard deviation "
                        + Digits.three(init.std())
                        + ", fan-in "
                        + init.fanIn()
                        + init.name().map(it -> ", as " + it + " draws it").orElse("")))
        .orElseGet(() -> Sample.of(Double.NaN, Double.NaN, name + "not known"));
  }

  private static double predicted(LayerRow layer, ToDoubleFunction<LayerRow.Predicted> number) {
    return layer.predicted().map(number::applyAsDouble).orElse(Double.NaN);
  }

  private static double measured(LayerRow layer, ToDoubleFunction<LayerRow.Measured> number) {
    return layer.measured().map(number::applyAsDouble).orElse(Double.NaN);
  }
}
