package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** The library's layers, each as the operators an exporter would write. */
final class Layers {

  /** The numbers that builders refuse to go without. */
  private static final Map<String, String> NUMBERS =
      Map.of(
          "setUnits", "the number of units",
          "setFilters", "the number of filters",
          "setStateSize", "the state size",
          "setNumLayers", "the number of layers",
          "setEmbeddingSize", "the embedding size",
          "setHeadCount", "the number of heads",
          "setDictionarySize", "the dictionary size",
          "setTokenDictionarySize", "the dictionary size");

  /** Layers that read a single array. */
  private static final Set<String> SINGLE =
      Set.of(
          "Linear",
          "LinearCollection",
          "Multiplication",
          "Conv1d",
          "Conv2d",
          "Conv3d",
          "Conv1dTranspose",
          "Conv2dTranspose",
          "BatchNorm",
          "LayerNorm",
          "Dropout",
          "Prelu");

  private Layers() {}

  static List<Tensor> draw(Walk walk, Obj block, String kind, List<Tensor> in) {
    Settings settings = Settings.of(block);
    Tensor x = in.isEmpty() ? noInput() : in.get(0);
    String name = kind.substring(kind.lastIndexOf('.') + 1);
    if (SINGLE.contains(name) && in.size() > 1) {
      throw walk.refused(Fault.MANY_ARRAYS, name, in.size(), 1);
    }
    return switch (name) {
      case "Linear" -> List.of(linear(walk, settings, x));
      case "LinearCollection" -> List.of(collection(walk, settings, x));
      case "Conv1d" -> List.of(Convolutions.plain(walk, settings, x, 1));
      case "Conv2d" -> List.of(Convolutions.plain(walk, settings, x, 2));
      case "Conv3d" -> List.of(Convolutions.plain(walk, settings, x, 3));
      case "Conv1dTranspose" -> List.of(Convolutions.transposed(walk, settings, x, 1));
      case "Conv2dTranspose" -> List.of(Convolutions.transposed(walk, settings, x, 2));
      case "BatchNorm", "GhostBatchNorm" -> List.of(Norms.batch(walk, settings, x));
      case "LayerNorm" -> List.of(Norms.layer(walk, settings, x));
      case "Dropout" ->
          List.of(
              dropout(
                  walk, x, settings.value("optRate").map(Value::real).orElse(Optional.of(0.5))));
      case "LSTM", "GRU", "RNN" -> Recurrent.draw(walk, settings, in);
      case "TrainableWordEmbedding", "Embedding" -> List.of(Embeddings.words(walk, settings, x));
      case "TrainableTextEmbedding" -> Embeddings.text(walk, settings, in);
      case "IdEmbedding" -> List.of(Embeddings.ids(walk, settings, x));
      case "SparseMax" -> {
        axis(walk, settings, x);
        walk.note("SparseMax is not modelled");
        yield List.of(x.like(walk.blocks().opaque("SparseMax", List.of(x.name()), 1).get(0)));
      }
      case "Prelu" -> List.of(prelu(walk, x));
      case "Multiplication" -> List.of(multiplication(walk, settings, x));
      case "ScaledDotProductAttentionBlock" -> List.of(Attention.draw(walk, settings, in));
      case "TransformerEncoderBlock" -> List.of(Encoder.draw(walk, settings, in));
      case "PointwiseFeedForwardBlock" -> List.of(Encoder.feedForward(walk, settings, x));
      case "BertBlock" -> Bert.draw(walk, settings, in);
      case "Mlp" -> List.of(mlp(walk, settings, x));
      default -> throw new Undetermined(kind + " is not modelled");
    };
  }

  private static Tensor noInput() {
    throw new Undetermined("a layer is given no input");
  }

  static Dim units(Walk walk, Settings settings, String setter) {
    Optional<Value> stated = settings.value(setter);
    Optional<Long> number = stated.flatMap(Value::whole);
    boolean unset = stated.isEmpty() && settings.built();
    if (unset || number.filter(it -> it < 1).isPresent()) {
      String what = NUMBERS.getOrDefault(setter, setter) + " of " + settings.type();
      throw walk.refused(Fault.UNSET_NUMBER, what, number.orElse(0L), 1);
    }
    return stated
        .map(it -> walk.extents().dim(it, setter))
        .orElseThrow(() -> new Undetermined(setter + " of " + settings.type() + " is not set"));
  }

