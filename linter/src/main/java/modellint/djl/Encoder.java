package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/**
 * The library's encoder layer. It departs from Vaswani et al. 2017: the features are normalised
 * over the batch, not over each step, and both sums add the input of the layer.
 */
final class Encoder {

  private Encoder() {}

  /** {@code new TransformerEncoderBlock(embedding, heads, hidden, dropout, activation)}. */
  static Tensor draw(Walk walk, Settings settings, List<Tensor> inputs) {
    List<Value> arguments = settings.arguments();
    if (arguments.size() < 5) {
      throw new Undetermined("the arguments of a TransformerEncoderBlock are not known");
    }
    arguments
        .get(2)
        .whole()
        .filter(it -> it < 1)
        .ifPresent(
            it -> {
              String what = "the hidden size of TransformerEncoderBlock";
              throw walk.refused(Fault.UNSET_NUMBER, what, it, 1);
            });
    return draw(
        walk,
        walk.extents().dim(arguments.get(0), "embeddingSize"),
        walk.extents().dim(arguments.get(1), "heads"),
        walk.extents().dim(arguments.get(2), "hidden"),
        arguments.get(3).real(),
        x -> active(walk, arguments.get(4), x),
        inputs);
  }

  static Tensor draw(
      Walk walk,
      Dim size,
      Dim heads,
      Dim hidden,
      Optional<Double> drop,
      UnaryOperator<Tensor> activation,
      List<Tensor> inputs) {
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Shape sequence = new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"), size));
    Tensor x = walk.shaped(inputs.get(0), sequence);
    int rank = x.shape().orElse(sequence).rank();
    if (rank != sequence.rank()) {
      throw walk.refused(Fault.UNFIT_AXES, "TransformerEncoderBlock", rank, sequence.rank());
    }
    var attending = new ArrayList<>(inputs);
    attending.set(0, x);
    Tensor attended =
        walk.at(
            prefix + "01selfAttention", () -> Attention.draw(walk, size, heads, drop, attending));
    Tensor one =
        Norms.batch(
            walk,
            prefix + "02attentionNorm",
            sum(walk, Layers.dropout(walk, attended, drop), x),
            2);
    Tensor out =
        walk.at(
            prefix + "03outputBlock",
            () -> feedForward(walk, List.of(hidden), size, activation, one));
    return Norms.batch(
        walk, prefix + "04outputNorm", sum(walk, Layers.dropout(walk, out, drop), x), 2);
  }

  private static Tensor sum(Walk walk, Tensor change, Tensor x) {
    return x.like(walk.blocks().op("Add", "Add", change.name(), x.name()));
  }

  /** {@code new PointwiseFeedForwardBlock(hiddenSizes, outputSize, activation)}. */
  static Tensor feedForward(Walk walk, Settings settings, Tensor x) {
    List<Value> arguments = settings.arguments();
    Optional<List<Value>> hidden =
        arguments.isEmpty() ? Optional.empty() : arguments.get(0).elements();
    if (hidden.isEmpty() || arguments.size() < 3) {
      throw new Undetermined("the hidden sizes of a feed-forward block are not known");
    }
    return feedForward(
        walk,
        hidden.get().stream().map(it -> walk.extents().dim(it, "hidden")).toList(),
        walk.extents().dim(arguments.get(1), "out"),
        it -> active(walk, arguments.get(2), it),
        x);
  }

  private static Tensor feedForward(
      Walk walk, List<Dim> hidden, Dim size, UnaryOperator<Tensor> activation, Tensor x) {
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Tensor at = x;
    int number = 1;
    for (Dim units : hidden) {
      Tensor row = Layers.row(walk, prefix + numbered(number, "Linear"), units, at);
      at = walk.at(prefix + numbered(number + 1, "LambdaBlock"), () -> activation.apply(row));
      number += 2;
    }
    return Layers.row(walk, prefix + numbered(number, "Linear"), size, at);
  }

  private static Tensor active(Walk walk, Value function, Tensor x) {
    return walk.tensors(walk.apply(function, walk.list(List.of(x)))).get(0);
  }

  private static String numbered(int number, String name) {
    return String.format(Locale.ROOT, "%02d%s", number, name);
  }
}
