package modellint.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/**
 * A {@code ListBuilder} before it is drawn: layers by index, one behind the other.
 *
 * @param flow what comes in, as far as the definition says
 * @param base where the definition names a network, not known, that stands before it
 */
record ListPlan(
    TreeMap<Long, Vertex> layers,
    Map<Long, Value> preprocessors,
    Flow flow,
    Inference inference,
    Optional<Place.Line> base)
    implements Plan {

  static ListPlan of(Settings list, Globals globals, Refusals refusals)
      throws Network.Undetermined {
    TreeMap<Long, Vertex> layers = layers(list, Heritage.of(globals));
    if (layers.isEmpty()) {
      throw new Network.Undetermined("no layer of the definition is in the sources at hand");
    }
    for (long index = 0; index < layers.size(); index++) {
      if (!layers.containsKey(index)) {
        refusals.add(Fault.MISSING_LAYER, "", list.place(), index, layers.size());
        break;
      }
    }
    if (globals.version().validatesOutputs()) {
      layers.headMap(layers.lastKey()).values().stream()
          .filter(it -> it.type().matches("(Rnn)?OutputLayer"))
          .forEach(
              it ->
                  refusals.add(
                      Fault.INNER_OUTPUT,
                      it.name(),
                      it.place(),
                      layers.size() - 1.0 - List.copyOf(layers.values()).indexOf(it),
                      0));
    }
    Map<Long, Value> preprocessors = preprocessors(list);
    Vertex first = layers.firstEntry().getValue();
    Optional<Flow> stated = list.value("setInputType", "inputType").flatMap(InputTypes::of);
    Flow flow =
        stated
            .or(() -> Optional.ofNullable(preprocessors.get(0L)).flatMap(Layouts::before))
            .orElseGet(() -> Layouts.first(first.type(), nIn(first.content())));
    return new ListPlan(
        layers,
        preprocessors,
        flow,
        inference(list, globals, first, preprocessors),
        Optional.empty());
  }

  private static Inference inference(
      Settings list, Globals globals, Vertex first, Map<Long, Value> preprocessors) {
    Optional<Call> typed = list.last("setInputType", "inputType");
    boolean open =
        typed.filter(it -> !it.certain()).isPresent()
            || first.type().equals(Vertex.UNKNOWN)
            || list.last("cnnInputSize", "inputPreProcessors", "confs").isPresent()
            || list.value("overrideNinUponBuild").filter(it -> it.truth().isEmpty()).isPresent();
    if (open) {
      return Inference.UNKNOWN;
    }
    boolean inferred = preprocessors.get(0L) == null && infersFrom(first.content());
    if (typed.isEmpty() && !inferred) {
      return Inference.NONE;
    }
    return globals.version().infersAlways() && list.truth("overrideNinUponBuild").orElse(true)
        ? Inference.REPLACES
        : Inference.FILLS;
  }

  /** Without an input type the library still infers from these first layers. */
  static boolean infersFrom(Settings first) {
    return first.type().matches("DenseLayer|EmbeddingLayer|OutputLayer|LSTM|Graves.*|SimpleRnn")
        && first.value("nIn").filter(Sizes::isSet).isPresent();
  }

  /** The stated input size of a layer, or of the one that it wraps. */
  static Dim nIn(Settings first) {
    Optional<Value> own =
        first.arguments().stream()
            .flatMap(it -> it instanceof Obj layer ? layer.field("nIn").stream() : Stream.empty())
            .filter(it -> it.whole().filter(size -> size > 0).isPresent())
            .findFirst();
    if (own.isPresent() && first.value("nIn").isEmpty()) {
      // A layer of the program's own keeps its input size as every layer of the library does.
      return Sizes.dim(own.get(), "nIn");
    }
    Settings inner =
        first.arguments().stream()
            .flatMap(it -> Settings.of(it).stream())
            .findFirst()
            .filter(it -> it.value("nIn").isPresent())
            .orElse(first);
    return inner.value("nIn").map(it -> Sizes.dim(it, "nIn")).orElseGet(() -> Sizes.symbol("nIn"));
  }

  static String name(Settings layer, long index) {
    return layer.value("name").flatMap(Value::text).orElse("layer" + index);
  }

  private static TreeMap<Long, Vertex> layers(Settings list, Heritage heritage)
      throws Network.Undetermined {
    var layers = new TreeMap<Long, Vertex>();
    long next = 0;
    for (Value value : Dl4jApi.spread(list.arguments())) {
      if (value instanceof Obj) {
        put(layers, next++, value, list.place(), heritage);
      }
    }
    for (Call call : list.calls()) {
      if (!call.method().equals("layer")) {
        continue;
      }
      if (!call.certain()) {
        throw new Network.Undetermined(
            "the layer in line " + call.place().line() + " stands behind a condition");
      }
      boolean indexed = call.arguments().size() > 1;
      if (indexed && call.argument(0).whole().isEmpty()) {
        throw new Network.Undetermined(
            "the index of the layer in line " + call.place().line() + " is not known");
      }
      long index = indexed ? call.argument(0).whole().orElse(next) : next;
      put(layers, index, call.argument(indexed ? 1 : 0), call.place(), heritage);
      next = Math.max(next, index + 1);
    }
    return layers;
  }

  private static void put(
      Map<Long, Vertex> layers, long index, Value layer, Place.Line place, Heritage heritage) {
    Settings content = Vertex.content(layer, place);
    layers.put(index, Vertex.layer(name(content, index), content, heritage));
  }

  private static Map<Long, Value> preprocessors(Settings list) {
    var all = new HashMap<Long, Value>();
    for (Call call : list.calls()) {
      if (call.method().equals("inputPreProcessor") && call.argument(0).whole().isPresent()) {
        all.put(call.argument(0).whole().get(), call.argument(1));
      }
    }
    return all;
  }

  @Override
  public Inference inference(Globals globals) {
    return inference;
  }

  @Override
  public List<Vertex> all() {
    return List.copyOf(layers.values());
  }

  @Override
  public List<String> draw(LayerDrawer drawer) {
    var at = new Tensor(drawer.input("input", flow, base), flow);
    if (inference == Inference.NONE) {
      drawer.guessed(at);
    }
    for (var entry : layers.entrySet()) {
      Vertex layer = entry.getValue();
      Optional<Value> preprocessor = Optional.ofNullable(preprocessors.get(entry.getKey()));
      at = drawer.draw(layer, at, preprocessor);
    }
    return List.of(at.name());
  }
}
