package modellint.analysis.pattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * The nodes that a finder has collected so far. It becomes a {@link Pattern} where no value inside
 * is read outside; a value inside may be an output of the graph as well.
 */
final class Sketch {

  private final Wiring wiring;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  Sketch(Wiring wiring, Node first) {
    this.wiring = wiring;
    add(first);
  }

  /** Takes {@code node} in and returns its output. */
  String add(Node node) {
    nodes.put(node.output(), node);
    return node.output();
  }

  /** The value behind casts, which are taken in. */
  String behindCasts(String value) {
    String behind = value;
    Optional<Node> cast = wiring.producer(behind, "Cast");
    while (cast.isPresent()) {
      add(cast.get());
      behind = cast.get().inputs().get(0);
      cast = wiring.producer(behind, "Cast");
    }
    return behind;
  }

  /** Goes back over {@code type} where it produces {@code value}; the node is taken in. */
  Optional<Node> back(String value, String type) {
    Optional<Node> node = wiring.producer(behindCasts(value), type);
    node.ifPresent(this::add);
    return node;
  }

  /** The only reader of {@code value}, where it is a {@code type}; the node is taken in. */
  Optional<Node> forth(String value, String type) {
    Optional<Node> node = wiring.reader(value).filter(it -> it.is(type));
    node.ifPresent(this::add);
    return node;
  }

  /** Scale, then bias, each a stored tensor behind {@code value}. */
  Affine affine(String value) {
    Optional<String> scale = addend(value, "Mul");
    String scaled = scale.isPresent() ? after(value) : value;
    Optional<String> bias = addend(scaled, "Add");
    return new Affine(scale, bias, bias.isPresent() ? after(scaled) : scaled);
  }

  /** A scale and a bias, and the value behind both. */
  record Affine(Optional<String> scale, Optional<String> bias, String output) {}

  /** What the only reader of {@code value} combines it with, where that is a stored tensor. */
  private Optional<String> addend(String value, String type) {
    String at = value;
    Optional<Node> cast = wiring.reader(at).filter(it -> it.is("Cast"));
    if (cast.isPresent()) {
      at = cast.get().output();
    }
    String from = at;
    Optional<Node> reader = wiring.reader(from).filter(it -> it.is(type));
    Optional<String> other =
        reader
            .map(it -> other(it, from))
            .filter(it -> wiring.isFixed(it) && wiring.scalar(it).isEmpty());
    if (other.isPresent()) {
      cast.ifPresent(this::add);
      reader.ifPresent(this::add);
    }
    return other;
  }

  /** The result of the node that {@link #addend} has taken in. */
  private String after(String value) {
    Node reader = wiring.reader(value).orElseThrow();
    return reader.is("Cast")
        ? wiring.reader(reader.output()).orElseThrow().output()
        : reader.output();
  }

  /** The operand of a two-operand node that is not {@code value}. */
  static String other(Node node, String value) {
    return node.inputs().get(node.inputs().get(0).equals(value) ? 1 : 0);
  }

  /** True where {@code node} squares {@code value}: a product with itself or a power of two. */
  boolean squares(Node node, String value) {
    return node.inputs().size() == 2
        && node.inputs().get(0).equals(value)
        && (node.is("Mul")
            ? node.inputs().get(1).equals(value)
            : node.is("Pow") && wiring.isScalar(node.inputs().get(1), 2, 0));
  }

  /** The value whose square {@code value} is; the squaring node is taken in. */
  Optional<String> root(String value) {
    return wiring
        .producer(behindCasts(value))
        .filter(it -> !it.inputs().isEmpty() && squares(it, it.inputs().get(0)))
        .map(
            it -> {
              add(it);
              return it.inputs().get(0);
            });
  }

  Optional<List<Long>> axes(Node reduction) {
    return reduction
        .integers("axes")
        .or(
            () ->
                reduction
                    .input(1)
                    .flatMap(wiring::elements)
                    .map(all -> all.stream().map(Double::longValue).toList()));
  }

  Optional<Pattern> closed(Pattern.Kind kind, String input, String output) {
    return closed(
        kind,
        input,
        List.of(),
        output,
        new Affine(Optional.empty(), Optional.empty(), output),
        0,
        List.of());
  }

  Optional<Pattern> closed(
      Pattern.Kind kind,
      String input,
      List<String> others,
      String output,
      Affine affine,
      double epsilon,
      List<Long> axes) {
    for (Node node : nodes.values()) {
      for (String value : node.outputs()) {
        if (!value.equals(output) && !readers(value)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        new Pattern(
            kind,
            input,
            others,
            output,
            Set.copyOf(nodes.values()),
            affine.scale(),
            affine.bias(),
            epsilon,
            axes));
  }

  private boolean readers(String value) {
    return wiring.readers(value).stream()
        .allMatch(reader -> !reader.outputs().isEmpty() && nodes.get(reader.output()) == reader);
  }
}