  /** {@code x W^T + b} along the last axis; the library's weight is [units, in]. */
  static Tensor linear(Walk walk, Settings settings, Tensor x) {
    return linear(
        walk, walk.path(), units(walk, settings, "setUnits"), settings.truth(true, "optBias"), x);
  }

  static Tensor linear(Walk walk, String path, Dim units, boolean biased, Tensor x) {
    Tensor in = walk.shaped(x, new Shape(List.of(Dim.symbol("N"), Dim.symbol("features"))));
    Shape shape = in.shape().orElseThrow();
    Shape kernel = new Shape(List.of(units, shape.dim(-1)));
    Parameters parameters = walk.parameters();
    Tensor weight =
        Tensor.of(
            parameters.declare(path, "weight", ParameterType.WEIGHT, kernel, kernel, true), kernel);
    Optional<Tensor> bias = Optional.empty();
    if (biased) {
      Shape line = new Shape(List.of(units));
      bias =
          Optional.of(
              Tensor.of(
                  parameters.declare(path, "bias", ParameterType.BIAS, line, line, true), line));
    }
    return linear(walk, in, weight, bias);
  }

  static Tensor linear(Walk walk, Tensor x, Tensor weight, Optional<Tensor> bias) {
    Shape shape =
        x.shape()
            .orElseThrow(
                () -> new Undetermined("the dimensions of a linear layer's input are not known"));
    Shape kernel = weight.shape().orElseThrow();
    Shape out = ArrayShapes.with(shape, shape.rank() - 1, kernel.dim(0));
    if (shape.rank() == 2) {
      var operands = new ArrayList<>(List.of(x.name(), weight.name()));
      bias.ifPresent(it -> operands.add(it.name()));
      return Tensor.of(
          walk.blocks().op("Gemm", "", operands, Map.of("transB", new Attribute.Int(1))), out);
    }
    String turned =
        walk.blocks()
            .op(
                "Transpose",
                "Weight",
                List.of(weight.name()),
                Map.of("perm", modellint.definition.Blocks.ints(1, 0)));
    String product = walk.blocks().op("MatMul", "", x.name(), turned);
    return Tensor.of(
        bias.map(it -> walk.blocks().op("Add", "Add", product, it.name())).orElse(product), out);
  }

  /** Dropout by the probability to drop. */
  static Tensor dropout(Walk walk, Tensor x, Optional<Double> rate) {
    if (rate.isEmpty()) {
      walk.note("the rate of a dropout is not known");
      return x;
    }
    if (rate.get() < 0 || rate.get() > 1) {
      double limit = rate.get() < 0 ? 0 : 1;
      walk.refusals().add(Fault.OUTLYING_DROPOUT, "dropout", rate.get(), limit);
      return x;
    }
    return x.like(walk.blocks().dropout(x.name(), rate.get()));
  }

  /** The engine counts the axes of its softmax from the last one back, too. */
  private static void axis(Walk walk, Settings settings, Tensor x) {
    Optional<Long> axis = settings.arguments().stream().findFirst().flatMap(Value::whole);
    int rank = x.shape().map(Shape::rank).orElse(Integer.MAX_VALUE);
    if (axis.filter(it -> it < -rank || it >= rank).isPresent()) {
      throw walk.refused(Fault.OUTLYING_AXIS, settings.type(), axis.get(), rank - 1.0);
    }
  }

  private static Tensor prelu(Walk walk, Tensor x) {
    Shape none = new Shape(List.of());
    String alpha =
        walk.parameters().declare(walk.path(), "alpha", ParameterType.WEIGHT, none, none, true);
    return x.like(walk.blocks().op("PRelu", "", x.name(), alpha));
  }

  private static Tensor multiplication(Walk walk, Settings settings, Tensor x) {
    Tensor in = walk.shaped(x, new Shape(List.of(Dim.symbol("N"), Dim.symbol("features"))));
    Dim units = units(walk, settings, "setUnits");
    var dims = new ArrayList<>(List.of(units, Dim.of(1)));
    List<Dim> rows = in.shape().orElseThrow().dims();
    dims.addAll(rows.subList(1, rows.size()));
    Shape kernel = new Shape(dims);
    String weight =
        walk.parameters()
            .declare(walk.path(), "weight", ParameterType.WEIGHT, kernel, kernel, true);
    return Tensor.of(
        walk.blocks().op("Mul", "", in.name(), weight),
        ArrayShapes.broadcast(in.shape(), Optional.of(kernel)));
  }

