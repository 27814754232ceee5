package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Weights;

/** Dense layers, outputs, embeddings and elementwise products. */
final class DenseLayers {

  private DenseLayers() {}

  /** {@code activation(x W + b)} on rows, or on every step of a sequence. */
  static Tensor dense(Drawing it) {
    Dim in = it.inSize(it.flow().elements());
    Dim out = it.outSize();
    Declaration weight = it.weight("W", Fans.of(in, out), in, out);
    Optional<Declaration> bias = it.bias(out);
    if (it.flow() instanceof Flow.Sequence sequence) {
      String rows = it.blocks().transpose(it.x(), "ToRows", 0, 2, 1);
      String sum = it.activate(it.blocks().matMul(rows, weight, bias), 2);
      return new Tensor(
          it.blocks().transpose(sum, "ToSequence", 0, 2, 1),
          new Flow.Sequence(out, sequence.time()));
    }
    Optional<Dim> time = it.flow() instanceof Flow.Rows rows ? rows.time() : Optional.empty();
    String sum =
        time.isPresent()
            ? it.blocks().matMul(it.x(), weight, bias)
            : it.blocks().gemm(it.x(), weight, bias);
    if (it.own().truth("hasLayerNorm").orElse(false)) {
      Declaration gain = it.constant("g", 1, out);
      sum = layerNorm(it, sum, gain);
    }
    return new Tensor(it.activate(sum, time.isPresent() ? 2 : 1), new Flow.Rows(out, time));
  }

  /** DL4J's layer normalisation has a gain and leaves the shift to the bias. */
  private static String layerNorm(Drawing it, String x, Declaration gain) {
    return it.blocks()
        .op(
            "LayerNormalization",
            "LayerNormalization",
            List.of(x, it.blocks().parameter(gain)),
            Map.of("axis", new Attribute.Int(-1)));
  }

  /** The centres of centre loss are parameters that no node of the graph reads. */
  static Tensor centerLoss(Drawing it) {
    Tensor out = dense(it);
    Dim in = it.inSize(it.flow().elements());
    it.declare(
        "cL",
        Drawing.shape(it.outSize(), in),
        new Weights.Declared(new Init.Constant("centers", 0)));
    return out;
  }

  /** One row of a table per index; fan-in is 1 by the library's own choice. */
  static Tensor embedding(Drawing it, boolean sequence) {
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    Declaration table = it.weight("W", Fans.of(Dim.of(1), out), in, out);
    String indices = it.blocks().op("Cast", "Indices", List.of(it.x()), INDICES);
    if (!sequence) {
      indices = it.blocks().reshape(indices, "Flat", -1);
    }
    String rows = it.blocks().op("Gather", "", it.blocks().parameter(table), indices);
    Optional<Declaration> bias = it.bias(out);
    if (bias.isPresent()) {
      rows = it.blocks().op("Add", "Add", rows, it.blocks().parameter(bias.get()));
    }
    rows = it.activate(rows, sequence ? 2 : 1);
    if (!sequence) {
      return new Tensor(rows, new Flow.Rows(out, Optional.empty()));
    }
    Dim time =
        it.own()
            .value("inputLength")
            .map(value -> Sizes.dim(value, "time"))
            .orElseGet(
                () -> it.flow() instanceof Flow.Sequence flow ? flow.time() : Sizes.symbol("time"));
    return new Tensor(
        it.blocks().transpose(rows, "ToSequence", 0, 2, 1), new Flow.Sequence(out, time));
  }

  private static final Map<String, Attribute> INDICES = Map.of("to", new Attribute.Int(7));

  static Tensor elementWise(Drawing it) {
    Dim size = it.inSize(it.flow().elements());
    Declaration weight = it.weight("W", Fans.of(size, size), size);
    String product = it.blocks().op("Mul", "", it.x(), it.blocks().parameter(weight));
    Optional<Declaration> bias = it.bias(size);
    if (bias.isPresent()) {
      product = it.blocks().op("Add", "Add", product, it.blocks().parameter(bias.get()));
    }
    return new Tensor(it.activate(product, 1), new Flow.Rows(size, Optional.empty()));
  }

  /** An autoencoder's forward pass is its encoder; the visible bias serves pre-training alone. */
  static Tensor autoEncoder(Drawing it) {
    Tensor out = dense(it);
    it.constant("vb", 0, it.inSize(it.flow().elements()));
    return out;
  }
}
