package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/** Softmax and its logarithm; before version 13 over all axes from the stated one on. */
public final class Softmaxes {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("Softmax", p -> p.give(0, () -> softmax(p, onward(p)))),
          Rule.since(13, "Softmax", p -> p.give(0, () -> softmax(p, single(p)))),
          Rule.of("LogSoftmax", p -> p.give(0, () -> logarithm(p, onward(p)))),
          Rule.since(13, "LogSoftmax", p -> p.give(0, () -> logarithm(p, single(p)))));

  private Softmaxes() {}

  private static long[] onward(Pullback p) {
    return Dims.range(p.call().axis("axis", 1), p.x().rank());
  }

  private static long[] single(Pullback p) {
    return Dims.of(p.call().axis("axis", -1));
  }

  private static Tensor softmax(Pullback p, long[] axes) {
    return p.y().times(p.g().minus(p.g().times(p.y()).sum(axes)));
  }

  private static Tensor logarithm(Pullback p, long[] axes) {
    return p.g().minus(p.y().exp().times(p.g().sum(axes)));
  }

  /** Softmax written as an operator, for expansions. */
  static Tensor of(Tensor x, int axis) {
    return x.unary("Softmax", modellint.verify.tape.Attr.of("axis", axis));
  }

  static Tensor logOf(Tensor x, int axis) {
    return x.unary("LogSoftmax", modellint.verify.tape.Attr.of("axis", axis));
  }
}
