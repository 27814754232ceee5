package modellint.rules.damage;

import java.util.List;
import java.util.Optional;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.Scores;
import modellint.rule.Severity;
import modellint.rule.Subject;

/**
 * The scores of the signal analysis, as far as they tell of damage. In a normalised network
 * gradients may differ by decades without harm, because weights before a normalisation are free to
 * scale (Yang et al. 2019): growth does not count there, and decay only from the limit for errors.
 *
 * @param gradient decades that gradients grow on their way back
 * @param decay decades that gradients shrink on their way back
 * @param signal decades that activations grow on their way forward, negative where they shrink
 * @param output log10 of the root mean square of the outputs
 * @param renormalised true where each layer's gradient is brought to one length before the step
 */
record Growth(
    double gradient,
    double decay,
    double signal,
    double output,
    boolean normalised,
    boolean renormalised) {

  /** Empty where nothing was or can be predicted, or needs to be: trained weights have trained. */
  static Optional<Growth> of(Subject subject) {
    return Damage.scores(subject).map(it -> of(it, subject));
  }

  private static Growth of(Scores scores, Subject subject) {
    double interior = level(scores.interior());
    double norm = level(scores.gradientGrowth());
    double decay = -Math.min(interior, norm);
    boolean renormalised = isRenormalised(subject);
    if (!scores.normalised()) {
      double signal = level(scores.signalGrowth());
      return new Growth(
          Math.max(interior, norm), decay, signal, scores.logit(), false, renormalised);
    }
    double limit = subject.setting(Limits.VANISHING.error());
    double signal = isRescaled(subject) ? 0 : level(scores.signalGrowth());
    return new Growth(0, decay < limit ? 0 : decay, signal, scores.logit(), true, renormalised);
  }

  /** The one number that fixes are compared by: the greatest growth or decay, with its sign. */
  double most(double note) {
    double inside = Math.max(gradient, signal);
    double up = inside >= note ? inside : Math.max(inside, output);
    double down = Math.max(decay, -signal);
    return up >= down ? Math.max(up, 0) : -down;
  }

  /** How bad a decay of the gradient can be at worst: where it is made up for, hardly. */
  Severity worstDecay() {
    return renormalised ? Severity.NOTE : normalised ? Severity.WARNING : Severity.ERROR;
  }

  private static boolean isRenormalised(Subject subject) {
    return subject
        .graph()
        .training()
        .clipping()
        .filter(it -> it.kind().startsWith("renormalize"))
        .isPresent();
  }

  /** Behind weights that start at zero nothing arrives, for one step: that is no decay. */
  private static double level(double decades) {
    return decades == Double.NEGATIVE_INFINITY ? 0 : decades;
  }

  /** True where the last hidden layer's output is normalised, and its scale means nothing. */
  private static boolean isRescaled(Subject subject) {
    List<LayerFlow> layers = subject.signal().layers();
    return layers.size() > 1 && layers.get(layers.size() - 2).layer().normalisation().isPresent();
  }
}
