package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Rule;

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
                          p.g()
                              .where(p.y().minus(p.x()).abs().below(p.x(1).cast(p.y().type()))))),
          new Rule.Flat("", "QuantizeLinear", 1),
          new Rule.Flat("", "DequantizeLinear", 1));

  private Quantisations() {}
}
