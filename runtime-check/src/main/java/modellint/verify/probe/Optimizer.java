package modellint.verify.probe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One step of an optimiser on the vector of all parameters, as its paper has it: momentum by Polyak
 * and Nesterov, AdaGrad (Duchi et al. 2011), RMSprop (Hinton 2012), Adam (Kingma and Ba 2015),
 * AdamW (Loshchilov and Hutter 2019).
 */
abstract sealed class Optimizer {

  final double rate;
  private final double decay;

  private Optimizer(double rate, double decay) {
    this.rate = rate;
    this.decay = decay;
  }

  /** Empty for optimisers that are not simulated. */
  static Optional<Optimizer> of(Descent descent, double rate, int parameters) {
    Map<String, Double> numbers = descent.numbers();
    double m = descent.momentum();
    double l2 = descent.decay();
    return switch (descent.optimizer().toLowerCase(Locale.ROOT)) {
      case "sgd" -> Optional.of(new Momentum(rate, l2, m, false, parameters));
      case "momentum" -> Optional.of(new Momentum(rate, l2, m, false, parameters));
      case "nesterov", "nesterovs", "nag" ->
          Optional.of(new Momentum(rate, l2, m, true, parameters));
      case "adam" -> Optional.of(new Adam(rate, l2, 0, numbers, parameters));
      case "adamw" ->
          Optional.of(
              new Adam(rate, l2, numbers.getOrDefault("weightDecay", 0.0), numbers, parameters));
      case "adagrad" ->
          Optional.of(new Scaled(rate, l2, 1, 1, number(numbers, "epsilon", 1e-6), parameters));
      case "rmsprop" -> {
        double rho = numbers.getOrDefault("rmsDecay", number(numbers, "rho", 0.9));
        yield Optional.of(
            new Scaled(rate, l2, rho, 1 - rho, number(numbers, "epsilon", 1e-8), parameters));
      }
      default -> Optional.empty();
    };
  }

  private static double number(Map<String, Double> numbers, String name, double otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  /** Moves {@code at}; {@code gradient} is used up. */
  void step(double[] at, double[] gradient) {
    if (decay != 0) {
      for (int i = 0; i < at.length; i++) {
        gradient[i] += decay * at[i];
      }
    }
    move(at, gradient);
  }

  abstract void move(double[] at, double[] gradient);

  private static final class Momentum extends Optimizer {

    private final double momentum;
    private final boolean ahead;
    private final double[] velocity;

    Momentum(double rate, double decay, double momentum, boolean ahead, int parameters) {
      super(rate, decay);
      this.momentum = momentum;
      this.ahead = ahead;
      this.velocity = new double[momentum == 0 ? 0 : parameters];
    }

    @Override
    void move(double[] at, double[] gradient) {
      for (int i = 0; i < at.length; i++) {
        if (momentum == 0) {
          at[i] -= rate * gradient[i];
        } else {
          velocity[i] = momentum * velocity[i] + gradient[i];
          at[i] -= rate * (ahead ? gradient[i] + momentum * velocity[i] : velocity[i]);
        }
      }
    }
  }

  /** Steps divided by the root of a sum or running mean of squares. */
  private static final class Scaled extends Optimizer {

    private final double keep;
    private final double take;
    private final double epsilon;
    private final double[] squares;

    Scaled(double rate, double decay, double keep, double take, double epsilon, int parameters) {
      super(rate, decay);
      this.keep = keep;
      this.take = take;
      this.epsilon = epsilon;
      this.squares = new double[parameters];
    }

    @Override
    void move(double[] at, double[] gradient) {
      for (int i = 0; i < at.length; i++) {
        squares[i] = keep * squares[i] + take * gradient[i] * gradient[i];
        at[i] -= rate * gradient[i] / (Math.sqrt(squares[i]) + epsilon);
      }
    }
  }

  private static final class Adam extends Optimizer {

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double decoupled;
    private final double[] means;
    private final double[] squares;
    private int steps;

    Adam(double rate, double decay, double decoupled, Map<String, Double> numbers, int parameters) {
      super(rate, decay);
      this.beta1 = number(numbers, "beta1", 0.9);
      this.beta2 = number(numbers, "beta2", 0.999);
      this.epsilon = number(numbers, "epsilon", 1e-8);
      this.decoupled = decoupled;
      this.means = new double[parameters];
      this.squares = new double[parameters];
    }

    @Override
    void move(double[] at, double[] gradient) {
      steps++;
      double first = 1 - Math.pow(beta1, steps);
      double second = 1 - Math.pow(beta2, steps);
      for (int i = 0; i < at.length; i++) {
        means[i] = beta1 * means[i] + (1 - beta1) * gradient[i];
        squares[i] = beta2 * squares[i] + (1 - beta2) * gradient[i] * gradient[i];
        at[i] -=
            rate
                * (means[i] / first / (Math.sqrt(squares[i] / second) + epsilon)
                    + decoupled * at[i]);
      }
    }
  }
}
