package modellint.analysis.learning;

import java.util.Locale;
import java.util.Optional;

/**
 * How an optimiser turns a gradient into a step, with the rates that are usual for it (Kingma and
 * Ba 2015, and the defaults of Keras and PyTorch).
 *
 * @param kind what the first step is made of
 * @param patience how many times longer a first step it bears than others of its kind: AdaGrad's
 *     steps fall off as the root of their number
 */
public record StepRule(Kind kind, double least, double most, double patience) {

  /** Where AdaGrad lost half of what Adam had lost at a seventh (fixtures/recipes/steps.py). */
  private static final double FADING = 7;

  public StepRule(Kind kind, double least, double most) {
    this(kind, least, most, 1);
  }

  /** The first step's size. */
  public enum Kind {
    /** Rate times gradient, summed up by momentum. */
    GRADIENT,
    /** About the rate itself, whatever the gradient. */
    SIGN
  }

  /** Empty for optimisers that choose the size of their step themselves, and for unknown ones. */
  public static Optional<StepRule> of(String optimizer) {
    return switch (optimizer.toLowerCase(Locale.ROOT)) {
      case "sgd" -> Optional.of(new StepRule(Kind.GRADIENT, 1e-3, 0.5));
      case "momentum", "nesterov", "nesterovs", "nag" ->
          Optional.of(new StepRule(Kind.GRADIENT, 1e-3, 0.2));
      case "adam", "adamw", "nadam", "amsgrad", "adabelief" ->
          Optional.of(new StepRule(Kind.SIGN, 1e-5, 3e-3));
      case "adamax" -> Optional.of(new StepRule(Kind.SIGN, 1e-4, 5e-3));
      case "rmsprop" -> Optional.of(new StepRule(Kind.SIGN, 1e-5, 1e-2));
      case "adagrad" -> Optional.of(new StepRule(Kind.SIGN, 1e-3, 0.1, FADING));
      default -> Optional.empty();
    };
  }
}
