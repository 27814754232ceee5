package modellint.verify.gradient.rules;

import java.util.List;
import java.util.function.UnaryOperator;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** Gathering passes gradients by scattering, and the other way round. */
public final class Indexing {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("Gather", p -> p.give(0, () -> gather(p))),
          Rule.of(
              "GatherElements",
              p ->
                  p.give(
                      0, () -> p.x().zeros().scatterAdd(p.call().axis("axis", 0), p.x(1), p.g()))),
          Rule.of("GatherND", p -> p.give(0, () -> gatherNd(p))),
          Rule.of("Compress", p -> p.give(0, () -> compress(p))),
          Rule.of("TopK", Indexing::top),
          Rule.of("Scatter", Indexing::scatterElements),
          Rule.of("ScatterElements", Indexing::scatterElements),
          Rule.of("ScatterND", Indexing::scatterNd));

  private Indexing() {}

  /** The indices as they count from the front. */
  private static Tensor normal(Tensor indices, long size) {
    Tensor wide = indices.cast(Type.INT64);
    return wide.below(0).choose(wide.plus(wide.tape().integers(new long[0], Dims.of(size))), wide);
  }

  private static Tensor gather(Pullback p) {
    Tensor x = p.x();
    int axis = p.call().axis("axis", 0);
    long before = Dims.count(x.shape(), 0, axis);
    long behind = Dims.count(x.shape(), axis + 1, x.rank());
    long picks = p.x(1).count();
    Tensor rows = p.g().reshape(before, picks, behind).transpose(1, 0, 2);
    return p.tape()
        .filled(x.type(), Dims.of(x.size(axis), before, behind), 0)
        .scatterNdAdd(normal(p.x(1), x.size(axis)).reshape(picks, 1), rows)
        .transpose(1, 0, 2)
        .reshape(x.shape());
  }

  private static Tensor gatherNd(Pullback p) {
    Tensor indices = p.x(1);
    int batch = (int) p.call().integer("batch_dims", 0);
    if (batch > 0) {
      indices = withBatch(p, indices, batch);
    }
    return p.x().zeros().scatterNdAdd(indices, p.g());
  }

  /** The indices led by those of the batch that each belongs to. */
  private static Tensor withBatch(Pullback p, Tensor indices, int batch) {
    long[] shape = Dims.with(indices.shape(), indices.rank() - 1, batch);
    var leading = new long[(int) Dims.count(shape)];
    long each = Dims.count(shape, batch, shape.length - 1);
    for (int i = 0; i < leading.length; i++) {
      long row = i / batch / each;
      for (int axis = batch - 1; axis > i % batch; axis--) {
        row /= shape[axis];
      }
      leading[i] = row % shape[i % batch];
    }
    return Tensor.concat(indices.rank() - 1, List.of(p.tape().integers(shape, leading), indices));
  }

  private static Tensor compress(Pullback p) {
    Tensor positions = Positions.of(p.x());
    List<AttributeProto> attributes =
        p.call().attributes().containsKey("axis")
            ? List.of(Attr.of("axis", p.call().axis("axis", 0)))
            : List.of();
    return Positions.back(
        p.x(),
        p.tape().call("Compress", p.y().shape(), Type.INT64, attributes, positions, p.x(1)),
        p.g());
  }

  private static void top(Pullback p) {
    int axis = p.call().axis("axis", -1);
    p.give(0, () -> p.x().zeros().scatterAdd(axis, p.call().y(1), p.g()));
  }

  private static void scatterElements(Pullback p) {
    int axis = p.call().axis("axis", 0);
    scatter(
        p, "ScatterElements", List.of(Attr.of("axis", axis)), x -> x.gatherElements(axis, p.x(1)));
  }

  private static void scatterNd(Pullback p) {
    scatter(
        p,
        "ScatterND",
        List.of(),
        x -> p.tape().call("GatherND", p.x(2).shape(), x.type(), List.of(), x, p.x(1)));
  }

  /** Updates are added, or replace, and what they replace gets no gradient. */
  private static void scatter(
      Pullback p, String op, List<AttributeProto> where, UnaryOperator<Tensor> gather) {
    String reduction = p.call().text("reduction", "none");
    if (!List.of("none", "add").contains(reduction)) {
      new ScatterReductions(p, op, where, gather).give(reduction);
      return;
    }
    p.give(
        0,
        () ->
            reduction.equals("add")
                ? p.g()
                : p.tape()
                    .call(op, p.x().shape(), p.g().type(), where, p.g(), p.x(1), p.x(2).zeros()));
    p.give(2, () -> gather.apply(p.g()));
  }
}
