package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Normalisation, activation and loss layers, the variational auto-encoder, and the unknown. */
final class OtherLayers {

  private OtherLayers() {}

  static Tensor batchNorm(Drawing it) {
    Dim size = it.inSize(it.flow().size());
    List<Value> given = it.own().arguments();
    boolean numbers = given.size() >= 2 && given.get(1).real().isPresent();
    boolean locked =
        it.own()
            .truth("lockGammaBeta")
            .or(() -> given.isEmpty() ? Optional.empty() : given.get(given.size() - 1).truth())
            .filter(value -> given.size() != 2 || it.own().last("lockGammaBeta").isPresent())
            .orElse(false);
    double gamma = number(it, "gamma", numbers ? Optional.of(given.get(0)) : Optional.empty(), 1);
    double beta = number(it, "beta", numbers ? Optional.of(given.get(1)) : Optional.empty(), 0);
    double epsilon = it.own().real("eps").orElse(1e-5);
    String layer = it.settings().name();
    Shape shape = new Shape(List.of(size));
    Declaration scale =
        locked ? fixed(layer + "_gamma", shape, gamma) : it.constant("gamma", gamma, size);
    Declaration shift =
        locked ? fixed(layer + "_beta", shape, beta) : it.constant("beta", beta, size);
    Declaration mean = it.constant("mean", 0, size);
    Declaration variance = it.constant("var", 1, size);
    // Time-distributed rows and sequences alike are normalised per feature.
    String normal = it.blocks().batchNorm(it.x(), scale, shift, mean, variance, epsilon);
    return new Tensor(normal, it.flow());
  }

  private static Declaration fixed(String name, Shape shape, double value) {
    return new Declaration(
        name,
        shape,
        new modellint.graph.Weights.Declared(new modellint.graph.Init.Constant("fixed", value)));
  }

  private static double number(
      Drawing it, String setter, Optional<Value> positional, double otherwise) {
    return it.own().value(setter).or(() -> positional).flatMap(Value::real).orElse(otherwise);
  }

  static Tensor activation(Drawing it) {
    boolean steps = it.flow() instanceof Flow.Rows rows && rows.time().isPresent();
    return new Tensor(it.activate(it.x(), steps ? 2 : 1), it.flow());
  }

  /** One slope for each element, or one for all along the axes that share it. */
  static Tensor prelu(Drawing it) {
    List<Dim> sizes =
        it.own()
            .last("inputShape")
            .flatMap(call -> Sizes.numbers(call.arguments()))
            .map(stated -> stated.stream().map(Dim::of).toList())
            .orElseGet(() -> axes(it.flow()));
    List<Long> shared =
        it.own()
            .last("sharedAxes")
            .flatMap(call -> Sizes.numbers(call.arguments()))
            .orElse(List.of());
    var slopes = new ArrayList<Dim>();
    for (int axis = 1; axis <= sizes.size(); axis++) {
      slopes.add(shared.contains((long) axis) ? Dim.of(1) : sizes.get(axis - 1));
    }
    Declaration slope = it.constant("alpha", 0, slopes.toArray(Dim[]::new));
    return new Tensor(it.blocks().op("PRelu", "", it.x(), it.blocks().parameter(slope)), it.flow());
  }

  /** The axes of one example. */
  private static List<Dim> axes(Flow flow) {
    if (flow instanceof Flow.Image it) {
      return List.of(it.size(), it.height(), it.width());
    }
    if (flow instanceof Flow.Sequence it) {
      return List.of(it.size(), it.time());
    }
    if (flow instanceof Flow.Volume it) {
      return List.of(it.size(), it.depth(), it.height(), it.width());
    }
    return List.of(flow.elements());
  }

