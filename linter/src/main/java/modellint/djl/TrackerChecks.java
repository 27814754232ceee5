package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** What the builders of learning-rate trackers throw at. */
final class TrackerChecks {

  private final Settings it;
  private final Refusals refusals;

  private TrackerChecks(Settings tracker, Refusals refusals) {
    this.it = tracker;
    this.refusals = refusals;
  }

  static void of(Value tracker, Refusals refusals) {
    if (!(tracker instanceof Obj made) || !made.type().startsWith("ai.djl.training.tracker.")) {
      return;
    }
    Settings settings = Settings.of(made);
    if (settings.built()) {
      new TrackerChecks(settings, refusals).check();
    }
  }

  private void check() {
    switch (it.type()) {
      case "FactorTracker" -> {
        growing("setFactor");
        nonZero("factor", "setFactor");
        falling();
      }
      case "MultiFactorTracker" -> {
        growing("optFactor");
        steps();
      }
      case "CosineTracker" -> {
        above("base value", "setBaseValue");
        above("number of updates", "setMaxUpdates");
        crossed(it.real("setBaseValue"), number("optFinalValue", 0.01), true);
      }
      case "CyclicalTracker" -> {
        stated("base value", "optBaseValue");
        stated("largest value", "optMaxValue");
        crossed(number("optMaxValue", 0.006), number("optBaseValue", 0.001), false);
        stated("step size up", "optStepSizeUp");
        it.real("optStepSizeDown")
            .filter(n -> n < 0)
            .ifPresent(n -> add(Fault.SMALL_STEP, "the step size down of CyclicalTracker", n, 0));
        growing("optGamma");
      }
      case "LinearTracker" -> line();
      case "PolynomialDecayTracker" -> {
        above("number of steps", "setDecaySteps");
        if (it.last("setEndLearningRate").isEmpty()) {
          unset("last rate", 0);
        }
      }
      case "WarmUpTracker" -> {
        if (it.last("setMainTracker").isEmpty()) {
          add(Fault.NO_TRACKER, "a WarmUpTracker without its main tracker", 0, 1);
        }
        it.value("setMainTracker").ifPresent(main -> of(main, refusals));
      }
      default -> {}
    }
  }

  private void add(Fault fault, String subject, double value, double limit) {
    refusals.add(fault, subject, it.place(), value, limit);
  }

  private void unset(String what, double value) {
    add(Fault.UNSET_NUMBER, "the " + what + " of " + it.type(), value, 1);
  }

  private Optional<Double> number(String setter, double otherwise) {
    return it.last(setter).isEmpty() ? Optional.of(otherwise) : it.real(setter);
  }

  private void above(String what, String setter) {
    number(setter, 0).filter(n -> n <= 0).ifPresent(n -> unset(what, n));
  }

  /** What has a default, and may be stated as something positive alone. */
  private void stated(String what, String setter) {
    it.real(setter).filter(n -> n <= 0).ifPresent(n -> unset(what, n));
  }

  private void nonZero(String what, String setter) {
    number(setter, 0).filter(n -> n == 0).ifPresent(n -> unset(what, n));
  }

  private void growing(String setter) {
    String what = setter.substring("set".length()).toLowerCase(java.util.Locale.ROOT);
    it.real(setter)
        .filter(n -> n > 1)
        .ifPresent(n -> add(Fault.GROWING_FACTOR, "a " + what + " of " + it.type(), n, 1));
  }

  private void crossed(Optional<Double> higher, Optional<Double> lower, boolean strictly) {
    if (higher.isEmpty() || lower.isEmpty()) {
      return;
    }
    boolean wrong = strictly ? higher.get() <= lower.get() : higher.get() < lower.get();
    if (wrong && higher.get() > 0) {
      add(Fault.CROSSED_RATES, it.type(), higher.get(), lower.get());
    }
  }

  private boolean ends(String... setters) {
    long given = List.of(setters).stream().filter(s -> certain(s).isPresent()).count();
    if (given > 1) {
      add(Fault.TWO_ENDS, it.type(), given, 1);
    }
    return given > 1;
  }

  private Optional<Call> certain(String setter) {
    return it.last(setter).filter(Call::certain);
  }

  private void falling() {
    if (!ends("optMinValue", "optMaxUpdates") && it.last("optMinValue").isPresent()) {
      crossed(number("setBaseValue", 0), it.real("optMinValue"), true);
    }
  }

  private void steps() {
    if (it.last("setSteps").isEmpty()) {
      unset("list of steps", 0);
      return;
    }
    Optional<List<Long>> steps =
        it.value("setSteps").flatMap(Value::elements).flatMap(Sizes::wholes);
    if (steps.isEmpty()) {
      return;
    }
    List<Long> all = steps.get();
    if (all.size() < 2) {
      add(Fault.UNORDERED_STEPS, "a MultiFactorTracker of fewer than two steps", all.size(), 2);
      return;
    }
    long before = 0;
    for (long step : all) {
      if (step <= before) {
        String what = "steps of MultiFactorTracker that do not rise from one on";
        add(Fault.UNORDERED_STEPS, what, step, before + 1.0);
        return;
      }
      before = step;
    }
  }

  private void line() {
    nonZero("slope", "optSlope");
    if (ends("optMaxValue", "optMinValue", "optMaxUpdates")) {
      return;
    }
    Optional<Double> slope = number("optSlope", 0);
    Optional<Double> base = number("setBaseValue", 0);
    boolean up = it.last("optMaxValue").isPresent();
    boolean down = it.last("optMinValue").isPresent();
    Optional<Double> away = slope.filter(n -> (up && n < 0) || (down && n > 0));
    if (away.isPresent()) {
      add(Fault.WRONG_SLOPE, it.type(), away.get(), 0);
    } else if (up || down) {
      Optional<Double> end = it.real(up ? "optMaxValue" : "optMinValue");
      crossed(up ? end : base, up ? base : end, true);
    }
  }
}