  /** A linear layer for each place along the axes between the first and the last. */
  private static Tensor collection(Walk walk, Settings settings, Tensor x) {
    Shape sets = new Shape(List.of(Dim.symbol("N"), Dim.symbol("sets"), Dim.symbol("features")));
    Tensor in = walk.shaped(x, sets);
    Shape shape = in.shape().orElseThrow();
    Dim units = units(walk, settings, "setUnits");
    if (shape.rank() < 3) {
      return rows(walk, settings, in, units);
    }
    var order = new ArrayList<Long>();
    var back = new ArrayList<Long>(List.of(shape.rank() - 2L));
    for (long i = 1; i < shape.rank() - 1L; i++) {
      order.add(i);
      back.add(i - 1);
    }
    order.addAll(List.of(0L, shape.rank() - 1L));
    back.add(shape.rank() - 1L);
    var kernel = new ArrayList<>(shape.dims().subList(1, shape.rank()));
    kernel.add(units);
    Shape table = new Shape(kernel);
    Parameters all = walk.parameters();
    String weight = all.declare(walk.path(), "weight", ParameterType.WEIGHT, table, table, true);
    Reshapes reshapes = new Reshapes(walk);
    Tensor turned = reshapes.transpose(in, order);
    Tensor product =
        Tensor.of(
            walk.blocks().op("MatMul", "", turned.name(), weight),
            ArrayShapes.product(turned.shape(), Optional.of(table)));
    Tensor out = reshapes.transpose(product, back);
    if (!settings.truth(true, "optBias")) {
      return out;
    }
    kernel.remove(kernel.size() - 2);
    Shape line = new Shape(kernel);
    String bias = all.declare(walk.path(), "bias", ParameterType.BIAS, line, line, true);
    return out.like(walk.blocks().op("Add", "Add", out.name(), bias));
  }

  /** On rows the collection is one linear layer, its matrix the other way round. */
  private static Tensor rows(Walk walk, Settings settings, Tensor in, Dim units) {
    Shape table = new Shape(List.of(in.shape().orElseThrow().dim(-1), units));
    Shape line = new Shape(List.of(units));
    Parameters all = walk.parameters();
    String weight = all.declare(walk.path(), "weight", ParameterType.WEIGHT, table, table, true);
    Tensor out =
        Tensor.of(
            walk.blocks().op("MatMul", "", in.name(), weight),
            ArrayShapes.product(in.shape(), Optional.of(table)));
    if (!settings.truth(true, "optBias")) {
      return out;
    }
    String bias = all.declare(walk.path(), "bias", ParameterType.BIAS, line, line, true);
    return out.like(walk.blocks().op("Add", "Add", out.name(), bias));
  }

  /** The model zoo's perceptron: flatten, then linear layers with an activation between them. */
  private static Tensor mlp(Walk walk, Settings settings, Tensor x) {
    List<Value> arguments = settings.arguments();
    Optional<List<Value>> hidden =
        arguments.size() > 2 ? arguments.get(2).elements() : Optional.empty();
    if (hidden.isEmpty()) {
      throw new Undetermined("the hidden layers of Mlp are not known");
    }
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Tensor at = Pools.flatten(walk, x, arguments.subList(0, 1));
    int number = 2;
    for (Value units : hidden.get()) {
      at = row(walk, prefix + numbered(number) + "Linear", walk.extents().dim(units, "hidden"), at);
      at = activation(walk, prefix + numbered(number + 1) + "LambdaBlock", arguments, at);
      number += 2;
    }
    return row(
        walk,
        prefix + numbered(number) + "Linear",
        walk.extents().dim(arguments.get(1), "out"),
        at);
  }

  static Tensor row(Walk walk, String path, Dim units, Tensor x) {
    return walk.at(path, () -> linear(walk, path, units, true, x));
  }

  private static Tensor activation(Walk walk, String path, List<Value> arguments, Tensor x) {
    return walk.at(
        path,
        () ->
            arguments.size() > 3
                ? walk.tensors(walk.apply(arguments.get(3), walk.list(List.of(x)))).get(0)
                : Pointwise.apply(walk, x, Activation.RELU));
  }

  private static String numbered(int number) {
    return String.format(java.util.Locale.ROOT, "%02d", number);
  }
}
