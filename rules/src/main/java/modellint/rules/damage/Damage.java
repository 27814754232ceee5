package modellint.rules.damage;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.signal.Scores;
import modellint.graph.Estimate;
import modellint.rule.Measure;
import modellint.rule.Severity;
import modellint.rule.Subject;

/**
 * The worse of the two ways in which growth stops a network from training, as it is before the
 * first step. The limits were measured on 140 networks trained under three ordinary settings:
 * growth above 1.5 or decay above 3 decades never trained in all three. Inside a normalised network
 * gradients may differ by decades without harm (Yang et al. 2019), so there only signal and outputs
 * are an error.
 *
 * @param symptom what grows or shrinks
 * @param quantity what {@code decades} are of: the symptom's own growth, or the outputs that it
 *     leads to where these are the worse
 * @param decades how much, always positive
 */
public record Damage(
    Symptom symptom, Symptom quantity, double decades, Severity severity, double limit) {

  /** What is seen first when training fails. */
  public enum Symptom {
    EXPLODING_SIGNAL("signal growth in decades", true),
    EXPLODING_GRADIENT("gradient growth in decades", true),
    HOT_OUTPUT("output scale in decades", true),
    VANISHING_SIGNAL("signal decay in decades", false),
    VANISHING_GRADIENT("gradient decay in decades", false);

    private final String measure;
    private final boolean explosion;

    Symptom(String measure, boolean explosion) {
      this.measure = measure;
      this.explosion = explosion;
    }
  }

  /** Between signal and gradient, the gradient is named unless the signal is worse by this much. */
  private static final double TIE = 0.25;

  /** The explosion, where there is one; empty as well where nothing was or can be predicted. */
  public static Optional<Damage> explosion(Subject subject) {
    return Growth.of(subject).flatMap(it -> explosion(it, subject));
  }

  /** The decay, where there is one; empty as well where nothing was or can be predicted. */
  public static Optional<Damage> vanishing(Subject subject) {
    return Growth.of(subject).flatMap(it -> vanishing(it, subject));
  }

  /**
   * Explosion and decay, the more severe one; of two equal ones the explosion, which acts first.
   */
  public static Optional<Damage> worst(Subject subject) {
    Optional<Damage> up = explosion(subject);
    Optional<Damage> down = vanishing(subject);
    if (up.isEmpty() || down.isEmpty()) {
      return up.or(() -> down);
    }
    return up.get().severity().compareTo(down.get().severity()) >= 0 ? up : down;
  }

  public Measure measure() {
    return new Measure(quantity.measure, new Estimate(decades, Estimate.Basis.PREDICTED), limit);
  }

  /**
   * The number that a measure called {@code name} would have here, harmful or not; empty for other
   * measures.
   */
  public static OptionalDouble value(String name, Subject subject) {
    Optional<Scores> scores = scores(subject);
    if (scores.isEmpty()) {
      return OptionalDouble.empty();
    }
    Scores it = scores.get();
    return Arrays.stream(Symptom.values())
        .filter(symptom -> symptom.measure.equals(name))
        .mapToDouble(
            symptom ->
                switch (symptom) {
                  case EXPLODING_SIGNAL -> it.signalGrowth();
                  case EXPLODING_GRADIENT -> Math.max(it.interior(), it.gradientGrowth());
                  case HOT_OUTPUT -> it.logit();
                  case VANISHING_SIGNAL -> -it.signalGrowth();
                  case VANISHING_GRADIENT -> -Math.min(it.interior(), it.gradientGrowth());
                })
        .findFirst();
  }

  /** Weights that have been trained have shown that they train. */
  public static Optional<Scores> scores(Subject subject) {
    return switch (subject.provenance().overall()) {
      case TRAINED, FOLDED, QUANTISED -> Optional.empty();
      case FRESH, DECLARED, UNKNOWN -> subject.signal().scores();
    };
  }

  private static Optional<Damage> explosion(Growth growth, Subject subject) {
    double note = subject.setting(Limits.EXPLOSION.note());
    Symptom symptom =
        growth.gradient() >= note && growth.gradient() >= growth.signal() - TIE
            ? Symptom.EXPLODING_GRADIENT
            : growth.signal() >= note ? Symptom.EXPLODING_SIGNAL : Symptom.HOT_OUTPUT;
    double decades =
        switch (symptom) {
          case EXPLODING_GRADIENT -> growth.gradient();
          case EXPLODING_SIGNAL -> growth.signal();
          default -> growth.output();
        };
    Optional<Severity> own = Limits.EXPLOSION.severity(decades, subject);
    Optional<Severity> atEnd = Limits.EXPLOSION.severity(growth.output(), subject);
    return atEnd.isPresent() && own.map(it -> it.compareTo(atEnd.get()) < 0).orElse(true)
        ? atEnd.map(it -> damage(symptom, Symptom.HOT_OUTPUT, growth.output(), it, subject))
        : own.map(it -> damage(symptom, symptom, decades, it, subject));
  }

  private static Optional<Damage> vanishing(Growth growth, Subject subject) {
    boolean ofGradient = growth.decay() >= -growth.signal() - TIE;
    double decades = ofGradient ? growth.decay() : -growth.signal();
    Symptom symptom = ofGradient ? Symptom.VANISHING_GRADIENT : Symptom.VANISHING_SIGNAL;
    Severity worst = ofGradient ? growth.worstDecay() : Severity.ERROR;
    return Limits.VANISHING
        .severity(decades, subject)
        .map(it -> it.compareTo(worst) > 0 ? worst : it)
        .map(it -> damage(symptom, symptom, decades, it, subject));
  }

  private static Damage damage(
      Symptom symptom, Symptom quantity, double decades, Severity severity, Subject subject) {
    Limits limits = symptom.explosion ? Limits.EXPLOSION : Limits.VANISHING;
    return new Damage(symptom, quantity, decades, severity, limits.crossed(severity, subject));
  }
}
