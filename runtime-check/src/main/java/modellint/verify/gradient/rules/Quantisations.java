package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/**
 * Quantisation is a staircase: its true gradient is zero. Training passes it straight through where
 * nothing was clipped (Bengio et al. 2013, <https://arxiv.org/abs/1308.3432>), and so does this.
 */
public final class Quantisations {

  /** The domain of operators that stand for what no single standard operator says. */
  public static final String DOMAIN = "modellint";

  /** Quantised and back; inputs: the value and the step. */
  public static final String STRAIGHT_THROUGH = "StraightThrough";

  public static final List<Rule> RULES =
      List.of(
          new Rule.Product(
              DOMAIN,
              STRAIGHT_THROUGH,
              1,
              p ->
                  p.give(
                      0,
                      () ->
                          p.g().where(p.y().minus(p.x()).abs().below(p.x(1).cast(p.y().type()))))),
          new Rule.Flat("", "QuantizeLinear", 1),
          Rule.of("DequantizeLinear", p -> p.give(1, () -> step(p))));

  private Quantisations() {}

  /** y = (x - zero) * step, one step for all or one a slice. */
  private static Tensor step(Pullback p) {
    Tensor step = p.x(1);
    int type = step.type();
    int rank = p.x().rank();
    var along = Dims.fill(rank, 1);
    if (step.count() > 1) {
      if (p.call().integer("block_size", 0) != 0) {
        throw new NoGradientException("DequantizeLinear by blocks");
      }
      along[p.call().axis("axis", 1)] = step.count();
    }
    Tensor x = p.x().cast(type);
    Tensor centred = p.call().has(2) ? x.minus(p.x(2).cast(type).reshape(along)) : x;
    return p.g().times(centred).unbroadcast(along).reshape(step.shape());
  }
}
