package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;

/** Reads a {@code GraphBuilder}: named layers and vertices in any order. */
final class GraphReader {

  /** A vertex as added: a layer with its preprocessor, or a vertex of its own kind. */
  private record Vertex(
      String name,
      Value content,
      boolean isLayer,
      Optional<Value> preprocessor,
      List<String> inputs,
      Place.Line place) {}

  private final Settings builder;
  private final LayerDrawer drawer;
  private final GraphSketch sketch;
  private final Map<String, Vertex> vertices = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, Tensor> drawn = new LinkedHashMap<>();

  private GraphReader(Settings builder, Globals globals, String name, Place.Line place) {
    this.builder = builder;
    this.sketch = new GraphSketch(name, place);
    this.drawer = new LayerDrawer(sketch, globals);
  }

  static Network read(
      Settings builder, Globals globals, String name, Place.Line place, Place.Line site)
      throws Network.Undetermined {
    var reader = new GraphReader(builder, globals, name, place);
    reader.collect();
    return reader.draw(site);
  }

  private void collect() throws Network.Undetermined {
    String last = "";
    for (Call call : builder.calls()) {
      boolean structural =
          call.method()
              .matches(
                  "add(Inputs|Layer|Vertex)|layer|append(Layer|Vertex)|setOutputs|removeVertex");
      if (structural && !call.certain()) {
        throw new Network.Undetermined(
            call.method() + " in line " + call.place().line() + " stands behind a condition");
      }
      switch (call.method()) {
        case "addInputs" -> inputs.addAll(names(call, 0));
        case "setOutputs" -> {
          outputs.clear();
          outputs.addAll(names(call, 0));
        }
        case "addLayer", "layer", "addVertex" -> last = add(call);
        case "appendLayer", "appendVertex" -> last = append(call, last);
        case "removeVertex" -> vertices.remove(text(call.argument(0), call));
        default -> {}
      }
      if (call.method().equals("addInputs") && !inputs.isEmpty()) {
        last = inputs.get(inputs.size() - 1);
      }
    }
    if (vertices.isEmpty()) {
      throw new Network.Undetermined("no vertex of the definition is in the sources at hand");
    }
  }

  private String add(Call call) throws Network.Undetermined {
    String name = text(call.argument(0), call);
    boolean layer = !call.method().equals("addVertex");
    Value third = call.argument(2);
    boolean preprocessed = layer && third instanceof Obj;
    var vertex =
        new Vertex(
            name,
            call.argument(1),
            layer,
            preprocessed ? Optional.of(third) : Optional.empty(),
            names(call, preprocessed || (layer && third instanceof Value.Nothing) ? 3 : 2),
            call.place());
    vertices.put(name, vertex);
    return name;
  }

  private String append(Call call, String last) throws Network.Undetermined {
    String name = text(call.argument(0), call);
    boolean layer = call.method().equals("appendLayer");
    Optional<Value> preprocessor =
        call.arguments().size() > 2 ? Optional.of(call.argument(2)) : Optional.empty();
    vertices.put(
        name, new Vertex(name, call.argument(1), layer, preprocessor, List.of(last), call.place()));
    return name;
  }

  private static List<String> names(Call call, int first) throws Network.Undetermined {
    var names = new ArrayList<String>();
    List<Value> rest =
        call.arguments().subList(Math.min(first, call.arguments().size()), call.arguments().size());
    for (Value value : Dl4jApi.spread(rest)) {
      names.add(text(value, call));
    }
    return names;
  }

  private static String text(Value value, Call call) throws Network.Undetermined {
    return value
        .text()
        .or(() -> value.whole().map(Object::toString))
        .orElseThrow(
            () ->
                new Network.Undetermined(
                    "a vertex' name in line " + call.place().line() + " is not known"));
  }

  private Network draw(Place.Line site) throws Network.Undetermined {
    List<Value> types =
        builder.last("setInputTypes").map(it -> Dl4jApi.spread(it.arguments())).orElse(List.of());
    for (int i = 0; i < inputs.size(); i++) {
      String input = inputs.get(i);
      Optional<Flow> stated = i < types.size() ? InputTypes.of(types.get(i)) : Optional.empty();
      Flow flow = stated.orElseGet(() -> firstFlow(input));
      drawn.put(input, new Tensor(sketch.input(input, InputTypes.shape(flow)), flow));
    }
    boolean override = !types.isEmpty() && drawer.globals().version().infersAlways();
    var waiting = new LinkedHashMap<>(vertices);
    while (!waiting.isEmpty()) {
      Optional<Vertex> ready =
          waiting.values().stream()
              .filter(it -> drawn.keySet().containsAll(it.inputs()))
              .findFirst();
      if (ready.isEmpty()) {
        throw new Network.Undetermined(
            "vertex " + waiting.keySet().iterator().next() + " has an input that nothing defines");
      }
      Vertex vertex = ready.get();
      waiting.remove(vertex.name());
      if (vertex.inputs().isEmpty()) {
        throw new Network.Undetermined("vertex " + vertex.name() + " has no input");
      }
      List<Tensor> in = new ArrayList<>();
      for (String name : vertex.inputs()) {
        in.add(Optional.ofNullable(drawn.get(name)).orElseThrow());
      }
      drawn.put(vertex.name(), draw(vertex, in, override));
    }
    var results = new ArrayList<String>();
    for (String output : outputs.isEmpty() ? List.of(lastDrawn()) : outputs) {
      results.add(
          Optional.ofNullable(drawn.get(output))
              .map(Tensor::name)
              .orElseThrow(() -> new Network.Undetermined("output " + output + " is no vertex")));
    }
    return Network.of(site, drawer, results);
  }

  private String lastDrawn() {
    return drawn.keySet().stream().reduce((a, b) -> b).orElse("");
  }

  private Flow firstFlow(String input) {
    return vertices.values().stream()
        .filter(it -> it.inputs().contains(input) && it.isLayer())
        .findFirst()
        .map(it -> SequentialReader.layer(it.content(), it.place()))
        .map(
            it ->
                Layouts.first(
                    Dl4jApi.aliases().getOrDefault(it.type(), it.type()), SequentialReader.nIn(it)))
        .orElseGet(() -> new Flow.Rows(Sizes.symbol(input), Optional.empty()));
  }

  private Tensor draw(Vertex vertex, List<Tensor> in, boolean override) {
    if (!vertex.isLayer()) {
      return Vertices.draw(
          SequentialReader.layer(vertex.content(), vertex.place()),
          in,
          new Blocks(sketch, vertex.name(), vertex.place()));
    }
    Tensor only = in.get(0);
    if (in.size() > 1) {
      only = Vertices.merge(in, new Blocks(sketch, vertex.name() + "-merge", vertex.place()));
    }
    Settings layer = SequentialReader.layer(vertex.content(), vertex.place());
    return drawer.draw(vertex.name(), layer, only, vertex.preprocessor(), override);
  }
}
