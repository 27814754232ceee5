package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/**
 * Dot-product attention over sequences [N, size, time], with heads and projections or without. The
 * projections' fans are the library's, which has those of the way in and the way out exchanged.
 */
final class AttentionLayers {

  private AttentionLayers() {}

  /** What runs along: the names of queries, keys and values, each with its features. */
  private record Streams(Tensor queries, Tensor keys, Tensor values) {}

  static Tensor self(Drawing it) {
    Tensor x = new Tensor(it.x(), it.flow());
    Dim in = it.inSize(it.flow().size());
    return attend(it, new Streams(x, x, x), in, exchanged(it, in), time(it.flow()));
  }

  /** Queries that are parameters, the same for every example. */
  static Tensor learned(Drawing it) {
    Dim in = it.inSize(it.flow().size());
    Dim many = number(it, "nQueries", Sizes.symbol("nQueries"));
    Declaration queries = it.ownWeight("Q", Fans.of(in, many), Dim.of(1), in, many);
    Tensor x = new Tensor(it.x(), it.flow());
    var drawn = new Tensor(it.blocks().parameter(queries), new Flow.Sequence(in, many));
    return attend(it, new Streams(drawn, x, x), in, exchanged(it, in), many);
  }

  /** A vertex with a sequence each for queries, keys and values; its fans are in order. */
  static Tensor vertex(Drawing it, List<Tensor> in) {
    Tensor queries = in.get(0);
    Tensor keys = in.get(Math.min(1, in.size() - 1));
    Tensor values = in.get(in.size() - 1);
    Dim size = heads(it).size();
    Fans out = Fans.of(heads(it).count().times(size), it.outSize());
    List<Fans> fans =
        List.of(
            Fans.of(queries.flow().size(), size),
            Fans.of(keys.flow().size(), size),
            Fans.of(values.flow().size(), size),
            out);
    return attend(
        it, new Streams(queries, keys, values), values.flow().size(), fans, time(queries.flow()));
  }

  private static List<Fans> exchanged(Drawing it, Dim in) {
    Heads heads = heads(it);
    Fans inwards = Fans.of(heads.count().times(heads.size()), it.outSize());
    return List.of(inwards, inwards, inwards, Fans.of(in, heads.size()));
  }

  /** How many heads there are and how many features each has. */
  private record Heads(Dim count, Dim size) {}

  private static Heads heads(Drawing it) {
    Dim count = number(it, "nHeads", Dim.of(1));
    Dim size =
        it.outSize().dividedBy(count).orElse(Sizes.symbol(it.settings().name() + ".headSize"));
    return new Heads(count, number(it, "headSize", size));
  }

  private static Dim number(Drawing it, String setter, Dim otherwise) {
    return it.own()
        .value(setter)
        .filter(Sizes::isSet)
        .map(value -> Sizes.dim(value, it.settings().name() + "." + setter))
        .orElse(otherwise);
  }

  private static Dim time(Flow flow) {
    return flow instanceof Flow.Sequence sequence ? sequence.time() : Sizes.symbol("time");
  }

  private static Tensor attend(Drawing it, Streams in, Dim size, List<Fans> fans, Dim time) {
    Optional<Boolean> projects =
        it.own().value("projectInput").map(Value::truth).orElse(Optional.of(false));
    if (projects.isEmpty()) {
      return OtherLayers.opaque(it);
    }
    if (!projects.get()) {
      String mixed = mix(it, in.queries().name(), in.keys().name(), in.values().name(), size, 1);
      return new Tensor(mixed, new Flow.Sequence(size, time));
    }
    Heads heads = heads(it);
    Dim joined = heads.count().times(heads.size());
    String queries = projected(it, "Wq", fans.get(0), heads, in.queries());
    String keys = projected(it, "Wk", fans.get(1), heads, in.keys());
    String values = projected(it, "Wv", fans.get(2), heads, in.values());
    Declaration out = it.ownWeight("Wo", fans.get(3), joined, it.outSize());
    String mixed = mix(it, queries, keys, values, heads.size(), 2);
    String flat =
        joined.isKnown()
            ? it.blocks()
                .op("Reshape", "Join", mixed, it.blocks().integers("joined", 0, joined.size(), -1))
            : it.blocks().opaque("Join", List.of(mixed), 1).get(0);
    String turned = it.blocks().transpose(it.blocks().parameter(out), "Turn", 1, 0);
    return new Tensor(
        it.blocks().op("MatMul", "", turned, flat), new Flow.Sequence(it.outSize(), time));
  }

  /** [heads, headSize, size] times [N, 1, size, time]. */
  private static String projected(Drawing it, String key, Fans fans, Heads heads, Tensor in) {
    Declaration weight = it.ownWeight(key, fans, heads.count(), heads.size(), in.flow().size());
    String wide =
        it.blocks().op("Unsqueeze", key + "Wide", in.name(), it.blocks().integers(key + "Axis", 1));
    return it.blocks().op("MatMul", key, it.blocks().parameter(weight), wide);
  }

  /** Values weighted by a softmax over keys, scaled by the root of the features. */
  private static String mix(
      Drawing it, String queries, String keys, String values, Dim size, int rows) {
    String turned =
        rows == 1
            ? it.blocks().transpose(keys, "TurnKeys", 0, 2, 1)
            : it.blocks().transpose(keys, "TurnKeys", 0, 1, 3, 2);
    String scores = it.blocks().op("MatMul", "Scores", turned, queries);
    String scaled =
        size.isKnown()
            ? it.blocks()
                .op(
                    "Div",
                    "Scale",
                    scores,
                    it.blocks().scalar("root", StrictMath.sqrt((double) size.size())))
            : it.blocks().opaque("Scale", List.of(scores), 1).get(0);
    String weights =
        it.blocks()
            .op("Softmax", "Softmax", List.of(scaled), Map.of("axis", new Attribute.Int(rows)));
    return it.blocks().op("MatMul", "Mix", values, weights);
  }

  /** Attention from each step's output back to the inputs: no ONNX operator says it. */
  static Tensor recurrent(Drawing it) {
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    Heads heads = heads(it);
    List<Fans> fans = exchanged(it, in);
    it.ownWeight("W", Fans.of(in, out), in, out);
    it.ownWeight("RW", Fans.of(out, out), out, out);
    if (it.own().truth("hasBias").orElse(true)) {
      it.constant("b", 0, out);
    }
    if (it.own().truth("projectInput").orElse(true)) {
      it.ownWeight("Wq", fans.get(0), heads.count(), heads.size(), out);
      it.ownWeight("Wk", fans.get(1), heads.count(), heads.size(), in);
      it.ownWeight("Wv", fans.get(2), heads.count(), heads.size(), in);
      it.ownWeight("Wo", fans.get(3), heads.count().times(heads.size()), out);
    }
    return new Tensor(it.opaque("RecurrentAttention"), new Flow.Sequence(out, time(it.flow())));
  }
}
