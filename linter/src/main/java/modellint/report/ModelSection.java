package modellint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.engine.Reported;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.rule.Severity;

/** One model: its facts, its charts over depth, and the table of its layers behind them. */
final class ModelSection {

  private final String id;
  private final CheckedModel model;
  private final List<Chart.Flag> flags;

  ModelSection(String id, CheckedModel model, List<Reported> findings) {
    this.id = id;
    this.model = model;
    this.flags = flags(model, findings);
  }

  void write(boolean isOpen, Markup page) {
    page.open("section", "id", id, "class", "model");
    if (isOpen) {
      page.open("details", "open", "open");
    } else {
      page.open("details");
    }
    page.open("summary").element("h2", Words.title(model)).close();
    facts(page);
    growth(page);
    if (!model.layers().isEmpty()) {
      strip(page);
      var charts = new ModelCharts(id, model.layers(), flags);
      figure(
          charts.gradient(),
          "How much stronger or weaker the gradient is at a layer's output than at the last"
              + " layer's. The band holds the truth with 95 % confidence.",
          page);
      figure(
          charts.signal(),
          "How large a layer's output is for standardised input, before training.",
          page);
      figure(
          charts.weights(),
          "The spread of each layer's weights beside what well-known initialisers would draw."
              + " Xavier lies on LeCun's line where fan-in and fan-out are equal.",
          page);
      LayerRows.write(id, model.layers(), page);
    }
    page.close().close();
  }

  private void facts(Markup page) {
    page.open("ul", "class", "facts");
    fact(page, "kind", model.kind());
    fact(page, "weights", model.weights());
    fact(page, "parameters", LayerTable.grouped(model.parameters()));
    fact(page, "trainable", LayerTable.grouped(model.trainableParameters()));
    fact(page, "weighted layers", Integer.toString(model.layers().size()));
    fact(page, "loss", model.gradientGrowth().loss());
    model.training().ifPresent(it -> training(it, page));
    page.close();
  }

  private static void training(Training training, Markup page) {
    training.optimizer().ifPresent(it -> fact(page, "optimiser", it));
    training.learningRate().ifPresent(it -> fact(page, "learning rate", Digits.three(it)));
    training.momentum().ifPresent(it -> fact(page, "momentum", Digits.three(it)));
    training.schedule().ifPresent(it -> fact(page, "schedule", it));
    training
        .clipping()
        .ifPresent(it -> fact(page, "clipping", it.kind() + " " + Digits.three(it.threshold())));
    training.l1().ifPresent(it -> fact(page, "L1", Digits.three(it)));
    training.l2().ifPresent(it -> fact(page, "L2", Digits.three(it)));
    training.loss().map(Loss::word).ifPresent(it -> fact(page, "stated loss", it));
    training.batchSize().ifPresent(it -> fact(page, "batch", Integer.toString(it)));
  }

  private static void fact(Markup page, String name, String value) {
    page.open("li").element("span", name).text(" ").element("b", value).close();
  }

  private void growth(Markup page) {
    page.open("p", "class", model.gradientGrowth().predicted().isPresent() ? "lead" : "lead open");
    page.prose(sentence(model.gradientGrowth())).close();
    model
        .run()
        .flatMap(ModelRun::breakdown)
        .ifPresent(
            it -> page.element("p", "When run, " + RunTable.words(it) + ".", "class", "lead"));
  }

  private static String sentence(Growth growth) {
    if (growth.predicted().isEmpty()) {
      return "The gradient is not predicted: "
          + SafeText.of(growth.abstained().orElse("there is no weighted layer"))
          + ".";
    }
    double decades = growth.predicted().getAsDouble();
    String factor = Digits.three(StrictMath.pow(10, Math.abs(decades)));
    return "From the last layer to the first the gradient "
        + (decades < 0 ? "shrinks" : "grows")
        + " by a factor of "
        + factor
        + ": "
        + Digits.decades(decades)
        + " decades"
        + interval(growth)
        + (growth.measured().isPresent()
            ? ", measured " + Digits.decades(growth.measured().getAsDouble())
            : "")
        + ".";
  }

  private static String interval(Growth growth) {
    return growth.low().isPresent() && growth.high().isPresent()
        ? " (95 %: "
            + Digits.decades(growth.low().getAsDouble())
            + " to "
            + Digits.decades(growth.high().getAsDouble())
            + ")"
        : "";
  }

  private void strip(Markup page) {
    var strip = new LayerStrip(id, model);
    page.open("figure").open("figcaption").element("h3", "Architecture").open("p");
    page.prose("Weighted layers from input to output; an arc goes around layers.");
    if (strip.hasShortArcs()) {
      page.prose(" A bar stands for arcs that are too short or too many to draw.");
    }
    page.close().close();
    page.open("div", "class", "scroll", "tabindex", "0");
    strip.write(page);
    page.close().open("ul", "class", "legend");
    for (LayerStrip.Kind kind : strip.kinds()) {
      page.open("li").element("span", "", "class", "key " + Words.of(kind));
      page.text(LayerStrip.word(kind)).close();
    }
    page.close().close();
  }

  private void figure(Chart chart, String caption, Markup page) {
    page.open("figure").open("figcaption").element("h3", chart.title()).open("p").prose(caption);
    if (chart.layersPerColumn() > 1) {
      page.text(
          " Each place stands for "
              + chart.layersPerColumn()
              + " layers, drawn from the least to the greatest.");
    }
    page.close().close();
    if (chart.isEmpty()) {
      page.element("p", "Nothing to draw: no layer has a value.", "class", "muted").close();
      return;
    }
    page.open("div", "class", "scroll", "tabindex", "0");
    chart.write(page);
    page.close().open("ul", "class", "legend");
    key(page, chart.joined() ? "line" : "dot", chart.joined() ? "predicted" : "a layer's weights");
    if (chart.samples().stream().anyMatch(Sample::hasBand)) {
      key(page, "band", "95 % interval");
    }
    if (chart.samples().stream().anyMatch(Sample::isMeasured)) {
      key(page, "point", "measured by running the model");
    }
    if (!chart.flags().isEmpty()) {
      Severity gravest =
          chart.flags().stream().map(Chart.Flag::severity).max(Severity::compareTo).orElseThrow();
      key(page, "flag " + Words.of(gravest), "a finding");
    }
    page.open("li").element("a", "numbers", "href", "#" + id + "-layers").close();
    page.close().close();
  }

  private static void key(Markup page, String kind, String text) {
    page.open("li").element("span", "", "class", "key " + kind).text(text).close();
  }

  /** Marks at the layers that have a finding. */
  private static List<Chart.Flag> flags(CheckedModel model, List<Reported> findings) {
    var flags = new ArrayList<Chart.Flag>();
    for (Reported it : findings) {
      OptionalInt layer = layer(it, model.layers());
      if (layer.isPresent()) {
        String text = it.rule() + " " + it.message();
        flags.add(new Chart.Flag(layer.getAsInt(), it.severity(), text));
      }
    }
    return List.copyOf(flags);
  }

  private static OptionalInt layer(Reported finding, List<LayerRow> layers) {
    return IntStream.range(0, layers.size())
        .filter(
            i ->
                finding.node().filter(layers.get(i).name()::equals).isPresent()
                    || (finding.line().isPresent() && finding.line().equals(layers.get(i).line())))
        .findFirst();
  }
}
