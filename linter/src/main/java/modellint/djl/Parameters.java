package modellint.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** The parameters declared so far, by the library's own names; a block used twice has them once. */
final class Parameters {

  /**
   * A parameter with the shape that the library gives it.
   *
   * @param drawn its name in the graph
   */
  record Entry(
      String name,
      ParameterType type,
      Shape shape,
      boolean trained,
      Weights weights,
      String drawn) {}

  /** {@code block.freezeParameters(freeze)} on the block at {@code scope}. */
  private record Freeze(String scope, boolean frozen) {}

  private final GraphSketch sketch;
  private final Initializers initializers;
  private final Refusals refusals;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Freeze> freezes = new ArrayList<>();
  private boolean frozenAtWill;
  private boolean handedOut;

  Parameters(GraphSketch sketch, Initializers initializers, Refusals refusals) {
    this.sketch = sketch;
    this.initializers = initializers;
    this.refusals = refusals;
  }

  /** True for calls on a block that are about its parameters. */
  static boolean hears(Call call) {
    return switch (call.method()) {
      case "setInitializer", "freezeParameters", "getParameters", "getDirectParameters" -> true;
      default -> false;
    };
  }

  /** Notes what is said of the parameters of the block at {@code scope}. */
  void hear(String scope, Call call) {
    switch (call.method()) {
      case "setInitializer" -> initializers.set(scope, call);
      case "freezeParameters" -> freeze(scope, call);
      default -> handedOut = true;
    }
  }

  /** Notes that they are frozen, or that they may be. */
  private void freeze(String scope, Call call) {
    Optional<Boolean> frozen = call.argument(0).truth();
    if (frozen.isEmpty() || !call.certain() || call.arguments().size() != 1) {
      frozenAtWill = true;
    } else {
      freezes.add(new Freeze(scope, frozen.get()));
    }
  }

  /**
   * The name in the graph of parameter {@code key} of the block at {@code path}.
   *
   * @param drawn the shape that the ONNX operator wants, of the same elements as {@code shape}
   */
  String declare(
      String path, String key, ParameterType type, Shape shape, Shape drawn, boolean trained) {
    return declare(path, key, type, shape, drawn, trained, Optional.empty());
  }

  /**
   * @param own the initialiser that the parameter itself was made with
   */
  String declare(
      String path,
      String key,
      ParameterType type,
      Shape shape,
      Shape drawn,
      boolean trained,
      Optional<Initializers.Own> own) {
    String name = path.isEmpty() ? key : path + "_" + key;
    Entry known = entries.get(name);
    if (known != null) {
      shared(known, shape);
      return known.drawn();
    }
    Weights weights = initializers.of(path, type, key, shape, own);
    String inGraph = sketch.parameter(new Declaration(name, drawn, weights));
    entries.put(name, new Entry(name, type, shape, isTrained(path, trained), weights, inGraph));
    return inGraph;
  }

  /** A block that stands in two places keeps the shape that it was initialised with first. */
  private void shared(Entry known, Shape shape) {
    boolean sized = known.shape().rank() == shape.rank();
    for (int i = 0; sized && i < shape.rank(); i++) {
      Dim one = known.shape().dim(i);
      Dim other = shape.dim(i);
      if (one.isKnown() && other.isKnown() && one.size() != other.size()) {
        String what = "the second use of " + known.name();
        refusals.add(Fault.UNFIT_OPERANDS, what, other.size(), one.size());
        throw new Refused();
      }
    }
  }

  private boolean isTrained(String path, boolean otherwise) {
    return freezes.stream()
        .filter(it -> Initializers.isWithin(path, it.scope()))
        .reduce((a, b) -> b)
        .map(it -> !it.frozen())
        .orElse(otherwise);
  }

  /** True where nothing is trained, and the program keeps no hand on a single parameter. */
  boolean isFrozen() {
    return !frozenAtWill && !handedOut && entries.values().stream().noneMatch(Entry::trained);
  }

  List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  Dim total() {
    return Sizes.sum(all().stream().map(it -> it.shape().elements()).toList());
  }

  /** A symbol where the program decides when it runs. */
  Dim trained() {
    return frozenAtWill
        ? Dim.symbol("trainable")
        : Sizes.sum(
            all().stream().filter(Entry::trained).map(it -> it.shape().elements()).toList());
  }
}
