package modellint.rules.numeric;

import java.util.Optional;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.range.Line;
import modellint.analysis.range.Zeros;
import modellint.graph.Estimate;
import modellint.graph.Estimate.Basis;
import modellint.rule.Measure;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** How sure a hazard is, as a severity, and the numbers that a finding about it rests on. */
final class Speaking {

  private Speaking() {}

  /** What some input is sure to reach is an error; what bounds only allow is a warning. */
  static Severity severity(Hazard hazard) {
    return hazard.certainty() == Certainty.SURE ? Severity.ERROR : Severity.WARNING;
  }

  /**
   * Where a ReLU made the zero, its gradient is selected in some libraries, which hides what comes
   * back, and multiplied by zero in others, which makes it NaN.
   */
  static boolean isSelected(Hazard hazard) {
    return hazard.aim() == Hazard.Aim.TO_ZERO && hazard.range().zeros() == Zeros.ELEMENTS;
  }

  static Measure least(String name, Hazard hazard) {
    return bound(name, hazard.range().within().low(), hazard);
  }

  static Measure greatest(String name, Hazard hazard) {
    return bound(name, hazard.range().within().high(), hazard);
  }

  static Measure bound(String name, double value, Hazard hazard) {
    return new Measure(name, new Estimate(value, Basis.PREDICTED), hazard.limit());
  }

  /** Root mean square of the operand before training, where it is what a layer gives. */
  static Optional<Double> scale(Hazard hazard, Subject subject) {
    Line line = Line.of(hazard.operand(), subject.wiring());
    // What comes behind the layer may be what the signal analysis has no model of.
    return subject.with(Prefix.of(line.base(), subject.wiring())).signal().layers().stream()
        .filter(it -> it.layer().node().output().equals(line.base()))
        .map(it -> Math.abs(line.scale()) * it.activationRms() + Math.abs(line.shift()))
        .filter(it -> it > 0)
        .findFirst();
  }

  /**
   * The limit in units of what the operand is before training. Training multiplies logits by about
   * ten, so a limit closer than that is reached.
   */
  static Optional<Measure> deviations(Hazard hazard, double limit, Subject subject) {
    return scale(hazard, subject)
        .map(it -> Math.abs(hazard.limit()) / it)
        .map(it -> new Measure("limit over predicted deviation", predicted(it), limit));
  }

  private static Estimate predicted(double value) {
    return new Estimate(value, Basis.PREDICTED);
  }
}
