package modellint.verify.gradient.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/** Reductions: the cotangent is laid along the axes that were summed away. */
public final class Reductions {

  public static final List<Rule> RULES =
      List.of(
          rule("ReduceSum", r -> r.g()),
          rule("ReduceMean", r -> r.g().over((double) r.count())),
          rule("ReduceL1", r -> r.g().times(r.x().sign())),
          rule("ReduceL2", r -> r.x().times(r.safe(r.g().over(r.divisor())))),
          rule("ReduceSumSquare", r -> r.g().times(r.x()).times(2)),
          rule("ReduceLogSum", r -> r.g().over(r.y().exp())),
          rule("ReduceLogSumExp", r -> r.g().times(r.x().minus(r.y()).exp())),
          rule("ReduceMax", r -> share(r.x(), r.y(), r.g(), r.axes())),
          rule("ReduceMin", r -> share(r.x(), r.y(), r.g(), r.axes())),
          rule("ReduceProd", r -> r.product()));

  private Reductions() {}

  private static Rule rule(String op, Function<Reduction, Tensor> back) {
    return Rule.of(op, p -> p.give(0, () -> back.apply(Reduction.of(p)).expand(p.x().shape())));
  }

  /** Elements that tie for the extreme share its gradient. */
  static Tensor share(Tensor x, Tensor y, Tensor g, long[] axes) {
    Tensor hit = x.is(y).cast(x.type());
    return hit.times(g.over(hit.sum(axes)));
  }

  /** One reduction with its output and cotangent at the rank of the input. */
  private record Reduction(Tensor x, Tensor y, Tensor g, long[] axes) {

    static Reduction of(Pullback p) {
      Tensor x = p.x();
      long[] stated = p.call().integers("axes", 1).orElse(new long[0]);
      boolean nothing = p.call().integer("noop_with_empty_axes", 0) != 0;
      long[] axes =
          stated.length > 0
              ? Dims.normal(stated, x.rank())
              : nothing ? new long[0] : Dims.range(0, x.rank());
      long[] kept = Dims.reduced(x.shape(), axes, true);
      return new Reduction(x, p.y().reshape(kept), p.g().reshape(kept), axes);
    }

    long count() {
      return Arrays.stream(axes).map(axis -> x.size((int) axis)).reduce(1, Math::multiplyExact);
    }

    Tensor divisor() {
      return y.above(0).choose(y, y.tape().scalar(y.type(), 1));
    }

    /** {@code value}, and zero where the reduction came to zero. */
    Tensor safe(Tensor value) {
      return value.where(y.above(0));
    }

    /** With one zero only that factor has a gradient, the product of the others. */
    Tensor product() {
      Tensor one = x.tape().scalar(x.type(), 1);
      Tensor zero = x.is(x.tape().scalar(x.type(), 0));
      Tensor filled = zero.choose(one, x);
      Tensor others =
          axes.length == 0 ? filled : filled.reduce("ReduceProd", axes, true).expand(x.shape());
      Tensor zeros = zero.cast(x.type()).sum(axes);
      Tensor alone = others.where(zero.and(zeros.below(1.5)));
      return g.times(zeros.below(0.5).choose(others.over(filled), alone));
    }
  }
}
