package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** The table of {@code modellint inspect}: a line per weighted layer, totals and growth below. */
final class LayerTable implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    for (CheckedModel model : report.models()) {
      write(model, out);
    }
    for (NotChecked entry : report.notChecked()) {
      out.write(
          "not checked: " + SafeText.of(entry.path()) + ": " + SafeText.of(entry.reason()) + "\n");
    }
  }

  private static void write(CheckedModel model, Writer out) throws IOException {
    out.write(Words.title(model));
    out.write(" (" + model.kind() + ", " + model.weights() + " weights)\n\n");
    for (String line : table(model.layers()).lines()) {
      out.write(line + "\n");
    }
    out.write("\nparameters  " + grouped(model.parameters()));
    out.write(", trainable " + grouped(model.trainableParameters()) + "\n");
    out.write("gradient    " + growth(model.gradientGrowth()) + "\n");
    if (!model.gradientGrowth().assumed().isEmpty()) {
      out.write("assumed     " + Assumed.words(model.gradientGrowth()) + "\n");
    }
    for (String unknown : model.unknowns()) {
      out.write("not known   " + SafeText.of(unknown) + "\n");
    }
    out.write('\n');
    List<String> run = RunTable.whole(model);
    for (String line : run) {
      out.write(line + "\n");
    }
    if (!run.isEmpty()) {
      out.write('\n');
    }
  }

  private static Table table(List<LayerRow> layers) {
    var table =
        new Table(
            ">#",
            "layer",
            "op",
            "output",
            ">parameters",
            ">std",
            "init",
            "activation",
            ">signal",
            ">gradient",
            "95 %",
            ">gain");
    for (int i = 0; i < layers.size(); i++) {
      LayerRow layer = layers.get(i);
      // The gradient comes from behind, so a layer's gain is over the next one in graph order.
      Optional<LayerRow.Predicted> next =
          i + 1 < layers.size() ? layers.get(i + 1).predicted() : Optional.empty();
      table.add(
          Integer.toString(i + 1),
          SafeText.of(layer.name()),
          SafeText.of(layer.op()),
          layer.outputShape().map(LayerTable::shape).orElse("?"),
          grouped(layer.parameters()),
          layer.init().map(it -> Digits.three(it.std())).orElse("-"),
          layer.init().flatMap(LayerRow.Init::name).map(SafeText::of).orElse("-"),
          layer.activation().map(SafeText::of).orElse("-"),
          layer.predicted().map(it -> Digits.three(it.activationRms())).orElse("-"),
          layer.predicted().map(it -> Digits.decades(it.gradientLog10())).orElse("-"),
          layer
              .predicted()
              .map(it -> Digits.decades(it.low()) + ".." + Digits.decades(it.high()))
              .orElse("-"),
          layer
              .predicted()
              .flatMap(it -> next.map(n -> gain(it.gradientLog10() - n.gradientLog10())))
              .orElse("-"));
    }
    return table;
  }

  static String shape(Shape shape) {
    return SafeText.of(shape.dims().stream().map(Dim::toString).collect(Collectors.joining("x")));
  }

  static String gain(double log10) {
    return "x" + Digits.three(Math.pow(10, log10));
  }

  static String grouped(OptionalLong number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : "?";
  }

  static String growth(Growth growth) {
    if (growth.predicted().isEmpty()) {
      return "no prediction: " + SafeText.of(growth.abstained().orElse("no weighted layer"));
    }
    double decades = growth.predicted().getAsDouble();
    return (decades < 0 ? "shrinks by " : "grows by ")
        + String.format(Locale.ROOT, "%.2f", Math.abs(decades))
        + " decades from the last layer to the first (95 %: "
        + decades(growth.low())
        + ".."
        + decades(growth.high())
        + "), loss "
        + SafeText.of(growth.loss());
  }

  private static String decades(OptionalDouble value) {
    return value.isPresent() ? Digits.decades(value.getAsDouble()) : "?";
  }
}
