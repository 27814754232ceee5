package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
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
          new Rule.Expansion("", "DynamicQuantizeLinear", 11, Quantisations::range),
          Rule.of("DequantizeLinear", p -> p.give(1, () -> step(p))));

  private static final double LEVELS = 255;

  private Quantisations() {}

  /** y = (x - zero) * step, one step for all, one a slice, or one a block of an axis. */
  private static Tensor step(Pullback p) {
    Tensor step = p.x(1);
    int type = step.type();
    Tensor x = p.x().cast(type);
    long block = p.call().integer("block_size", 0);
    if (block != 0) {
      return blocks(p, x, p.call().axis("axis", 1), block);
    }
    var along = Dims.fill(x.rank(), 1);
    if (step.count() > 1) {
      along[p.call().axis("axis", 1)] = step.count();
    }
    Tensor centred = p.call().has(2) ? x.minus(p.x(2).cast(type).reshape(along)) : x;
    return p.g().times(centred).unbroadcast(along).reshape(step.shape());
  }

  private static Tensor blocks(Pullback p, Tensor x, int axis, long block) {
    if (x.size(axis) % block != 0) {
      throw new NoGradientException("DequantizeLinear by blocks of different sizes");
    }
    long[] steps = p.x(1).shape();
    long[] tail = java.util.Arrays.copyOfRange(steps, axis + 1, steps.length);
    long[] head = java.util.Arrays.copyOf(steps, axis + 1);
    long[] apart = Dims.concat(head, Dims.of(block), tail);
    long[] one = Dims.concat(head, Dims.of(1), tail);
    Tensor whole = x.reshape(apart);
    Tensor centred = p.call().has(2) ? whole.minus(p.x(2).cast(x.type()).reshape(one)) : whole;
    return p.g().reshape(apart).times(centred).sum(axis + 1).reshape(steps);
  }

  /** The step follows the range, which always contains zero; the numbers themselves are steps. */
  private static List<Tensor> range(Call call) {
    Tensor x = call.x(0);
    long[] all = Dims.range(0, x.rank());
    Tensor largest = x.reduce("ReduceMax", all, false).unary("Relu");
    Tensor smallest = x.neg().reduce("ReduceMax", all, false).unary("Relu");
    return List.of(x, largest.plus(smallest).over(LEVELS));
  }
}
