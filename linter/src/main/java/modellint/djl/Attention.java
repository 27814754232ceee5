package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Scaled dot-product attention and the encoder layer around it (Vaswani et al. 2017). */
final class Attention {

  private Attention() {}

  static Tensor draw(Walk walk, Settings settings, List<Tensor> inputs) {
    return draw(
        walk,
        Layers.units(walk, settings, "setEmbeddingSize"),
        Layers.units(walk, settings, "setHeadCount"),
        settings.value("optAttentionProbsDropoutProb").map(Value::real).orElse(Optional.of(0.1)),
        inputs);
  }

  private static Tensor draw(
      Walk walk, Dim size, Dim heads, Optional<Double> drop, List<Tensor> inputs) {
    if (inputs.size() == 2 || inputs.size() > 3) {
      throw new Undetermined("attention with a mask is not modelled");
    }
    Shape sequence = new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"), size));
    Tensor first = walk.shaped(inputs.get(0), sequence);
    Tensor query = inputs.size() > 1 ? inputs.get(1) : first;
    Tensor value = inputs.size() > 2 ? inputs.get(2) : first;
    Dim width =
        size.dividedBy(heads)
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
    if (!width.isKnown()) {
      throw new Undetermined("the width of an attention's heads is not known");
    }
    Tensor scaled =
        scores.like(
            walk.blocks()
                .op(
                    "Mul",
                    "Scale",
                    scores.name(),
                    walk.blocks().scalar("scale", 1 / StrictMath.sqrt(width.size()))));
    Tensor probabilities =
        scaled.like(walk.blocks().op("Softmax", "Softmax", List.of(scaled.name()), Pools.axis(3)));
    Tensor dropped = Layers.dropout(walk, probabilities, drop);
    Tensor mixed = reshapes.transpose(product(walk, dropped, values), List.of(0L, 2L, 1L, 3L));
    Shape rows = query.shape().orElse(sequence);
    Tensor joined =
        Tensor.of(
            walk.blocks().reshape(mixed.name(), "Join", 0, 0, size.isKnown() ? size.size() : -1),
            new Shape(List.of(rows.dim(0), rows.dim(1), size)));
    return Layers.row(walk, prefix + "04resultProjection", size, joined);
  }

  private static Tensor product(Walk walk, Tensor a, Tensor b) {
    return Tensor.of(
        walk.blocks().op("MatMul", "MatMul", a.name(), b.name()),
        ArrayShapes.product(a.shape(), b.shape()));
  }

  /** [N, time, size] to [N, heads, time, width]. */
  private static Tensor headed(Walk walk, Tensor x, Dim heads, Dim width) {
    Shape in = x.shape().orElseThrow();
    if (!heads.isKnown() || !width.isKnown()) {
      throw new Undetermined("the heads of an attention are not known");
    }
    Tensor parted =
        Tensor.of(
            walk.blocks().reshape(x.name(), "Heads", 0, 0, heads.size(), width.size()),
            new Shape(List.of(in.dim(0), in.dim(1), heads, width)));
    return new Reshapes(walk).transpose(parted, List.of(0L, 2L, 1L, 3L));
  }

  /** {@code new TransformerEncoderBlock(embedding, heads, hidden, dropout, activation[, eps])}. */
  static Tensor encoder(Walk walk, Settings settings, List<Tensor> inputs) {
    List<Value> arguments = settings.arguments();
    Dim size = walk.dim(arguments.get(0), "embeddingSize");
    Optional<Double> drop = arguments.get(3).real();
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Tensor x =
        walk.shaped(inputs.get(0), new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"), size)));
    Tensor attended =
        walk.at(
            prefix + "01selfAttention",
            () -> draw(walk, size, walk.dim(arguments.get(1), "heads"), drop, List.of(x)));
    Tensor one =
        residual(
            walk, prefix + "03attentionNorm", settings, Layers.dropout(walk, attended, drop), x);
    Tensor hidden =
        Layers.row(
            walk, prefix + "04outputBlock_01linear0", walk.dim(arguments.get(2), "hidden"), one);
    Tensor active = walk.tensors(walk.apply(arguments.get(4), walk.list(List.of(hidden)))).get(0);
    Tensor out = Layers.row(walk, prefix + "04outputBlock_03outputLinear", size, active);
    return residual(walk, prefix + "06outputNorm", settings, Layers.dropout(walk, out, drop), one);
  }

  private static Tensor residual(
      Walk walk, String path, Settings settings, Tensor change, Tensor x) {
    Tensor sum = x.like(walk.blocks().op("Add", "Add", x.name(), change.name()));
    Settings plain = new Settings("LayerNorm", List.of(), List.of(), settings.place());
    return walk.at(
        path, () -> Norms.layer(walk, path, plain, x.shape().orElseThrow().rank() - 1, sum));
  }

  /** {@code new PointwiseFeedForwardBlock(hiddenSizes, outputSize, activation)}. */
  static Tensor feedForward(Walk walk, Settings settings, Tensor x) {
    List<Value> arguments = settings.arguments();
    List<Value> hidden =
        arguments
            .get(0)
            .elements()
            .orElseThrow(
                () -> new Undetermined("the hidden sizes of a feed-forward block are not known"));
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Tensor at = x;
    int number = 1;
    for (Value units : hidden) {
      at =
          Layers.row(
              walk, prefix + "0" + number + "linear" + (number / 2), walk.dim(units, "hidden"), at);
      Tensor in = at;
      at = walk.tensors(walk.apply(arguments.get(2), walk.list(List.of(in)))).get(0);
      number += 2;
    }
    return Layers.row(
        walk, prefix + "0" + number + "outputLinear", walk.dim(arguments.get(1), "out"), at);
  }
}