  /** The encoder is the forward pass; log-variances and the decoder only train it. */
  static Tensor variational(Drawing it) {
    Dim in = it.inSize(it.flow().elements());
    Dim out = it.outSize();
    List<Dim> encoder = sizes(it, "encoderLayerSizes");
    List<Dim> decoder = sizes(it, "decoderLayerSizes");
    String x = it.x();
    Dim at = in;
    int index = 0;
    for (Dim size : encoder) {
      Declaration weight = it.weight("e" + index + "W", Fans.of(at, size), at, size);
      Declaration bias = it.constant("e" + index + "b", 0, size);
      x =
          it.blocks()
              .op(
                  "Gemm",
                  "Encoder" + index,
                  x,
                  it.blocks().parameter(weight),
                  it.blocks().parameter(bias));
      x = it.activate(x, 1);
      at = size;
      index++;
    }
    Declaration mean = it.weight("pZXMeanW", Fans.of(at, out), at, out);
    Declaration bias = it.constant("pZXMeanb", 0, out);
    String result =
        it.blocks().op("Gemm", "", x, it.blocks().parameter(mean), it.blocks().parameter(bias));
    it.weight("pZXLogStd2W", Fans.of(at, out), at, out);
    it.constant("pZXLogStd2b", 0, out);
    at = out;
    index = 0;
    for (Dim size : decoder) {
      it.weight("d" + index + "W", Fans.of(at, size), at, size);
      it.constant("d" + index + "b", 0, size);
      at = size;
      index++;
    }
    Dim reconstructed = reconstructed(it, in);
    it.weight("pXZW", Fans.of(at, reconstructed), at, reconstructed);
    it.constant("pXZb", 0, reconstructed);
    return new Tensor(result, new Flow.Rows(out, Optional.empty()));
  }

  /** What the decoder gives for {@code in} inputs; a loss in its place takes one number each. */
  private static Dim reconstructed(Drawing it, Dim in) {
    Optional<Call> stated = it.own().last("reconstructionDistribution", "lossFunction");
    if (stated.isEmpty()) {
      return in.times(Dim.of(2));
    }
    return stated.get().method().equals("lossFunction")
        ? in
        : reconstructed(stated.get().argument(0), in);
  }

  /** A Gaussian has mean and variance for each input, the composite what its parts have. */
  private static Dim reconstructed(Value distribution, Dim in) {
    Optional<Settings> made = Settings.of(distribution);
    if (made.isEmpty()) {
      return Sizes.symbol("reconstructed");
    }
    return switch (made.get().type()) {
      case "GaussianReconstructionDistribution" -> in.times(Dim.of(2));
      case "CompositeReconstructionDistribution" ->
          Sizes.sum(
              made.get().calls().stream()
                  .filter(call -> call.method().equals("addDistribution"))
                  .map(
                      call ->
                          reconstructed(
                              call.argument(1), Sizes.dim(call.argument(0), "reconstructed")))
                  .toList());
      default -> in;
    };
  }

  private static List<Dim> sizes(Drawing it, String setter) {
    var sizes = new ArrayList<Dim>();
    List<Value> given = it.own().last(setter).map(call -> call.arguments()).orElse(List.of());
    for (Value value : Dl4jApi.spread(given)) {
      sizes.add(Sizes.dim(value, setter));
    }
    return sizes.isEmpty() ? List.of(Dim.of(100)) : sizes;
  }

  static Tensor repeat(Drawing it) {
    Dim times = it.own().argument(0).map(v -> Sizes.dim(v, "n")).orElse(Sizes.symbol("n"));
    String column = it.blocks().op("Unsqueeze", "Column", it.x(), it.blocks().integers("axis", 2));
    Optional<Long> known = Sizes.known(times);
    String repeated =
        known.isPresent()
            ? it.blocks().op("Tile", "", column, it.blocks().integers("times", 1, 1, known.get()))
            : it.blocks().opaque("RepeatVector", List.of(column), 1).get(0);
    return new Tensor(repeated, new Flow.Sequence(it.flow().size(), times));
  }

  /** A layer that cannot be drawn: its result is there, what it does and holds is not known. */
  static Tensor opaque(Drawing it) {
    it.markOpaque();
    String type = it.settings().type();
    Dim out = it.outSize();
    String result = it.blocks().opaque(type, List.of(it.x()), 1).get(0);
    it.declare(
        "unknown",
        new Shape(List.of(Sizes.symbol(type + ".parameters"))),
        new modellint.graph.Weights.Unknown("the parameters of " + type + " are not known"));
    Flow flow = it.flow();
    return new Tensor(
        result,
        flow instanceof Flow.Sequence sequence
            ? new Flow.Sequence(out, sequence.time())
            : flow instanceof Flow.Rows ? new Flow.Rows(out, Optional.empty()) : flow);
  }

  static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", new Attribute.Int(axis));
  }
}
