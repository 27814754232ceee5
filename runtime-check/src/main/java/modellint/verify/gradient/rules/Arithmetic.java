package modellint.verify.gradient.rules;

import java.util.List;
import java.util.function.Supplier;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Tensor;

/** Sums, products and powers of broadcast operands. */
public final class Arithmetic {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("Add", p -> both(p, p::g, p::g)),
          Rule.of("Sub", p -> both(p, p::g, () -> p.g().neg())),
          Rule.of("Mul", p -> both(p, () -> p.g().times(p.x(1)), () -> p.g().times(p.x()))),
          Rule.of(
              "Div",
              p -> both(p, () -> p.g().over(p.x(1)), () -> p.g().times(p.y()).over(p.x(1)).neg())),
          Rule.of("Sum", p -> all(p, p.g())),
          Rule.of("Mean", p -> all(p, p.g().over(p.call().inputs().size()))),
          Rule.of("Pow", Arithmetic::power),
          Rule.of("Mod", Arithmetic::remainder));

  private Arithmetic() {}

  private static void both(Pullback p, Supplier<Tensor> first, Supplier<Tensor> second) {
    p.giveSummed(0, first);
    p.giveSummed(1, second);
  }

  private static void all(Pullback p, Tensor share) {
    for (int i = 0; i < p.call().inputs().size(); i++) {
      p.giveSummed(i, () -> share);
    }
  }

  private static void power(Pullback p) {
    Tensor x = p.x();
    Tensor e = p.x(1).cast(x.type());
    p.giveSummed(0, () -> p.g().times(e).times(x.power(e.plus(-1))));
    p.giveSummed(
        1,
        () -> {
          Tensor log = x.above(0).choose(x, p.tape().scalar(x.type(), 1)).log();
          return p.g().times(p.y()).times(log);
        });
  }

  private static void remainder(Pullback p) {
    p.giveSummed(0, p::g);
    // y = a - b * trunc(a / b), and the whole number is flat
    p.giveSummed(1, () -> p.g().times(p.x().minus(p.y()).over(p.x(1))).neg());
  }
}
