package modellint.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/**
 * A {@code GraphBuilder} before it is drawn: named layers and vertices in any order. Mutable, since
 * transfer learning edits what another definition says.
 */
final class GraphPlan implements Plan {

  private static final String STRUCTURE =
      "add(Inputs|Layer|Vertex)|layer|append(Layer|Vertex)|setOutputs|setInputTypes|nOutReplace"
          + "|nInReplace|removeVertex(KeepConnections|AndConnections)?";

  private final Map<String, Vertex> vertices = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final List<Value> types = new ArrayList<>();
  private final Refusals refusals;
  private String last = "";
  private Optional<Place.Line> base = Optional.empty();

  GraphPlan(Refusals refusals) {
    this.refusals = refusals;
  }

  /** The same graph, to be edited. */
  GraphPlan copy(Refusals refusals) {
    var copy = new GraphPlan(refusals);
    copy.vertices.putAll(vertices);
    copy.inputs.addAll(inputs);
    copy.outputs.addAll(outputs);
    copy.types.addAll(types);
    return copy;
  }

  static GraphPlan of(Settings builder, Globals globals, Refusals refusals)
      throws Network.Undetermined {
    var plan = new GraphPlan(refusals);
    for (Call call : builder.calls()) {
      plan.apply(call, Heritage.of(globals));
    }
    for (Call call : builder.calls()) {
      if (call.method().equals("inputPreProcessor") && call.certain()) {
        plan.preprocess(call);
      }
    }
    boolean late = !plan.types.isEmpty() && plan.types.size() != plan.inputs.size();
    if (late && globals.version().validatesOutputs() && !plan.inputs.isEmpty()) {
      builder
          .last("setInputTypes")
          .ifPresent(
              call ->
                  refusals.add(
                      Fault.INPUT_TYPES, "", call.place(), plan.types.size(), plan.inputs.size()));
    }
    if (plan.vertices.isEmpty()) {
      throw new Network.Undetermined("no vertex of the definition is in the sources at hand");
    }
    return plan;
  }

  /** What one call on the builder changes; those that say nothing of the structure change none. */
  void apply(Call call, Heritage heritage) throws Network.Undetermined {
    if (call.method().matches(STRUCTURE) && !call.certain()) {
      throw new Network.Undetermined(
          call.method() + " in line " + call.place().line() + " stands behind a condition");
    }
    switch (call.method()) {
      case "addInputs" -> {
        inputs.addAll(names(call, 0));
        last = inputs.isEmpty() ? last : inputs.get(inputs.size() - 1);
      }
      case "setOutputs" -> {
        outputs.clear();
        outputs.addAll(names(call, 0));
      }
      case "setInputTypes" -> type(call);
      case "addLayer", "layer", "addVertex" -> last = add(call, heritage);
      case "appendLayer", "appendVertex" -> last = append(call, heritage);
      case "removeVertex", "removeVertexAndConnections" ->
          remove(text(call.argument(0), call), true);
      case "removeVertexKeepConnections" -> remove(text(call.argument(0), call), false);
      default -> {}
    }
  }

  /** The library looks for the layer when it builds, wherever the call stands. */
  private void preprocess(Call call) throws Network.Undetermined {
    String name = text(call.argument(0), call);
    Optional<Vertex> layer = Optional.ofNullable(vertices.get(name)).filter(Vertex::isLayer);
    if (layer.isEmpty()) {
      refusals.add(Fault.UNKNOWN_LAYER, name, call.place(), 0, 1);
    } else {
      vertices.put(name, layer.get().preprocessed(call.argument(1)));
    }
  }

  private void type(Call call) {
    List<Value> given = Dl4jApi.spread(call.arguments());
    types.addAll(given);
    if (!inputs.isEmpty() && types.size() != inputs.size()) {
      refusals.add(Fault.INPUT_TYPES, "", call.place(), types.size(), inputs.size());
    }
  }

  private String add(Call call, Heritage heritage) throws Network.Undetermined {
    boolean layer = !call.method().equals("addVertex");
    Value third = call.argument(2);
    boolean preprocessed = layer && third instanceof Obj;
    List<String> reads =
        names(call, preprocessed || (layer && third instanceof Value.Nothing) ? 3 : 2);
    return put(call, layer, preprocessed ? Optional.of(third) : Optional.empty(), reads, heritage);
  }

  private String append(Call call, Heritage heritage) throws Network.Undetermined {
    boolean layer = call.method().equals("appendLayer");
    Optional<Value> preprocessor =
        call.arguments().size() > 2 ? Optional.of(call.argument(2)) : Optional.empty();
    return put(call, layer, preprocessor, List.of(last), heritage);
  }

