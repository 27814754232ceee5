package modellint.fuzz;

import static modellint.fuzz.DjlLayers.code;
import static modellint.fuzz.DjlLayers.real;
import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Static;
import modellint.fuzz.Piece.Step;

/** What a network of DJL is trained with: loss, optimiser, and how its parameters are drawn. */
final class DjlTraining {

  /** Optimisers whose step the engine of PyTorch does not have. */
  private static final Set<String> IDLE = Set.of("nag", "rmsprop", "adagrad", "adadelta");

  private static final String PREDICATE = "java.util.function.Predicate<Parameter>";

  private final Dice dice;
  private final DjlTrackers trackers;
  private final String loss;
  private final String optimizer;

  DjlTraining(Dice dice) {
    this.dice = dice;
    this.trackers = new DjlTrackers(dice);
    this.loss =
        dice.of(
            "l2Loss",
            "l2Loss",
            "l1Loss",
            "softmaxCrossEntropyLoss",
            "SoftmaxCrossEntropyLoss",
            "sigmoidBinaryCrossEntropyLoss",
            "hingeLoss",
            "quantileL1Loss",
            "IndexLoss");
    this.optimizer =
        dice.chance(0.3)
            ? ""
            : dice.of(
                "sgd", "sgd", "adam", "adam", "adamW", "nag", "rmsprop", "adagrad", "adadelta");
  }

  /** Whether the engine can take a step. */
  boolean runs() {
    return !IDLE.contains(optimizer);
  }

  /** Labels for outputs of {@code shape}, as a manager makes them. */
  String labels(String shape) {
    return switch (loss) {
      case "softmaxCrossEntropyLoss" ->
          "zeros(" + shape + ".slice(0, " + shape + ".dimension() - 1).add(1))";
      case "SoftmaxCrossEntropyLoss", "sigmoidBinaryCrossEntropyLoss" -> "ones(" + shape + ")";
      default -> "randomNormal(" + shape + ")";
    };
  }

  Chain config() {
    var steps = new ArrayList<Step>();
    if (!optimizer.isEmpty()) {
      steps.add(step("optOptimizer", optimizer()));
    }
    for (double chance = 0.4; dice.chance(chance); chance /= 2) {
      steps.add(step("optInitializer", initializer(), target()));
    }
    if (dice.chance(0.2)) {
      steps.add(step("addEvaluator", made("Accuracy")));
    }
    return new Chain("DefaultTrainingConfig", made("DefaultTrainingConfig", loss()), steps, "");
  }

  /** The parameters that an initialiser is for: a type, a name, or a predicate. */
  private Piece target() {
    return switch (dice.between(0, 5)) {
      case 0 -> of(dice.of("weight", "bias"));
      case 1 -> code(PREDICATE, "it -> it.getType() == Parameter.Type.WEIGHT");
      case 2 -> code(PREDICATE, "it -> it.getName().startsWith(\"w\")");
      case 3 -> code(PREDICATE, "it -> it.getType().equals(Parameter.Type.BIAS)");
      default -> new Piece.Word("Parameter.Type", dice.of("WEIGHT", "WEIGHT", "BIAS"));
    };
  }

  private Piece loss() {
    return switch (loss) {
      case "l2Loss" ->
          dice.of(
              loss("l2Loss"),
              loss("l2Loss", of("two"), real("1f")),
              made("L2Loss"),
              made("L2Loss", of("two")));
      case "l1Loss" -> dice.of(loss("l1Loss"), loss("l1Loss", of("one")), made("L1Loss"));
      case "softmaxCrossEntropyLoss" ->
          dice.of(
              loss(loss),
              made("SoftmaxCrossEntropyLoss"),
              made("SoftmaxCrossEntropyLoss", of("soft"), real("1f"), of(-1), of(true), of(true)));
      case "SoftmaxCrossEntropyLoss" ->
          made("SoftmaxCrossEntropyLoss", of("soft"), real("0.5f"), of(-1), of(false), of(true));
      case "sigmoidBinaryCrossEntropyLoss" ->
          dice.of(loss(loss), loss(loss, of("two"), real("2f"), of(false)));
      case "hingeLoss" -> dice.of(loss(loss), loss(loss, of("margin"), of(2), real("0.5f")));
      case "quantileL1Loss" -> loss(loss, real(dice.of("0.3f", "0.5f")));
      default -> made("IndexLoss", loss("l2Loss"), code("int", "0"));
    };
  }

  private static Piece loss(String name, Piece... arguments) {
    return new Static("Loss", "Loss", name, List.of(arguments));
  }

  private Piece optimizer() {
    var steps = new ArrayList<Step>();
    boolean gradient = optimizer.equals("sgd") || optimizer.equals("nag");
    if (gradient) {
      steps.add(step("setLearningRateTracker", trackers.any()));
    } else if (!optimizer.equals("adadelta") && dice.chance(0.6)) {
      steps.add(step("optLearningRateTracker", trackers.any()));
    }
    switch (optimizer) {
      case "nag" -> steps.add(step("setMomentum", real("0.9f")));
      case "sgd" -> maybe(0.5, steps, step("optMomentum", real("0.8f")));
      case "adam", "adamW" -> {
        maybe(0.3, steps, step("optBeta1", real("0.8f")));
        maybe(0.3, steps, step("optBeta2", real("0.99f")));
      }
      case "rmsprop" -> {
        maybe(0.3, steps, step("optRho", real("0.95f")));
        maybe(0.3, steps, step("optMomentum", real("0.5f")));
        maybe(0.3, steps, step("optCentered", of(dice.chance(0.5))));
      }
      case "adadelta" -> maybe(0.5, steps, step("optRho", real("0.8f")));
      default -> {}
    }
    if (!gradient) {
      maybe(0.3, steps, step("optEpsilon", real(dice.of("1e-6f", "1E-4f"))));
    }
    maybe(0.3, steps, step("optWeightDecays", real(dice.of("1e-4f", "0f"))));
    maybe(0.3, steps, step("optClipGrad", real(dice.of("5f", "-1f", "0.5f"))));
    maybe(0.1, steps, step("optBeginNumUpdate", of(3)));
    maybe(0.1, steps, step("setRescaleGrad", real("0.25f")));
    String type =
        switch (optimizer) {
          case "adamW" -> "AdamW";
          case "rmsprop" -> "RmsProp";
          default -> Character.toUpperCase(optimizer.charAt(0)) + optimizer.substring(1);
        };
    return new Chain(
        type, new Static(type + ".Builder", "Optimizer", optimizer, List.of()), steps, "build");
  }

  private void maybe(double probability, List<Step> steps, Step step) {
    if (dice.chance(probability)) {
      steps.add(step);
    }
  }

  Piece initializer() {
    return dice.of(
        made("NormalInitializer", real("0.05f")),
        made("NormalInitializer"),
        made("XavierInitializer"),
        made("UniformInitializer", real("0.2f")),
        made("UniformInitializer"),
        made("TruncatedNormalInitializer", real("0.1f")),
        made("ConstantInitializer", real("0.3f")),
        code("Initializer", "Initializer.ZEROS"),
        made(
            "XavierInitializer",
            xavier("RandomType", dice.of("GAUSSIAN", "UNIFORM")),
            xavier("FactorType", dice.of("IN", "OUT", "AVG")),
            of(3)));
  }

  private static Piece xavier(String kind, String name) {
    return code("XavierInitializer." + kind, "XavierInitializer." + kind + "." + name);
  }
}
