package modellint.verify.gradient.rules;

import java.util.List;
import java.util.function.Function;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Tensor;

/** Functions of one variable from the textbooks, each with its derivative. */
public final class Transcendentals {

  static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  public static final List<Rule> RULES =
      List.of(
          rule("Neg", p -> p.g().neg()),
          rule("Abs", p -> p.g().times(p.x().sign())),
          rule("Reciprocal", p -> p.g().times(p.y().square()).neg()),
          rule("Exp", p -> p.g().times(p.y())),
          rule("Log", p -> p.g().over(p.x())),
          // at 0 this is infinite, and so is the derivative
          rule("Sqrt", p -> p.g().times(0.5).over(p.y())),
          rule("Sin", p -> p.g().times(p.x().unary("Cos"))),
          rule("Cos", p -> p.g().times(p.x().unary("Sin")).neg()),
          rule("Tan", p -> p.g().times(p.y().square().plus(1))),
          rule("Asin", p -> p.g().over(rootOf(p, x -> x.square().from(1)))),
          rule("Acos", p -> p.g().over(rootOf(p, x -> x.square().from(1))).neg()),
          rule("Atan", p -> p.g().over(p.x().square().plus(1))),
          rule("Sinh", p -> p.g().times(p.x().unary("Cosh"))),
          rule("Cosh", p -> p.g().times(p.x().unary("Sinh"))),
          rule("Asinh", p -> p.g().over(rootOf(p, x -> x.square().plus(1)))),
          rule("Acosh", p -> p.g().over(rootOf(p, x -> x.square().plus(-1)))),
          rule("Atanh", p -> p.g().over(p.x().square().from(1))),
          rule("Tanh", p -> p.g().times(p.y().square().from(1))),
          rule("Sigmoid", p -> p.g().times(p.y()).times(p.y().from(1))),
          rule("Erf", p -> p.g().times(p.x().square().neg().exp()).times(TWO_OVER_ROOT_PI)));

  private Transcendentals() {}

  private static Rule rule(String op, Function<Pullback, Tensor> derivative) {
    return Rule.of(op, p -> p.give(0, () -> derivative.apply(p)));
  }

  private static Tensor rootOf(Pullback p, Function<Tensor, Tensor> of) {
    return of.apply(p.x()).sqrt();
  }
}