  private String put(
      Call call, boolean layer, Optional<Value> preprocessor, List<String> reads, Heritage heritage)
      throws Network.Undetermined {
    String name = text(call.argument(0), call);
    if (vertices.containsKey(name) && heritage.globals().version().refusesSecondNames()) {
      refusals.add(Fault.DUPLICATE_NAME, name, call.place(), 2, 1);
    }
    Settings content = Vertex.content(call.argument(1), call.place());
    vertices.put(name, new Vertex(name, content, layer, preprocessor, reads, heritage));
    return name;
  }

  private void remove(String name, boolean connections) {
    vertices.remove(name);
    inputs.remove(name);
    if (connections) {
      outputs.remove(name);
      vertices.replaceAll(
          (other, it) -> it.reading(it.inputs().stream().filter(in -> !in.equals(name)).toList()));
    }
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

  static String text(Value value, Call call) throws Network.Undetermined {
    return value
        .text()
        .or(() -> value.whole().map(Object::toString))
        .orElseThrow(
            () ->
                new Network.Undetermined(
                    "a vertex' name in line " + call.place().line() + " is not known"));
  }

  /** The inputs are what a network that is not known gives, in a definition at {@code place}. */
  void standsOn(Collection<String> vertices, Place.Line place) {
    inputs.addAll(vertices);
    base = Optional.of(place);
  }

  Map<String, Vertex> vertices() {
    return vertices;
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> outputs() {
    return outputs;
  }

  @Override
  public List<Vertex> all() {
    return List.copyOf(vertices.values());
  }

  @Override
  public Inference inference(Globals globals) {
    if (types.isEmpty()) {
      return Inference.NONE;
    }
    return globals.version().infersAlways() ? Inference.REPLACES : Inference.FILLS;
  }

  @Override
  public List<String> draw(LayerDrawer drawer) throws Network.Undetermined {
    var drawn = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < inputs.size(); i++) {
      String input = inputs.get(i);
      Optional<Flow> stated = i < types.size() ? InputTypes.of(types.get(i)) : Optional.empty();
      Flow flow = stated.orElseGet(() -> firstFlow(input));
      String name = drawer.input(input, flow, base);
      var given = new Tensor(name, flow);
      if (stated.isEmpty()) {
        drawer.guessed(given);
      }
      drawn.put(input, given);
    }
    var waiting = new LinkedHashMap<>(vertices);
    while (!waiting.isEmpty()) {
      Vertex vertex =
          waiting.values().stream()
              .filter(it -> drawn.keySet().containsAll(it.inputs()))
              .findFirst()
              .orElseThrow(() -> new Network.Undetermined(stuck(waiting)));
      waiting.remove(vertex.name());
      if (vertex.inputs().isEmpty()) {
        throw new Network.Undetermined("vertex " + vertex.name() + " has no input");
      }
      List<Tensor> in =
          vertex.inputs().stream()
              .map(it -> Optional.ofNullable(drawn.get(it)).orElseThrow())
              .toList();
      drawn.put(vertex.name(), draw(vertex, in, drawer));
    }
    String lastDrawn = drawn.keySet().stream().reduce((a, b) -> b).orElse("");
    var results = new ArrayList<String>();
    for (String output : outputs.isEmpty() ? List.of(lastDrawn) : outputs) {
      results.add(
          Optional.ofNullable(drawn.get(output))
              .map(Tensor::name)
              .orElseThrow(() -> new Network.Undetermined("output " + output + " is no vertex")));
    }
    return results;
  }

  /** Why none of {@code waiting} can be drawn: an input that is nowhere, or a circle. */
  private String stuck(Map<String, Vertex> waiting) {
    for (Vertex vertex : waiting.values()) {
      for (String input : vertex.inputs()) {
        if (!vertices.containsKey(input) && !inputs.contains(input)) {
          return "vertex \"%s\" reads \"%s\", which nothing in the sources at hand adds"
              .formatted(vertex.name(), input);
        }
      }
    }
    String first = waiting.keySet().iterator().next();
    return "vertex \"%s\" reads what it gives itself".formatted(first);
  }

  private static Tensor draw(Vertex vertex, List<Tensor> in, LayerDrawer drawer) {
    if (!vertex.isLayer()) {
      return drawer.vertex(vertex, in);
    }
    Tensor only = in.get(0);
    if (in.size() > 1) {
      only =
          Vertices.merge(in, new Blocks(drawer.sketch(), vertex.name() + "-merge", vertex.place()));
    }
    return drawer.draw(vertex, only, vertex.preprocessor());
  }

  /** What flows out of an input without a type, by the first layer that reads it. */
  private Flow firstFlow(String input) {
    return vertices.values().stream()
        .filter(it -> it.inputs().contains(input) && it.isLayer())
        .findFirst()
        .map(
            it ->
                it.preprocessor()
                    .flatMap(Layouts::before)
                    .orElseGet(() -> Layouts.first(it.type(), ListPlan.nIn(it.content()))))
        .orElseGet(() -> new Flow.Rows(Sizes.symbol(input), Optional.empty()));
  }
}
