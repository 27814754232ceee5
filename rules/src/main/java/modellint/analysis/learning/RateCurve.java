package modellint.analysis.learning;

import java.util.OptionalDouble;
import modellint.graph.TrainingDetails.Schedule;

/** A schedule's rate by iteration or epoch, as DL4J 1.0.0-M2.1 computes it. */
public record RateCurve(Schedule schedule) {

  /** Empty for tables and for formulas that are not known or lack a number. */
  public OptionalDouble at(long i) {
    double initial = number("initial");
    double rate =
        switch (schedule.kind()) {
          case "FixedSchedule" -> initial;
          case "ExponentialSchedule" -> initial * StrictMath.pow(number("gamma"), i);
          case "StepSchedule" ->
              initial * StrictMath.pow(number("decayRate"), StrictMath.floor(i / number("step")));
          case "InverseSchedule" ->
              initial / StrictMath.pow(1 + number("gamma") * i, number("power"));
          case "PolySchedule" ->
              i >= number("maxIter")
                  ? 0
                  : initial * StrictMath.pow(1 + i / number("maxIter"), number("power"));
          case "SigmoidSchedule" ->
              initial / (1 + StrictMath.exp(-number("gamma") * (i - number("stepSize"))));
          default -> Double.NaN;
        };
    return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  private double number(String name) {
    return schedule.numbers().getOrDefault(name, Double.NaN);
  }
}
