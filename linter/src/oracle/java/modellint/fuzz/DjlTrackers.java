package modellint.fuzz;

import static modellint.fuzz.DjlLayers.code;
import static modellint.fuzz.DjlLayers.real;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Static;
import modellint.fuzz.Piece.Step;

/** Learning rates of DJL, with every option that their builders have. */
final class DjlTrackers {

  private final Dice dice;

  DjlTrackers(Dice dice) {
    this.dice = dice;
  }

  Piece any() {
    return dice.chance(0.15) ? warmUp() : plain();
  }

  private Piece plain() {
    return switch (dice.between(0, 8)) {
      case 0 -> multiFactor();
      case 1 -> cosine();
      case 2 -> factor();
      case 3 -> linear();
      case 4 -> cyclical();
      case 5 -> polynomial();
      default ->
          new Static("Tracker", "Tracker", "fixed", List.of(real(dice.of("0.05f", "2e-3f"))));
    };
  }

  private Piece warmUp() {
    var steps = new ArrayList<>(List.of(step("setMainTracker", plain())));
    maybe(0.8, steps, step("optWarmUpSteps", of(dice.between(1, 20))));
    maybe(0.5, steps, step("optWarmUpBeginValue", real(dice.of("1e-4f", "0.2f"))));
    String mode = dice.of("LINEAR", "CONSTANT");
    maybe(
        0.4,
        steps,
        step("optWarmUpMode", code("WarmUpTracker.Mode", "WarmUpTracker.Mode." + mode)));
    return tracker("WarmUpTracker", "warmUp", steps);
  }

  private Piece multiFactor() {
    var steps = new ArrayList<>(List.of(step("setSteps", Piece.array(5, 10))));
    maybe(0.9, steps, step("setBaseValue", real("0.1f")));
    maybe(0.8, steps, step("optFactor", real(dice.of("0.5f", "0.1f"))));
    return tracker("MultiFactorTracker", "multiFactor", steps);
  }

  private Piece cosine() {
    var steps =
        new ArrayList<>(
            List.of(step("setBaseValue", real("0.02f")), step("setMaxUpdates", of(30))));
    maybe(0.4, steps, step("optFinalValue", real("0.001f")));
    return tracker("CosineTracker", "cosine", steps);
  }

  private Piece factor() {
    var steps =
        new ArrayList<>(
            List.of(step("setBaseValue", real("0.1f")), step("setFactor", real("0.7f"))));
    maybe(0.3, steps, step("optMinValue", real("0.01f")));
    maybe(0.3, steps, step("optMaxUpdates", of(7)));
    return tracker("FactorTracker", "factor", steps);
  }

  private Piece linear() {
    boolean up = dice.chance(0.3);
    var steps =
        new ArrayList<>(
            List.of(
                step("setBaseValue", real("0.1f")),
                step("optSlope", real(up ? "0.003f" : "-0.003f"))));
    if (dice.chance(0.5)) {
      steps.add(step("optMaxUpdates", of(20)));
    } else {
      steps.add(step(up ? "optMaxValue" : "optMinValue", real(up ? "0.2f" : "0.01f")));
    }
    return tracker("LinearTracker", "", steps);
  }

  private Piece cyclical() {
    var steps = new ArrayList<Step>();
    maybe(0.6, steps, step("optBaseValue", real("0.002f")));
    maybe(0.6, steps, step("optMaxValue", real("0.03f")));
    maybe(0.6, steps, step("optStepSizeUp", of(dice.between(2, 9))));
    maybe(0.4, steps, step("optStepSizeDown", of(dice.between(2, 9))));
    String mode = "CyclicalTracker.CyclicalMode.";
    String of = dice.of("TRIANGULAR", "TRIANGULAR2", "EXP_RANGE");
    maybe(0.5, steps, step("optMode", code("CyclicalTracker.CyclicalMode", mode + of)));
    maybe(0.3, steps, step("optGamma", real("0.9f")));
    return tracker("CyclicalTracker", "cyclical", steps);
  }

  private Piece polynomial() {
    var steps =
        new ArrayList<>(
            List.of(
                step("setBaseValue", real("0.1f")),
                step("setEndLearningRate", real("0.002f")),
                step("setDecaySteps", of(25))));
    maybe(0.4, steps, step("optPower", real(dice.of("2f", "0.5f"))));
    return tracker("PolynomialDecayTracker", "", steps);
  }

  /** By the interface's own method, or where it has none by the class's. */
  private Piece tracker(String type, String method, List<Step> steps) {
    boolean own = method.isEmpty() || dice.chance(0.3);
    var start =
        own
            ? new Static(type + ".Builder", type, "builder", List.of())
            : new Static(type + ".Builder", "Tracker", method, List.of());
    return new Chain(type, start, steps, "build");
  }

  private void maybe(double probability, List<Step> steps, Step step) {
    if (dice.chance(probability)) {
      steps.add(step);
    }
  }
}
