package modellint.verify.gradient.rules;

import java.util.List;
import java.util.function.UnaryOperator;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.gradient.Pullback;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Tensor;

/**
 * Scattering that multiplies into its target, or keeps the largest or smallest of what meets there.
 *
 * @param gather reads a target where the updates go
 */
record ScatterReductions(
    Pullback p, String op, List<AttributeProto> where, UnaryOperator<Tensor> gather) {

  void give(String reduction) {
    if (reduction.equals("mul")) {
      products();
    } else {
      extremes();
    }
  }

  private Tensor scattered(Tensor target, String reduction, Tensor updates) {
    var attributes = new java.util.ArrayList<>(where);
    attributes.add(Attr.of("reduction", reduction));
    return p.tape().call(op, target.shape(), target.type(), attributes, target, p.x(1), updates);
  }

  /** Those that tie share the gradient. */
  private void extremes() {
    Tensor kept = p.x().is(p.y()).cast(p.g().type());
    Tensor reached = p.x(2).is(gather.apply(p.y())).cast(p.g().type());
    Tensor share = p.g().over(scattered(kept, "add", reached));
    p.give(0, () -> share.times(kept));
    p.give(2, () -> gather.apply(share).times(reached));
  }

  /** Each factor gets the product of the others, found without dividing by zero. */
  private void products() {
    Tensor zero = p.tape().scalar(p.g().type(), 0);
    Tensor one = p.tape().scalar(p.g().type(), 1);
    Tensor zeroX = p.x().is(zero);
    Tensor zeroU = p.x(2).is(zero);
    Tensor x = zeroX.choose(one, p.x());
    Tensor u = zeroU.choose(one, p.x(2));
    Tensor all = p.g().times(scattered(x, "mul", u));
    Tensor zeros = scattered(zeroX.cast(p.g().type()), "add", zeroU.cast(p.g().type()));
    p.give(0, () -> all.over(x).where(zeros.minus(zeroX.cast(p.g().type())).below(0.5)));
    p.give(
        2,
        () -> {
          Tensor others = gather.apply(zeros).minus(zeroU.cast(p.g().type()));
          return gather.apply(all).over(u).where(others.below(0.5));
        });
  }
}
