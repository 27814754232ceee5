package modellint.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Histogram;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;

/** Reads a JSON report back, so that it can be written in any other form without a second run. */
public final class ReportReader {

  private ReportReader() {}

  /** Throws {@link InvalidReportException} where {@code text} is no report of this version. */
  public static Report read(Reader text) {
    JsonElement root;
    try {
      root = JsonParser.parseReader(text);
    } catch (JsonParseException e) {
      throw new InvalidReportException("it is not JSON");
    }
    JsonIn report = JsonIn.of(root, "the whole");
    if (report.whole("schemaVersion") != Report.SCHEMA_VERSION) {
      throw new InvalidReportException("its schema version is " + report.whole("schemaVersion"));
    }
    try {
      return new Report(
          report.object("tool").text("version"),
          report.list("models", ReportReader::model),
          report.list("findings", ReportReader::finding),
          report.list("notChecked", ReportReader::notChecked));
    } catch (IllegalArgumentException e) {
      throw new InvalidReportException(String.valueOf(e.getMessage()));
    }
  }

  private static CheckedModel model(JsonIn json) {
    return new CheckedModel(
        json.text("path"),
        json.text("name"),
        json.text("kind"),
        json.optionalInt("line"),
        json.optionalWhole("parameters"),
        json.optionalWhole("trainableParameters"),
        json.texts("unknowns"),
        json.text("weights"),
        json.optional("training", ReportReader::training),
        json.list("layers", ReportReader::layer),
        json.list(
            "skips",
            it ->
                new CheckedModel.Skip(
                    Math.toIntExact(it.whole("from")), Math.toIntExact(it.whole("to")))),
        growth(json.object("gradientGrowth")),
        json.has("run") ? json.optional("run", ReportReader::run) : Optional.empty());
  }

  private static ModelRun run(JsonIn json) {
    return new ModelRun(
        Math.toIntExact(json.whole("runs")),
        json.optional(
            "breakdown",
            it ->
                new ModelRun.Breakdown(
                    it.text("node"), it.text("op"), it.word("pass", ModelRun.Pass.class))));
  }

  private static Growth growth(JsonIn json) {
    return new Growth(
        json.text("loss"),
        json.optionalNumber("predicted"),
        json.optionalNumber("low"),
        json.optionalNumber("high"),
        json.optionalNumber("measured"),
        json.optionalText("abstained"),
        json.list("assumed", it -> Map.entry(it.text("symbol"), it.whole("size"))).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Training training(JsonIn json) {
    return Training.builder()
        .optimizer(json.optionalText("optimizer"))
        .learningRate(json.maybeNumber("learningRate"))
        .momentum(json.maybeNumber("momentum"))
        .schedule(json.optionalText("schedule"))
        .clipping(
            json.optional(
                "clipping", it -> new Training.Clipping(it.text("kind"), it.number("threshold"))))
        .l1(json.maybeNumber("l1"))
        .l2(json.maybeNumber("l2"))
        .loss(json.optionalText("loss").map(ReportReader::loss))
        .batchSize(json.maybeNumber("batchSize").map(Double::intValue))
        .build();
  }

  private static Loss loss(String word) {
    return Arrays.stream(Loss.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidReportException("loss cannot be " + word));
  }

  private static LayerRow layer(JsonIn json) {
    return new LayerRow(
        json.text("name"),
        json.text("op"),
        json.text("weight"),
        json.text("output"),
        json.optionalInt("line"),
        json.optionalWhole("parameters"),
        json.isNull("outputShape") ? Optional.empty() : Optional.of(shape(json)),
        json.optional(
            "init",
            it ->
                new LayerRow.Init(
                    it.number("std"),
                    it.number("mean"),
                    it.optionalWhole("fanIn").orElse(0),
                    it.optionalWhole("fanOut").orElse(0),
                    it.optionalText("declared"),
                    it.optionalText("fitted"),
                    histogram(it))),
        json.optionalText("activation"),
        json.optional(
            "predicted",
            it ->
                new LayerRow.Predicted(
                    it.number("activationRms"),
                    it.number("gradientLog10"),
                    it.number("weightGradientLog10"),
                    it.number("low"),
                    it.number("high"),
                    it.later("relativeUpdate"))),
        json.optional(
            "measured",
            it ->
                new LayerRow.Measured(
                    it.number("activationRms"),
                    it.number("gradientLog10"),
                    it.number("weightGradientLog10"),
                    it.later("gradientNorm"),
                    it.later("weightGradientRms"),
                    it.later("zeroShare"),
                    it.later("saturatedShare"),
                    it.later("relativeUpdate"),
                    nonFinite(it))));
  }

  /** Reports of earlier versions say nothing of it. */
  private static LayerRow.NonFinite nonFinite(JsonIn json) {
    return json.has("nonFinite")
        ? json.word("nonFinite", LayerRow.NonFinite.class)
        : LayerRow.NonFinite.NOTHING;
  }

  /** Reports of earlier versions have none. */
  private static Histogram histogram(JsonIn json) {
    return json.has("histogram") ? new Histogram(json.integers("histogram")) : Histogram.NONE;
  }

  private static Shape shape(JsonIn json) {
    List<Dim> dims =
        StreamSupport.stream(json.elements("outputShape").spliterator(), false)
            .map(
                it ->
                    it.getAsJsonPrimitive().isNumber()
                        ? Dim.of(it.getAsLong())
                        : Dim.symbol(it.getAsString()))
            .toList();
    return new Shape(dims);
  }

  private static Reported finding(JsonIn json) {
    JsonIn fix = json.object("fix");
    return new Reported(
        json.text("rule"),
        json.text("name"),
        json.word("severity", Severity.class),
        json.text("path"),
        json.optionalInt("line"),
        json.optionalInt("column"),
        json.optionalText("node"),
        json.text("message"),
        json.list(
            "measures",
            it ->
                new Measure(
                    it.text("name"),
                    new Estimate(it.number("value"), it.word("basis", Estimate.Basis.class)),
                    it.number("limit"))),
        new Fix(fix.text("text"), fix.optionalText("effect")),
        json.word("verdict", Verdict.class),
        json.optionalText("evidence"),
        json.list("measures", ReportReader::shown).stream().flatMap(Optional::stream).toList());
  }

  private static Optional<Verification.Shown> shown(JsonIn measure) {
    return measure.has("measured")
        ? measure.optional(
            "measured",
            it ->
                new Verification.Shown(
                    measure.text("name"), it.number("value"), it.number("low"), it.number("high")))
        : Optional.empty();
  }

  private static NotChecked notChecked(JsonIn json) {
    return new NotChecked(
        json.text("path"), json.word("kind", NotChecked.Kind.class), json.text("reason"));
  }
}
