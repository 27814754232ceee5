package modellint.dl4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;

/** Reads a {@code ListBuilder}: layers by index, one behind the other. */
final class SequentialReader {

  private SequentialReader() {}

  static Network read(
      Settings list, Globals globals, String name, Place.Line place, Place.Line site)
      throws Network.Undetermined {
    Map<Long, Settings> layers = layers(list);
    if (layers.isEmpty()) {
      throw new Network.Undetermined("no layer of the definition is in the sources at hand");
    }
    var sketch = new GraphSketch(name, place);
    var drawer = new LayerDrawer(sketch, globals);
    Map<Long, Value> preprocessors = preprocessors(list);
    Optional<Flow> stated = list.value("setInputType", "inputType").flatMap(InputTypes::of);
    Settings first = layers.values().iterator().next();
    Flow flow = stated.orElseGet(() -> Layouts.first(alias(first.type()), nIn(first)));
    boolean override =
        globals.version().infersAlways()
            && list.truth("overrideNinUponBuild").orElse(true)
            && (stated.isPresent() || inferredFromFirst(first));
    Tensor at = new Tensor(sketch.input("input", InputTypes.shape(flow)), flow);
    for (var entry : layers.entrySet()) {
      Settings layer = entry.getValue();
      String layerName = name(layer, entry.getKey());
      at =
          drawer.draw(
              layerName,
              layer,
              at,
              Optional.ofNullable(preprocessors.get(entry.getKey())),
              override);
    }
    return Network.of(site, drawer, List.of(at.name()));
  }

  /** Without an input type the library still infers from these first layers. */
  private static boolean inferredFromFirst(Settings first) {
    return first.type().matches("DenseLayer|EmbeddingLayer|OutputLayer|.*LSTM|SimpleRnn")
        && first.value("nIn").filter(Sizes::isSet).isPresent();
  }

  static Dim nIn(Settings first) {
    Settings inner =
        first.arguments().stream()
            .flatMap(it -> Settings.of(it).stream())
            .findFirst()
            .filter(it -> it.value("nIn").isPresent())
            .orElse(first);
    return inner.value("nIn").map(it -> Sizes.dim(it, "nIn")).orElseGet(() -> Sizes.symbol("nIn"));
  }

  private static String alias(String type) {
    return Dl4jApi.aliases().getOrDefault(type, type);
  }

  private static String name(Settings layer, long index) {
    return layer.value("name").flatMap(Value::text).orElse("layer" + index);
  }

  private static Map<Long, Settings> layers(Settings list) throws Network.Undetermined {
    var layers = new TreeMap<Long, Settings>();
    long next = 0;
    for (Value value : Dl4jApi.spread(list.arguments())) {
      if (value instanceof Obj) {
        layers.put(next++, layer(value, list.place()));
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
      layers.put(index, layer(call.argument(indexed ? 1 : 0), call.place()));
      next = Math.max(next, index + 1);
    }
    return new LinkedHashMap<>(layers);
  }

  /** The layer that {@code value} is; one that cannot be read is opaque. */
  static Settings layer(Value value, Place.Line place) {
    return Settings.of(value)
        .orElseGet(
            () -> {
              String type = value instanceof Obj it ? it.type() : "";
              String simple = type.substring(type.lastIndexOf('.') + 1);
              return new Settings(
                  simple.isEmpty() ? "UnknownLayer" : simple, List.of(), List.of(), place);
            });
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
}
