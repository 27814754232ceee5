package modellint.report;

import java.util.List;
import java.util.Optional;
import modellint.engine.LayerRow;

/** The table behind the charts, folded by the hundred so that long networks stay readable. */
final class LayerRows {

  private static final int PER_FOLD = 100;

  /** Up to here one table stands open. */
  private static final int MOST_OPEN = 150;

  private static final List<String> TITLES =
      List.of(
          "#",
          "layer",
          "operator",
          "output",
          "parameters",
          "std",
          "initialiser",
          "histogram",
          "activation",
          "signal",
          "gradient",
          "95 %",
          "gain");

  private static final List<String> MEASURED =
      List.of("gradient, run", "signal, run", "zeros", "saturated", "first step");

  private LayerRows() {}

  static void write(String id, List<LayerRow> layers, Markup page) {
    page.element("h3", "Layers", "id", id + "-layers");
    page.open("p", "class", "muted")
        .prose(
            "Signal: root mean square of the output. Gradient: decades relative to the last"
                + " layer, with its interval. Gain: the factor that the gradient takes on from"
                + " the layer below in this table to this one. Histogram: the weights, and over"
                + " them in outline what the initialiser for this activation would draw. Behind"
                + " them, where the model was run: the measured gradient and signal, shares of"
                + " zeros and of saturated elements behind the activation, and the first step at"
                + " the stated rate relative to the weights.")
        .close();
    if (layers.size() <= MOST_OPEN) {
      table(layers, 0, layers.size(), page);
      return;
    }
    for (int from = 0; from < layers.size(); from += PER_FOLD) {
      int to = Math.min(layers.size(), from + PER_FOLD);
      page.open("details").open("summary");
      page.text("Layers " + (from + 1) + " to " + to + range(layers.subList(from, to))).close();
      table(layers, from, to, page);
      page.close();
    }
  }

  private static String range(List<LayerRow> layers) {
    var gradients =
        layers.stream()
            .flatMap(it -> it.predicted().stream())
            .mapToDouble(LayerRow.Predicted::gradientLog10)
            .filter(Double::isFinite)
            .summaryStatistics();
    return gradients.getCount() == 0
        ? ""
        : ", gradient "
            + Digits.decades(gradients.getMin())
            + " to "
            + Digits.decades(gradients.getMax());
  }

  private static void table(List<LayerRow> layers, int from, int to, Markup page) {
    page.open("div", "class", "scroll", "tabindex", "0");
    page.open("table", "class", "layers").open("thead").open("tr");
    TITLES.forEach(it -> page.element("th", it, "scope", "col"));
    boolean isMeasured = layers.stream().anyMatch(it -> it.measured().isPresent());
    if (isMeasured) {
      MEASURED.forEach(it -> page.element("th", it, "scope", "col"));
    }
    page.close().close().open("tbody");
    for (int i = from; i < to; i++) {
      // The gradient comes from behind, so a layer's gain is over the next one in graph order.
      Optional<LayerRow.Predicted> next =
          i + 1 < layers.size() ? layers.get(i + 1).predicted() : Optional.empty();
      page.open("tr");
      row(i + 1, layers.get(i), next, page);
      if (isMeasured) {
        measured(layers.get(i).measured(), page);
      }
      page.close();
    }
    page.close().close().close();
  }

  private static void row(
      int number, LayerRow layer, Optional<LayerRow.Predicted> next, Markup page) {
    number(page, Integer.toString(number));
    page.open("th", "scope", "row").element("span", layer.name());
    page.element("small", layer.weight()).close();
    page.element("td", layer.op());
    page.element("td", layer.outputShape().map(LayerTable::shape).orElse("?"));
    number(page, LayerTable.grouped(layer.parameters()));
    number(page, layer.init().map(it -> Digits.three(it.std())).orElse("–"));
    page.element("td", layer.init().flatMap(LayerRow.Init::name).orElse("–"));
    picture(layer, page);
    page.element("td", layer.activation().orElse("–"));
    Optional<LayerRow.Predicted> predicted = layer.predicted();
    number(page, predicted.map(it -> Digits.three(it.activationRms())).orElse("–"));
    number(page, predicted.map(it -> Digits.decades(it.gradientLog10())).orElse("–"));
    number(
        page,
        predicted
            .map(it -> Digits.decades(it.low()) + ".." + Digits.decades(it.high()))
            .orElse("–"));
    number(
        page,
        predicted
            .flatMap(it -> next.map(n -> LayerTable.gain(it.gradientLog10() - n.gradientLog10())))
            .orElse("–"));
  }

  private static void picture(LayerRow layer, Markup page) {
    Optional<WeightPicture> picture =
        layer
            .init()
            .filter(it -> it.fanIn() > 0)
            .map(it -> new WeightPicture(it, layer.activation()))
            .filter(it -> !it.isEmpty());
    page.open("td");
    if (picture.isPresent()) {
      picture.get().write(page);
    } else {
      page.text("–");
    }
    page.close();
  }

  private static void measured(Optional<LayerRow.Measured> run, Markup page) {
    number(page, run.map(LayerRows::gradient).orElse("–"));
    number(page, run.map(LayerRows::signal).orElse("–"));
    number(page, run.map(it -> share(it.zeroShare())).orElse("–"));
    number(page, run.map(it -> share(it.saturatedShare())).orElse("–"));
    number(page, run.map(it -> three(it.relativeUpdate())).orElse("–"));
  }

  private static String gradient(LayerRow.Measured run) {
    return run.nonFinite() == LayerRow.NonFinite.GRADIENT
        ? RunColumn.BROKEN
        : decades(run.gradientLog10());
  }

  private static String signal(LayerRow.Measured run) {
    return run.nonFinite() == LayerRow.NonFinite.OUTPUT
        ? RunColumn.BROKEN
        : three(run.activationRms());
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "–" : RunColumn.share(value);
  }

  private static String decades(double value) {
    return Double.isNaN(value) ? "–" : Digits.decades(value);
  }

  private static String three(double value) {
    return Double.isNaN(value) ? "–" : Digits.three(value);
  }

  private static void number(Markup page, String text) {
    page.element("td", text, "class", "number");
  }
}
