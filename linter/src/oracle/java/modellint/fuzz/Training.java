package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** Settings of Deeplearning4j that a network and each of its layers may have. */
final class Training {

  private final Dice dice;
  private final Inits inits;

  Training(Dice dice) {
    this.dice = dice;
    this.inits = new Inits(dice);
  }

  /** What stands on the global builder. */
  List<Step> global() {
    var steps = new ArrayList<Step>(List.of(step("seed", of(dice.between(1, 999)))));
    steps.addAll(both(0.35));
    maybe(0.15, steps, step("convolutionMode", convolutionMode()));
    maybe(0.1, steps, step("miniBatch", of(dice.chance(0.5))));
    maybe(
        0.1,
        steps,
        step("optimizationAlgo", new Word("OptimizationAlgorithm", "STOCHASTIC_GRADIENT_DESCENT")));
    maybe(
        0.1,
        steps,
        step("inferenceWorkspaceMode", new Word("WorkspaceMode", dice.of("ENABLED", "NONE"))));
    maybe(
        0.1,
        steps,
        step("trainingWorkspaceMode", new Word("WorkspaceMode", dice.of("ENABLED", "NONE"))));
    maybe(0.1, steps, step("cacheMode", new Word("CacheMode", dice.of("NONE", "DEVICE"))));
    maybe(0.1, steps, step("weightDecay", of(dice.of(1e-4, 0.01, 0.0))));
    maybe(0.05, steps, step("constrainWeights", constraint()));
    return shuffled(steps);
  }

  /** What stands on the builder of a layer with weights; the last call gives a raw type. */
  List<Step> ofLayer() {
    List<Step> steps = shuffled(both(0.1));
    maybe(0.03, steps, step("weightDecay", of(dice.of(1e-4, 0.01, 0.0))));
    return steps;
  }

  private List<Step> both(double often) {
    var steps = new ArrayList<Step>();
    maybe(2 * often, steps, step("activation", activation()));
    maybe(2 * often, steps, step("weightInit", inits.any()));
    maybe(2 * often, steps, step("updater", updater()));
    maybe(often / 2, steps, step("biasUpdater", object()));
    maybe(often, steps, step("biasInit", of(dice.of(0.0, 0.1, 1.0))));
    maybe(often, steps, step("l1", of(dice.of(1e-5, 0.001, 0.0))));
    maybe(often, steps, step("l2", of(dice.of(5e-4, 0.01, 0.0))));
    maybe(often / 4, steps, step("l2Bias", of(dice.of(5e-4, 0.01))));
    maybe(often, steps, step("dropOut", dropout()));
    maybe(often, steps, step("gradientNormalization", normalization()));
    maybe(often, steps, step("gradientNormalizationThreshold", of(dice.of(0.5, 1.0, 10.0))));
    maybe(often / 4, steps, step("weightNoise", made("DropConnect", of(dice.of(0.5, 0.9)))));
    return steps;
  }

  void maybe(double often, List<Step> steps, Step step) {
    if (dice.chance(often)) {
      steps.add(step);
    }
  }

  List<Step> shuffled(List<Step> steps) {
    var all = new ArrayList<>(steps);
    Collections.shuffle(all, new Random(dice.between(0, 1 << 20)));
    return all;
  }

  Piece activation() {
    return dice.chance(0.8)
        ? new Word(
            "Activation",
            dice.of(
                "RELU",
                "TANH",
                "SIGMOID",
                "IDENTITY",
                "LEAKYRELU",
                "ELU",
                "SELU",
                "SOFTPLUS",
                "SOFTSIGN",
                "SWISH",
                "GELU",
                "MISH",
                "CUBE",
                "HARDSIGMOID",
                "HARDTANH",
                "RATIONALTANH",
                "RECTIFIEDTANH",
                "RELU6",
                "RRELU",
                "THRESHOLDEDRELU",
                "SOFTMAX"))
        : dice.of(
            made("ActivationReLU"),
            made("ActivationTanH"),
            made("ActivationSigmoid"),
            made("ActivationIdentity"),
            made("ActivationLReLU"),
            made("ActivationLReLU", of(0.2)),
            made("ActivationELU", of(0.5)),
            made("ActivationSoftPlus"),
            made("ActivationSwish"),
            made("ActivationThresholdedReLU", of(0.5)),
            made("ActivationGELU"),
            made("ActivationHardSigmoid"),
            made("ActivationCube"),
            made("ActivationSELU"));
  }

