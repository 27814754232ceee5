package modellint.analysis.learning;

import java.util.OptionalDouble;
import modellint.graph.TrainingDetails.Schedule;

/**
 * A schedule's rate by iteration or epoch, as DL4J 1.0.0-M2.1 (names ending in Schedule), DJL
 * 0.36.0 (names ending in Tracker) and the time functions of Smile (other names) compute it.
 */
public record RateCurve(Schedule schedule) {

  /** The first step behind the warm-up, from which the schedule itself runs. */
  public long start() {
    return (long) number("warmUpSteps", 0);
  }

  /** Empty for formulas that are not known or lack a number. */
  public OptionalDouble at(long i) {
    double steps = number("warmUpSteps", 0);
    double rate = i < steps ? warmUp(i / steps) : behind(i - steps);
    return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  private double warmUp(double share) {
    double begin = number("warmUpBegin", 0);
    return number("warmUpConstant", 0) > 0 ? begin : begin + (behind(0) - begin) * share;
  }

  private double behind(double i) {
    double initial = number("initial");
    return switch (schedule.kind()) {
      case "FixedSchedule", "FixedTracker" -> initial;
      case "ExponentialSchedule" -> initial * StrictMath.pow(number("gamma"), i);
      case "StepSchedule" ->
          initial * StrictMath.pow(number("decayRate"), StrictMath.floor(i / number("step")));
      case "InverseSchedule" -> initial / StrictMath.pow(1 + number("gamma") * i, number("power"));
      case "PolySchedule" ->
          i >= number("maxIter")
              ? 0
              : initial * StrictMath.pow(1 + i / number("maxIter"), number("power"));
      case "SigmoidSchedule" ->
          initial / (1 + StrictMath.exp(-number("gamma") * (i - number("stepSize"))));
      case "MapSchedule", "MultiFactorTracker" -> listed(i);
      case "FactorTracker" -> initial * StrictMath.pow(number("factor"), Math.min(i, lastFactor()));
      case "LinearTracker" -> initial + number("slope") * Math.min(i, lastSlope());
      case "CosineTracker" -> cosine(i);
      case "CyclicalTracker" -> triangle(i, 1);
      case "HalvingCyclicalTracker" -> triangle(i, StrictMath.pow(2, -cycles(i)));
      case "DecayingCyclicalTracker" -> triangle(i, StrictMath.pow(number("gamma", 1), i));
      case "PolynomialDecayTracker" ->
          number("final")
              + (initial - number("final"))
                  * StrictMath.pow(
                      1 - Math.min(i, number("decaySteps")) / number("decaySteps"),
                      number("power"));
      case "linear" -> towards(i, 1);
      case "polynomial" -> towards(i, number("power"));
      case "inverse" -> initial / (1 + number("decayRate", 1) * i / number("decaySteps"));
      case "exp" -> exponential(i);
      case "cosine" ->
          number("final")
              + (initial - number("final"))
                  / 2
                  * (1 + StrictMath.cos(StrictMath.PI * i / number("decaySteps")));
      default -> Double.NaN;
    };
  }

  private double towards(double i, double power) {
    double share = Math.min(i, number("decaySteps")) / number("decaySteps");
    double end = number("final");
    return end + (number("initial") - end) * StrictMath.pow(1 - share, power);
  }

  /** Of e where nothing else is stated, up to an end where one is. */
  private double exponential(double i) {
    double share = i / number("decaySteps");
    double end = number("final");
    return Double.isNaN(end)
        ? number("initial") * StrictMath.pow(number("decayRate", 1 / StrictMath.E), share)
        : number("initial") * StrictMath.pow(end / number("initial"), Math.min(share, 1));
  }

  /** The rate of the last entry that is not ahead; a table that does not begin at 0 is none. */
  private double listed(double i) {
    return schedule.points().containsKey(0L)
        ? schedule.points().headMap((long) i + 1).values().stream()
            .reduce((earlier, later) -> later)
            .orElse(Double.NaN)
        : Double.NaN;
  }

  private double lastFactor() {
    double min = number("min");
    return Double.isNaN(min)
        ? number("maxUpdates", Double.POSITIVE_INFINITY)
        : Math.round(StrictMath.log(min / number("initial")) / StrictMath.log(number("factor")));
  }

  private double lastSlope() {
    double initial = number("initial");
    double max = number("max");
    double min = number("min");
    if (!Double.isNaN(max)) {
      return Math.round((max - initial) / number("slope"));
    }
    return Double.isNaN(min)
        ? number("maxUpdates", Double.POSITIVE_INFINITY)
        : -Math.round((initial - min) / number("slope"));
  }

  private double cosine(double i) {
    double last = number("final");
    double share = Math.min(i, number("maxUpdates")) / number("maxUpdates");
    return last + (number("initial") - last) / 2 * (1 + StrictMath.cos(StrictMath.PI * share));
  }

  private double cycles(double i) {
    return StrictMath.floor(i / (number("stepSizeUp") + down()));
  }

  /** As long as the way up where it is not stated, or zero. */
  private double down() {
    double down = number("stepSizeDown", 0);
    return down == 0 ? number("stepSizeUp") : down;
  }

  /** Smith 2017: up to a share of the maximum and down again. */
  private double triangle(double i, double share) {
    double up = number("stepSizeUp");
    double down = down();
    double x = i % (up + down);
    double height = x < up ? x / up : (up + down - x) / down;
    return number("initial") + (number("max") - number("initial")) * height * share;
  }

  private double number(String name) {
    return number(name, Double.NaN);
  }

  private double number(String name, double otherwise) {
    return schedule.numbers().getOrDefault(name, otherwise);
  }
}
