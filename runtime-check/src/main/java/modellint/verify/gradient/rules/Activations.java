package modellint.verify.gradient.rules;

import java.util.List;
import java.util.function.Function;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Tensor;

/** Activation functions. Where one is not differentiable, the side that frameworks take. */
public final class Activations {

  private static final double SELU_ALPHA = 1.67326319217681884765625;
  private static final double SELU_GAMMA = 1.05070102214813232421875;

  public static final List<Rule> RULES =
      List.of(
          rule("Relu", p -> p.g().where(p.y().above(0))),
          rule(
              "LeakyRelu",
              p -> p.x().above(0).choose(p.g(), p.g().times(p.call().real("alpha", 0.01)))),
          Rule.of("PRelu", Activations::prelu),
          rule("ThresholdedRelu", p -> p.g().where(p.x().above(p.call().real("alpha", 1)))),
          rule("Shrink", p -> p.g().where(p.x().abs().above(p.call().real("lambd", 0.5)))),
          rule(
              "Elu",
              p -> p.x().above(0).choose(p.g(), exponential(p, p.call().real("alpha", 1), 1, 1))),
          rule("Selu", Activations::selu),
          rule(
              "Celu",
              p -> {
                double alpha = p.call().real("alpha", 1);
                return p.x().above(0).choose(p.g(), exponential(p, 1, 1, alpha));
              }),
          rule("Softplus", p -> p.g().times(p.x().sigmoid())),
          rule("Softsign", p -> p.g().over(p.x().abs().plus(1).square())),
          rule(
              "HardSigmoid",
              p ->
                  p.g()
                      .times(p.call().real("alpha", 0.2))
                      .where(p.y().above(0).and(p.y().below(1)))),
          rule("HardSwish", Activations::hardSwish),
          rule("Swish", Activations::swish),
          Rule.written("Mish", call -> call.x(0).times(call.x(0).unary("Softplus").tanh())),
          Rule.written("Gelu", Activations::gelu),
          Rule.of("Clip", p -> p.give(0, () -> clip(p, -Float.MAX_VALUE, Float.MAX_VALUE))),
          Rule.since(11, "Clip", Activations::clipByInputs));

  private Activations() {}

  private static Rule rule(String op, Function<Pullback, Tensor> derivative) {
    return Rule.of(op, p -> p.give(0, () -> derivative.apply(p)));
  }

  /** g * a * b * exp(x / c), with x kept below zero so that the other branch cannot overflow. */
  private static Tensor exponential(Pullback p, double a, double b, double c) {
    Tensor below = p.x().where(p.x().below(0));
    return p.g().times(below.over(c).exp()).times(a * b);
  }

  private static Tensor selu(Pullback p) {
    double alpha = p.call().real("alpha", SELU_ALPHA);
    double gamma = p.call().real("gamma", SELU_GAMMA);
    return p.x().above(0).choose(p.g().times(gamma), exponential(p, alpha, gamma, 1));
  }

  private static void prelu(Pullback p) {
    Tensor positive = p.x().above(0);
    p.give(0, () -> positive.choose(p.g(), p.g().times(p.x(1))));
    p.giveSummed(1, () -> p.g().times(p.x()).where(positive.not()));
  }

  private static Tensor hardSwish(Pullback p) {
    Tensor middle = p.g().times(p.x().over(3).plus(0.5)).where(p.x().above(-3));
    return p.x().below(3).choose(middle, p.g());
  }

  private static Tensor swish(Pullback p) {
    double alpha = p.call().real("alpha", 1);
    Tensor s = p.x().times(alpha).sigmoid();
    // (x s)' = s + alpha x s (1 - s)
    return p.g().times(s.plus(p.x().times(alpha).times(s).times(s.from(1))));
  }

  /** Hendrycks and Gimpel 2016, <https://arxiv.org/abs/1606.08415>. */
  static Tensor gelu(modellint.verify.tape.Call call) {
    Tensor x = call.x(0);
    if (call.text("approximate", "none").equals("tanh")) {
      Tensor inner = x.times(x).times(x).times(0.044715).plus(x).times(Math.sqrt(2 / Math.PI));
      return x.times(0.5).times(inner.tanh().plus(1));
    }
    return x.times(0.5).times(x.over(Math.sqrt(2)).unary("Erf").plus(1));
  }

  private static Tensor clip(Pullback p, double low, double high) {
    double min = p.call().real("min", low);
    double max = p.call().real("max", high);
    return p.g().where(p.y().above(min).and(p.y().below(max)));
  }

  private static void clipByInputs(Pullback p) {
    p.give(
        0,
        () -> {
          Tensor g = p.g();
          if (p.call().has(1)) {
            g = g.where(p.y().above(p.x(1)));
          }
          return p.call().has(2) ? g.where(p.y().below(p.x(2))) : g;
        });
    // y = min(max(x, low), high): bounds in the wrong order leave only the upper one
    p.giveSummed(
        1,
        () -> {
          Tensor below = p.x().below(p.x(1));
          return p.g().where(p.call().has(2) ? below.and(p.x(1).below(p.x(2))) : below);
        });
    p.giveSummed(
        2,
        () -> {
          Tensor raised = p.call().has(1) ? p.x().above(p.x(1)).choose(p.x(), p.x(1)) : p.x();
          return p.g().where(raised.above(p.x(2)));
        });
  }
}