  private Piece normalization() {
    return new Word(
        "GradientNormalization",
        dice.of(
            "None",
            "RenormalizeL2PerLayer",
            "RenormalizeL2PerParamType",
            "ClipElementWiseAbsoluteValue",
            "ClipL2PerLayer",
            "ClipL2PerParamType"));
  }

  Piece convolutionMode() {
    return new Word("ConvolutionMode", dice.of("Same", "Truncate", "Strict"));
  }

  private Piece constraint() {
    return dice.of(
        made("MaxNormConstraint", of(2.0), of(1)),
        made("NonNegativeConstraint"),
        made("UnitNormConstraint", of(1)));
  }

  Piece dropout() {
    double retain = dice.of(0.5, 0.8, 0.9, 1.0, 0.0);
    return dice.chance(0.75)
        ? of(retain)
        : dice.of(
            made("Dropout", of(0.6)),
            made("AlphaDropout", of(0.9)),
            made("GaussianDropout", of(0.3)),
            made("GaussianNoise", of(0.1)),
            made("Dropout", schedule()));
  }

  private Piece rate() {
    return of(dice.of(0.1, 0.01, 1e-3, 3e-4, 0.5, 1.0));
  }

  private Piece updater() {
    return dice.chance(0.2)
        ? new Word(
            "Updater",
            dice.of(
                "SGD",
                "ADAM",
                "NESTEROVS",
                "RMSPROP",
                "ADAGRAD",
                "ADADELTA",
                "NADAM",
                "ADAMAX",
                "NONE"))
        : object();
  }

  private Piece object() {
    String type =
        dice.of(
            "Sgd",
            "Adam",
            "Nesterovs",
            "RmsProp",
            "AdaGrad",
            "AdaDelta",
            "Nadam",
            "AdaMax",
            "AMSGrad",
            "AdaBelief",
            "NoOp");
    if (type.equals("AdaDelta") || type.equals("NoOp")) {
      return made(type);
    }
    return dice.from(
        () -> made(type),
        () -> made(type, rate()),
        () -> made(type, schedule()),
        () -> several(type),
        () -> built(type));
  }

  private Piece several(String type) {
    return switch (type) {
      case "Nesterovs" ->
          dice.of(
              made(type, rate(), of(0.9)),
              made(type, schedule(), of(0.8)),
              made(type, rate(), schedule()),
              made(type, schedule(), schedule()));
      case "RmsProp" -> made(type, rate(), of(0.9), of(1e-6));
      case "AdaGrad" -> made(type, rate(), of(1e-5));
      case "Sgd" -> made(type, rate());
      default -> made(type, rate(), of(0.85), of(0.99), of(1e-7));
    };
  }

  private Piece built(String type) {
    Piece start =
        dice.chance(0.5)
            ? made(type + ".Builder")
            : new Piece.Static(type + ".Builder", type, "builder", List.of());
    var steps = new ArrayList<Step>();
    if (type.equals("AdaMax")) {
      return made(type, rate());
    }
    maybe(0.7, steps, step("learningRate", rate()));
    maybe(0.2, steps, step("learningRateSchedule", schedule()));
    maybe(type.equals("Nesterovs") ? 0.5 : 0, steps, step("momentum", of(0.7)));
    maybe(type.matches("Adam|Nadam|AMSGrad") ? 0.5 : 0, steps, step("beta1", of(0.8)));
    maybe(type.matches("Sgd|Nesterovs") ? 0 : 0.3, steps, step("epsilon", of(1e-5)));
    return new Chain(type, start, steps, "build");
  }

  Piece schedule() {
    Piece by = new Word("ScheduleType", dice.of("ITERATION", "EPOCH"));
    return dice.<Piece>from(
        () -> made("StepSchedule", by, rate(), of(0.5), of(10.0)),
        () -> made("ExponentialSchedule", by, rate(), of(0.99)),
        () -> made("InverseSchedule", by, rate(), of(0.1), of(2.0)),
        () -> made("PolySchedule", by, rate(), of(2.0), of(100)),
        () -> made("SigmoidSchedule", by, rate(), of(0.2), of(20)),
        () -> made("FixedSchedule", rate()),
        () -> made("RampSchedule", made("FixedSchedule", rate()), of(10)),
        () -> made("CycleSchedule", by, of(0.001), of(0.1), of(20), of(5), of(0.1)),
        () ->
            new Chain(
                "MapSchedule",
                made("MapSchedule.Builder", by),
                List.of(step("add", of(0), rate()), step("add", of(5), rate())),
                "build"));
  }
}
