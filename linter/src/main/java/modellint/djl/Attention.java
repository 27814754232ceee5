package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Scaled dot-product attention (Vaswani et al. 2017) on keys, queries and values. */
final class Attention {

  /** What the library adds to the score of a position that the mask hides. */
  static final double HIDDEN = -100_000;

  private Attention() {}

  static Tensor draw(Walk walk, Settings settings, List<Tensor> inputs) {
    return draw(
        walk,
        Layers.units(walk, settings, "setEmbeddingSize"),
        Layers.units(walk, settings, "setHeadCount"),
        settings.value("optAttentionProbsDropoutProb").map(Value::real).orElse(Optional.of(0.1)),
        inputs);
  }

  /** The second input, or the fourth, is a mask; three are keys, queries and values. */
  static Tensor draw(Walk walk, Dim size, Dim heads, Optional<Double> drop, List<Tensor> inputs) {
    Shape sequence = new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"), size));
    Tensor first = walk.shaped(inputs.get(0), sequence);
    Tensor query = inputs.size() > 2 ? inputs.get(1) : first;
    Tensor value = inputs.size() > 2 ? inputs.get(2) : first;
    if (size.isKnown() && heads.isKnown() && heads.size() > 0 && size.size() % heads.size() != 0) {
      throw walk.refused(Fault.UNEVEN_HEADS, "heads", size.size() % heads.size(), 0);
    }
    Shape given = first.shape().orElse(sequence);
    if (size.isKnown() && given.dim(-1).isKnown() && !given.dim(-1).equals(size)) {
      throw walk.refused(Fault.UNFIT_OPERANDS, "an attention", given.dim(-1).size(), size.size());
    }
    Dim width =
        size.dividedBy(heads)
            .filter(Dim::isKnown)
            .orElseThrow(() -> new Undetermined("the heads of an attention are not known"));
    String path = walk.path();
    String prefix = path.isEmpty() ? "" : path + "_";
    Tensor keys =
        headed(walk, Layers.row(walk, prefix + "01keyProjection", size, first), heads, width);
    Tensor queries =
        headed(walk, Layers.row(walk, prefix + "02queryProjection", size, query), heads, width);
    Tensor values =
        headed(walk, Layers.row(walk, prefix + "03valueProjection", size, value), heads, width);
    Reshapes reshapes = new Reshapes(walk);
    Tensor turned = reshapes.transpose(keys, List.of(0L, 1L, 3L, 2L));
    Tensor scores = product(walk, queries, turned);
    double scale = 1 / StrictMath.sqrt(width.size());
    Tensor scaled =
        scores.like(
            walk.blocks().op("Mul", "Scale", scores.name(), walk.blocks().scalar("scale", scale)));
    Tensor seen =
        inputs.size() % 2 == 1 ? scaled : masked(walk, scaled, inputs.get(inputs.size() - 1));
    Tensor probabilities =
        seen.like(walk.blocks().op("Softmax", "Softmax", List.of(seen.name()), Pools.axis(3)));
    Tensor dropped = Layers.dropout(walk, probabilities, drop);
    Tensor mixed = reshapes.transpose(product(walk, dropped, values), List.of(0L, 2L, 1L, 3L));
    Shape rows = query.shape().orElse(sequence);
    Tensor joined =
        Tensor.of(
            walk.blocks().reshape(mixed.name(), "Join", 0, 0, size.size()),
            new Shape(List.of(rows.dim(0), rows.dim(1), size)));
    return Layers.row(walk, prefix + "04resultProjection", size, joined);
  }

  /** A mask of four dimensions holds offsets already; another one where to look. */
  private static Tensor masked(Walk walk, Tensor scores, Tensor mask) {
    Shape all = scores.shape().orElseThrow();
    Tensor given = walk.shaped(mask, new Shape(List.of(all.dim(0), all.dim(2), all.dim(3))));
    String offsets =
        given.shape().orElseThrow().rank() == 4
            ? given.name()
            : offsets(
                walk,
                walk.blocks()
                    .op("Unsqueeze", "Mask", given.name(), walk.blocks().integers("heads", 1)));
    return scores.like(walk.blocks().op("Add", "Masked", scores.name(), offsets));
  }

  /** Zero where the mask is one, {@link #HIDDEN} where it is zero. */
  static String offsets(Walk walk, String mask) {
    String hidden = walk.blocks().op("Sub", "Hidden", walk.blocks().scalar("one", 1), mask);
    return walk.blocks().op("Mul", "Offsets", hidden, walk.blocks().scalar("offset", HIDDEN));
  }

  private static Tensor product(Walk walk, Tensor a, Tensor b) {
    return Tensor.of(
        walk.blocks().op("MatMul", "MatMul", a.name(), b.name()),
        ArrayShapes.product(a.shape(), b.shape()));
  }

  /** [N, time, size] to [N, heads, time, width]. */
  private static Tensor headed(Walk walk, Tensor x, Dim heads, Dim width) {
    Shape in = x.shape().orElseThrow();
    if (!heads.isKnown()) {
      throw new Undetermined("the heads of an attention are not known");
    }
    Tensor parted =
        Tensor.of(
            walk.blocks().reshape(x.name(), "Heads", 0, 0, heads.size(), width.size()),
            new Shape(List.of(in.dim(0), in.dim(1), heads, width)));
    return new Reshapes(walk).transpose(parted, List.of(0L, 2L, 1L, 3L));
  }
}
