package modellint.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Histogram;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;

/** Reports for the tests of formats: one with everything in it, one with nothing. */
public final class Samples {

  /** A bell, as a normal draw has it. */
  private static final Histogram BELL =
      new Histogram(
          IntStream.range(0, Histogram.BINS)
              .mapToObj(i -> (i + 0.5) / 5 - Histogram.REACH)
              .map(z -> (int) Math.round(200 * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)))
              .toList());

  public static final Report EMPTY = new Report("1.2.3", List.of(), List.of(), List.of());

  public static final Report FULL =
      new Report(
          "1.2.3",
          List.of(tower(), definition(), abstained()),
          List.of(vanishing(), learningRate(), refuted(), hostile(), unused()),
          List.of(
              new NotChecked(
                  "models/big.onnx",
                  NotChecked.Kind.UNREADABLE,
                  "a Git LFS pointer, not the model; run 'git lfs pull'"),
              new NotChecked("models/odd.onnx", NotChecked.Kind.CRASH, "ML901 failed: a bug")));

  private Samples() {}

  private static Training training() {
    return Training.builder()
        .optimizer(Optional.of("nesterovs"))
        .learningRate(Optional.of(0.1))
        .momentum(Optional.of(5e-5))
        .clipping(Optional.of(new Training.Clipping("l2-per-layer", 1.0)))
        .l2(Optional.of(5e-4))
        .loss(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY))
        .batchSize(Optional.of(64))
        .build();
  }

  /** Twenty sigmoid layers; the gradient shrinks at each, most at the third. */
  private static CheckedModel tower() {
    List<LayerRow> layers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    layer(
                        "/layer" + i + "/Gemm",
                        i,
                        OptionalInt.empty(),
                        -0.45 * (19 - i) - (i < 3 ? 0.6 : 0)))
            .toList();
    return new CheckedModel(
        "models/tower.onnx",
        "main_graph",
        "onnx",
        OptionalInt.empty(),
        OptionalLong.of(83200),
        OptionalLong.of(83200),
        List.of(),
        "fresh",
        Optional.empty(),
        layers,
        List.of(new CheckedModel.Skip(3, 6), new CheckedModel.Skip(6, 10)),
        new Growth(
            "random",
            OptionalDouble.of(-9.15),
            OptionalDouble.of(-9.6),
            OptionalDouble.of(-8.7),
            OptionalDouble.of(-9.11),
            Optional.empty(),
            Map.of()),
        Optional.of(
            new ModelRun(
                3,
                Optional.of(
                    new ModelRun.Breakdown(
                        "/layer19/L\u001b[1mog", "Log", ModelRun.Pass.BACKWARD)))));
  }

  private static LayerRow layer(String name, int index, OptionalInt line, double gradient) {
    return new LayerRow(
        name,
        "Gemm",
        "layers." + index + ".weight",
        "h" + index,
        line,
        OptionalLong.of(4160),
        Optional.of(new Shape(List.of(Dim.symbol("N"), Dim.of(64)))),
        Optional.of(
            index % 2 == 0
                ? new LayerRow.Init(
                    Math.sqrt(2.0 / 64),
                    0.0,
                    64,
                    64,
                    Optional.empty(),
                    Optional.of("He normal (fan-in)"),
                    BELL)
                : new LayerRow.Init(0.05, 1e-4, 64, 64, Optional.empty(), Optional.empty(), BELL)),
        Optional.of("Sigmoid"),
        Optional.of(
            new LayerRow.Predicted(
                Math.pow(10, 0.02 * index),
                gradient,
                gradient - 0.2,
                gradient - 0.4,
                gradient + 0.4)),
        measured(index, gradient));
  }

  /** One layer is far from its prediction, one has no gradient, one is not measured. */
  private static Optional<LayerRow.Measured> measured(int index, double gradient) {
    if (index == 10) {
      return Optional.empty();
    }
    double run = index == 0 ? -9.11 : gradient + (index == 6 ? 0.7 : 0.03);
    boolean broken = index == 19;
    return Optional.of(
        new LayerRow.Measured(
            1.01,
            broken ? Double.NaN : run,
            broken ? Double.NaN : run - 0.2,
            broken ? Double.NaN : Math.pow(10, run),
            broken ? Double.NaN : Math.pow(10, run - 1),
            index == 3 ? 0.999 : 0,
            index % 2 == 0 ? 0.25 : Double.NaN,
            index == 0 ? 0.003 : Double.NaN,
            broken ? LayerRow.NonFinite.GRADIENT : LayerRow.NonFinite.NOTHING));
  }

  private static CheckedModel definition() {
    return new CheckedModel(
        "src/main/java/net/Net.java",
        "Net.build",
        "dl4j",
        OptionalInt.of(12),
        OptionalLong.of(11_689_512),
        OptionalLong.of(11_680_000),
        List.of("the number of parameters of output: 64*numClasses"),
        "declared",
        Optional.of(training()),
        List.of(
            new LayerRow(
                "layer0",
                "Conv",
                "layer0_W",
                "layer0_out",
                OptionalInt.of(31),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(
                    new LayerRow.Init(
                        0.0589,
                        0.0,
                        576,
                        576,
                        Optional.of("RELU"),
                        Optional.empty(),
                        Histogram.NONE)),
                Optional.of("Relu"),
                Optional.empty(),
                Optional.empty())),
        List.of(),
        new Growth(
            "softmax-cross-entropy",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of("the shape of layer0_out is not known"),
            Map.of("numClasses", 10L)),
        Optional.empty());
  }

  private static CheckedModel abstained() {
    return new CheckedModel(
        "models/\u001b[31mred.onnx",
        "g\nraph",
        "onnx",
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(),
        "unknown",
        Optional.empty(),
        List.of(),
        List.of(),
        new Growth(
            "random",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of("operator com.example.Warp is not understood"),
            Map.of()),
        Optional.empty());
  }

  private static Reported vanishing() {
    return new Reported(
        "ML902",
        "vanishing-gradient",
        Severity.ERROR,
        "models/tower.onnx",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of("/layer0/Gemm"),
        "the gradient vanishes on its way to the first layer",
        List.of(
            new Measure("gradient growth", predicted(-9.15), -3),
            new Measure("layers passed", new Estimate(20, Estimate.Basis.EXACT), Double.NaN)),
        new Fix(
            "use He initialisation and ReLU, or add skip connections",
            Optional.of("predicted growth -9.15 -> -0.12 decades")),
        Verdict.CONFIRMED,
        Optional.of("measured -9.11 decades with 3 seeds"));
  }

  private static Reported learningRate() {
    return new Reported(
        "ML904",
        "learning-rate-too-high",
        Severity.WARNING,
        "src/main/java/net/Net.java",
        OptionalInt.of(17),
        OptionalInt.of(9),
        Optional.empty(),
        "the first step changes the weights by more than they are",
        List.of(new Measure("relative update", new Estimate(2.5e4, Estimate.Basis.DECLARED), 0.1)),
        Fix.of("lower the learning rate"),
        Verdict.STATIC,
        Optional.empty());
  }

  private static Reported refuted() {
    return new Reported(
        "ML903",
        "exploding-signal",
        Severity.ERROR,
        "models/tower.onnx",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        "the signal grows without control",
        List.of(new Measure("signal growth", predicted(3.4), 1.5)),
        Fix.of("scale the weights down"),
        Verdict.REFUTED,
        Optional.of("measured 0.2 decades"));
  }

  private static Reported hostile() {
    return new Reported(
        "ML905",
        "dead-channel",
        Severity.NOTE,
        "models/\u001b[31mred.onnx",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of("a\r\n::error file=x::forged\u202e<script>alert(1)</script>]]>&\"' %0A"),
        "channels that no input reaches",
        List.of(new Measure("dead share", new Estimate(0.25, Estimate.Basis.MEASURED), 0)),
        Fix.of("remove them"),
        Verdict.INCONCLUSIVE,
        Optional.of("operator X has no \u001b]52;derivative"));
  }

  /** Of a rule that is known, unlike the others, so that its card shows where cards do. */
  private static Reported unused() {
    return new Reported(
        "ML001",
        "unused-suppression",
        Severity.WARNING,
        "modellint.yaml",
        OptionalInt.of(3),
        OptionalInt.of(1),
        Optional.empty(),
        "the suppression of ML9 hides nothing",
        List.of(new Measure("findings hidden", new Estimate(0, Estimate.Basis.EXACT), 1)),
        Fix.of("delete the suppression, or correct it"),
        Verdict.STATIC,
        Optional.empty());
  }

  private static Estimate predicted(double value) {
    return new Estimate(value, Estimate.Basis.PREDICTED);
  }
}
