package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/** Operators that pass one of their operands on. */
public final class Choices {

  public static final List<Rule> RULES =
      List.of(
          Rule.of(
              "Where",
              p -> {
                p.giveSummed(1, () -> p.g().where(p.x(0)));
                p.giveSummed(2, () -> p.g().where(p.x(0).not()));
              }),
          Rule.of(
              "OneHot",
              p -> {
                p.flat(0);
                p.flat(1);
                p.give(2, () -> oneHot(p));
              }),
          Rule.of("Max", Choices::extreme),
          Rule.of("Min", Choices::extreme));

  private Choices() {}

  /** The two values that stand for "off" and "on". */
  private static Tensor oneHot(Pullback p) {
    Tensor g = p.g();
    Tensor zeroAndOne = p.tape().reals(g.type(), Dims.of(2), 0, 1);
    Tensor hot =
        p.tape()
            .call(
                "OneHot",
                g.shape(),
                g.type(),
                List.copyOf(p.call().attributes().values()),
                p.x(0),
                p.x(1),
                zeroAndOne);
    long[] all = Dims.range(0, g.rank());
    Tensor on = g.times(hot).reduce("ReduceSum", all, false).reshape(1);
    Tensor every = g.reduce("ReduceSum", all, false).reshape(1);
    return Tensor.concat(0, List.of(every.minus(on), on));
  }

  /** Operands that tie share the gradient. */
  private static void extreme(Pullback p) {
    List<Tensor> hits =
        p.call().inputs().stream().map(it -> it.is(p.y()).cast(p.y().type())).toList();
    Tensor ties = hits.stream().reduce(Tensor::plus).orElseThrow();
    for (int i = 0; i < hits.size(); i++) {
      Tensor hit = hits.get(i);
      p.giveSummed(i, () -> p.g().times(hit).over(ties));
    }
  }
}
