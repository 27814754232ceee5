package modellint.djl;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** BERT (Devlin et al. 2018) as the library builds it: token ids, type ids and a mask. */
final class Bert {

  /** Types, embedding, blocks, heads, hidden units and longest sequence of each preset. */
  private static final Map<String, List<Long>> PRESETS =
      Map.of(
          "nano", List.of(2L, 256L, 4L, 4L, 1024L, 128L),
          "micro", List.of(2L, 512L, 12L, 8L, 2048L, 128L),
          "base", List.of(16L, 768L, 12L, 12L, 3072L, 256L),
          "large", List.of(16L, 1024L, 24L, 16L, 4096L, 512L));

  private static final List<Long> DEFAULTS = List.of(16L, 768L, 12L, 12L, 3072L, 512L);

  private static final List<String> SETTERS =
      List.of(
          "optTypeDictionarySize",
          "optEmbeddingSize",
          "optTransformerBlockCount",
          "optAttentionHeadCount",
          "optHiddenSize",
          "optMaxSequenceLength");

  /** Dropout inside the encoder layers, whatever the builder is told. */
  private static final double ENCODER_DROPOUT = 0.1;

  private Bert() {}

  /** The sequence, and the first token's pooled features. */
  static List<Tensor> draw(Walk walk, Settings settings, List<Tensor> inputs) {
    if (inputs.size() < 3) {
      throw new OneMore();
    }
    Map<String, Dim> sizes = sizes(walk, settings);
    Dim size = sizes.getOrDefault("optEmbeddingSize", Dim.of(1));
    Dim longest = sizes.getOrDefault("optMaxSequenceLength", Dim.of(1));
    Dim blocks = sizes.getOrDefault("optTransformerBlockCount", Dim.of(1));
    if (!blocks.isKnown() || blocks.size() > 1000) {
      throw new Undetermined("how many blocks a BertBlock has is not known");
    }
    String prefix = walk.path().isEmpty() ? "" : walk.path() + "_";
    Shape steps = new Shape(List.of(Dim.symbol("N"), longest));
    List<Tensor> in = inputs.stream().map(it -> walk.shaped(it, steps)).toList();
    Tensor embedded = embedded(walk, settings, sizes, in);
    Tensor normal = Norms.batch(walk, prefix + "03embeddingNorm", embedded, 2);
    Optional<Double> drop =
        settings.value("optHiddenDropoutProbability").map(Value::real).orElse(Optional.of(0.1));
    Tensor at = walk.at(prefix + "04embeddingDropout", () -> Layers.dropout(walk, normal, drop));
    Tensor mask = mask(walk, in.get(2));
    for (int i = 0; i < blocks.size(); i++) {
      List<Tensor> attending = List.of(at, mask);
      at =
          walk.at(
              prefix + numbered(5 + i, "transformer_" + i),
              () ->
                  Encoder.draw(
                      walk,
                      size,
                      sizes.getOrDefault("optAttentionHeadCount", Dim.of(1)),
                      sizes.getOrDefault("optHiddenSize", Dim.of(1)),
                      Optional.of(ENCODER_DROPOUT),
                      x -> Pointwise.apply(walk, x, Activation.GELU),
                      attending));
    }
    String pooling = prefix + numbered(5 + (int) blocks.size(), "poolingProjection");
    Tensor token = token(walk, at);
    Tensor pooled = Pointwise.apply(walk, Layers.row(walk, pooling, size, token), Activation.TANH);
    return List.of(at, pooled);
  }

  /** What a program asks the block for. */
  static Optional<Value> asked(Settings settings, String method) {
    return switch (method) {
      case "getTokenDictionarySize" -> settings.value("setTokenDictionarySize");
      case "getEmbeddingSize" -> Optional.of(width(settings));
      default -> Optional.empty();
    };
  }

  private static Value width(Settings settings) {
    Value width = Sizes.whole(DEFAULTS.get(1));
    for (Call call : settings.calls()) {
      if (PRESETS.containsKey(call.method())) {
        Value preset = Sizes.whole(PRESETS.getOrDefault(call.method(), DEFAULTS).get(1));
        width = call.certain() ? preset : Settings.stated(call);
      } else if (call.method().equals("optEmbeddingSize")) {
        width = Settings.stated(call);
      }
    }
    return width;
  }

  /** What the builder holds in the end: a preset overrides what was set before it. */
  private static Map<String, Dim> sizes(Walk walk, Settings settings) {
    var sizes = new HashMap<String, Dim>();
    set(sizes, DEFAULTS);
    for (Call call : settings.calls()) {
      boolean preset = PRESETS.containsKey(call.method());
      if (!call.certain() && (preset || SETTERS.contains(call.method()))) {
        throw new Undetermined(call.method() + " is set behind a condition");
      }
      set(sizes, PRESETS.getOrDefault(call.method(), List.of()));
      if (SETTERS.contains(call.method())) {
        sizes.put(call.method(), walk.extents().dim(call.argument(0), call.method()));
      }
    }
    return sizes;
  }

  private static void set(Map<String, Dim> sizes, List<Long> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      sizes.put(SETTERS.get(i), Dim.of(numbers.get(i)));
    }
  }

  /** The sum of the embeddings of tokens, types and positions. */
  private static Tensor embedded(
      Walk walk, Settings settings, Map<String, Dim> sizes, List<Tensor> in) {
    String path = walk.path();
    String prefix = path.isEmpty() ? "" : path + "_";
    Dim size = sizes.getOrDefault("optEmbeddingSize", Dim.of(1));
    Dim items = Layers.units(walk, settings, "setTokenDictionarySize");
    Dim types = sizes.getOrDefault("optTypeDictionarySize", Dim.of(1));
    Shape table = new Shape(List.of(sizes.getOrDefault("optMaxSequenceLength", Dim.of(1)), size));
    String positions =
        walk.parameters()
            .declare(path, "positionEmbedding", ParameterType.WEIGHT, table, table, true);
    Tensor tokens =
        walk.at(prefix + "01tokenEmbedding", () -> Embeddings.lookup(walk, items, size, in.get(0)));
    Tensor kinds =
        walk.at(prefix + "02typeEmbedding", () -> Embeddings.lookup(walk, types, size, in.get(1)));
    String sum = walk.blocks().op("Add", "Types", tokens.name(), kinds.name());
    return tokens.like(walk.blocks().op("Add", "Positions", sum, positions));
  }

  private static Tensor mask(Walk walk, Tensor mask) {
    Shape steps = mask.shape().orElseThrow();
    String raised =
        walk.blocks().op("Unsqueeze", "Mask", mask.name(), walk.blocks().integers("raised", 1, 2));
    return Tensor.of(
        Attention.offsets(walk, raised),
        new Shape(List.of(steps.dim(0), Dim.of(1), Dim.of(1), steps.dim(1))));
  }

  /** The library pools the step of index one. */
  private static Tensor token(Walk walk, Tensor x) {
    return Tensor.of(
        walk.blocks()
            .op(
                "Gather",
                "Token",
                List.of(x.name(), walk.blocks().index("token", 1)),
                Map.of("axis", new Attribute.Int(1))),
        ArrayShapes.without(x.shape().orElseThrow(), 1));
  }

  private static String numbered(int number, String name) {
    return String.format(Locale.ROOT, "%02d%s", number, name);
  }
}
