package modellint.verify.gradient.rules;

import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * Numbers every element of a tensor, so that an operator which only picks elements can be run on
 * the numbers and tells where each element of its output came from.
 */
final class Positions {

  private Positions() {}

  static Tensor of(Tensor x) {
    return x.tape().integers(x.shape(), Dims.range(0, x.count()));
  }

  /** Adds each element of {@code g} to where {@code positions} say that it came from. */
  static Tensor back(Tensor x, Tensor positions, Tensor g) {
    return x.tape()
        .filled(g.type(), Dims.of(x.count()), 0)
        .scatterAdd(0, positions.reshape(g.count()), g.reshape(g.count()))
        .reshape(x.shape());
  }
}
