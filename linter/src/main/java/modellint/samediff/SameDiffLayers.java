package modellint.samediff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.definition.GraphSketch;
import modellint.definition.Unreadable;
import modellint.dl4j.Dl4j;
import modellint.dl4j.OwnLayers;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Init;
import modellint.graph.Weights;

/**
 * Reads the layers of DL4J that a program defines in SameDiff: {@code defineParameters} names the
 * parameters, {@code initializeParameters} fills them, {@code defineLayer} computes. Of an output
 * layer it computes the loss; what the layer gives is the variable that {@code
 * activationsVertexName} names.
 */
public final class SameDiffLayers implements OwnLayers {

  private static final String LAYER = "SameDiffLayer";
  private static final String OUTPUT = "SameDiffOutputLayer";
  private static final String LAMBDA = "SameDiffLambdaLayer";
  private static final String VERTEX = "SameDiffVertex";
  private static final String LAMBDA_VERTEX = "SameDiffLambdaVertex";
  private static final List<String> KINDS = List.of(LAYER, OUTPUT, LAMBDA, VERTEX, LAMBDA_VERTEX);

  private static final Weights UNREAD =
      new Weights.Unknown("the layer's own code sets it in a way that is not read");

  private final Api library = new Dl4j().api();

  private Api api(List<Obj> inputs) {
    return Api.of(List.of(new SameDiffApi(), new LayerApi(inputs), library));
  }

  @Override
  public boolean has(Obj layer) {
    return kind(layer).isPresent();
  }

  /** The library's class that the layer's own extends. */
  private static Optional<String> kind(Obj layer) {
    if (layer.program().isEmpty() || layer.type().isEmpty()) {
      return Optional.empty();
    }
    List<String> ancestry = layer.program().get().ancestry(layer.type());
    return KINDS.stream().filter(it -> ancestry.contains(LayerApi.LAYERS + it)).findFirst();
  }

  private Optional<Value> call(Obj layer, String method, List<Value> arguments, List<Obj> inputs)
      throws Unreadable {
    try {
      Program program = layer.program().orElseThrow();
      return program.call(layer, method, arguments, api(inputs));
    } catch (Program.Ended e) {
      throw new Unreadable(method + ": " + e.getMessage());
    }
  }

  @Override
  public void infer(Obj layer, Obj inputType, boolean override) {
    try {
      call(layer, "setNIn", List.of(inputType, new Value.Truth(override)), List.of());
    } catch (Unreadable e) {
      // What it would have set stays open.
    }
  }

  @Override
  public Optional<Value> outputType(Obj layer, Obj inputType) {
    try {
      boolean vertex = kind(layer).filter(it -> it.endsWith("Vertex")).isPresent();
      return call(
          layer,
          "getOutputType",
          List.of(new Value.Whole(0), vertex ? Value.Elements.of(List.of(inputType)) : inputType),
          List.of());
    } catch (Unreadable e) {
      return Optional.of(new Value.Unknown("type", "getOutputType: " + e.reason()));
    }
  }

  @Override
  public List<Parameter> parameters(Obj layer) throws Unreadable {
    Obj declared = made(LayerApi.LAYERS + "SDLayerParams", layer);
    String method =
        kind(layer).filter(it -> it.equals(VERTEX)).isPresent()
            ? "defineParametersAndInputs"
            : "defineParameters";
    call(layer, method, List.of(declared), List.of());
    var sizes = new LinkedHashMap<Value, List<Value>>();
    var arrays = new LinkedHashMap<Value, Obj>();
    for (Call it : declared.calls()) {
      if (it.method().matches("add(Weight|Bias)Param") && it.arguments().size() > 1) {
        if (!it.certain() || it.argument(0) instanceof Value.Unknown) {
          throw new Unreadable("a parameter stands behind a condition");
        }
        sizes.put(it.argument(0), it.arguments().subList(1, it.arguments().size()));
        arrays.put(it.argument(0), made(LayerApi.ARRAY, layer));
      }
    }
    int before = layer.calls().size();
    if (!sizes.isEmpty()) {
      initialised(layer, arrays);
    }
    List<Call> calls = layer.calls().subList(before, layer.calls().size());
    var parameters = new ArrayList<Parameter>();
    arrays.forEach(
        (key, array) ->
            parameters.add(parameter(key, sizes.getOrDefault(key, List.of()), array, calls)));
    return parameters;
  }

  private void initialised(Obj layer, Map<Value, Obj> arrays) {
    try {
      call(layer, "initializeParameters", List.of(table(arrays)), List.of());
    } catch (Unreadable e) {
      // What it has not filled by then is not known.
    }
  }

  private static Value.Table table(Map<Value, Obj> objects) {
    return new Value.Table(new LinkedHashMap<>(objects));
  }

  private static Obj made(String type, Obj layer) {
    return new Obj(type, new Origin.Made(List.of(), layer.origin().place()));
  }

  /** How the layer's own code fills {@code array}: the last that does anything to it counts. */
  private static Parameter parameter(Value key, List<Value> sizes, Obj array, List<Call> ofLayer) {
    Optional<Call> drawn =
        ofLayer.stream()
            .filter(it -> it.method().equals("initWeights") && it.arguments().contains(array))
            .reduce((a, b) -> b);
    if (drawn.isPresent() && array.calls().isEmpty()) {
      Call it = drawn.get();
      return it.certain() && it.arguments().size() == 4
          ? new Parameter(
              key, sizes, Optional.of(it.argument(2)), it.arguments().subList(0, 2), UNREAD)
          : new Parameter(key, sizes, Optional.empty(), List.of(), UNREAD);
    }
    Weights weights =
        array.calls().size() == 1 && drawn.isEmpty() ? filled(array.calls().get(0)) : UNREAD;
    return new Parameter(key, sizes, Optional.empty(), List.of(), weights);
  }

  private static Weights filled(Call call) {
    if (!call.method().equals("assign") || !call.certain()) {
      return UNREAD;
    }
    Optional<Weights> number =
        call.argument(0).real().map(it -> new Weights.Declared(new Init.Constant("assign", it)));
    return number
        .or(
            () ->
                call.argument(0) instanceof Obj array
                    ? FilledArray.of(array).map(it -> new Weights.Declared(it.init()))
                    : Optional.empty())
        .orElse(UNREAD);
  }

  @Override
  public String draw(
      Obj layer, GraphSketch sketch, List<String> inputs, Map<Value, String> parameters)
      throws Unreadable {
    Obj graph = made(SameDiffApi.GRAPH, layer);
    var drawing = new Drawing(sketch, new Variables(graph, List.of(), ""));
    var read = new ArrayList<Obj>();
    for (String input : inputs) {
      read.add(variable(graph, "placeHolder", input));
      drawing.bind(read.get(read.size() - 1), input);
    }
    var table = new LinkedHashMap<Value, Value>();
    parameters.forEach(
        (key, name) -> {
          Obj variable = variable(graph, "var", name);
          drawing.bind(variable, name);
          table.put(key, variable);
        });
    Value result =
        call(layer, method(layer), arguments(layer, graph, read, table), read)
            .orElseThrow(() -> new Unreadable("what it computes is in no source"));
    if (!Operation.isVariable(result)) {
      throw new Unreadable("what it computes is not known");
    }
    boolean loss = kind(layer).filter(it -> it.equals(OUTPUT)).isPresent();
    return drawing.draw(loss ? activations(layer, (Obj) result) : (Obj) result);
  }

  /** The variable between input and loss that the layer says is its output. */
  private Obj activations(Obj layer, Obj loss) throws Unreadable {
    Value name =
        call(layer, "activationsVertexName", List.of(), List.of())
            .orElseThrow(() -> new Unreadable("the name of its activations is in no source"));
    var waiting = new ArrayDeque<Obj>(List.of(loss));
    Set<Obj> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!waiting.isEmpty()) {
      Obj at = waiting.remove();
      if (seen.add(at) && at.origin() instanceof Origin.Result made) {
        if (!made.arguments().isEmpty() && made.arguments().get(0).equals(name)) {
          return at;
        }
        Stream.concat(Stream.of(made.receiver()), made.arguments().stream())
            .filter(it -> it instanceof Obj)
            .forEach(it -> waiting.add((Obj) it));
      }
    }
    throw new Unreadable("no variable bears the name of its activations");
  }

  private static String method(Obj layer) {
    return kind(layer).filter(it -> it.endsWith("Vertex")).isPresent()
        ? "defineVertex"
        : "defineLayer";
  }

  private List<Value> arguments(Obj layer, Obj graph, List<Obj> inputs, Map<Value, Value> table)
      throws Unreadable {
    var parameters = new Value.Table(table);
    return switch (kind(layer).orElse("")) {
      case LAYER -> List.of(graph, inputs.get(0), parameters, new Value.Nothing());
      case OUTPUT ->
          List.of(graph, inputs.get(0), variable(graph, "placeHolder", "labels"), parameters);
      case LAMBDA -> List.of(graph, inputs.get(0));
      case LAMBDA_VERTEX -> List.of(graph, made(LayerApi.INPUTS, layer));
      default -> List.of(graph, named(layer, inputs), parameters, new Value.Nothing());
    };
  }

  /** The inputs of a vertex by the names that it gives them. */
  private Value.Table named(Obj layer, List<Obj> inputs) throws Unreadable {
    Obj declared = made(LayerApi.LAYERS + "SDVertexParams", layer);
    call(layer, "defineParametersAndInputs", List.of(declared), List.of());
    List<Value> names =
        declared.calls("defineInputs").stream()
            .flatMap(it -> it.arguments().stream())
            .flatMap(it -> it.elements().orElse(List.of(it)).stream())
            .toList();
    if (names.size() != inputs.size()) {
      throw new Unreadable("its inputs are not known by their names");
    }
    var table = new LinkedHashMap<Value, Value>();
    for (int i = 0; i < names.size(); i++) {
      table.put(names.get(i), inputs.get(i));
    }
    return new Value.Table(table);
  }

  private static Obj variable(Obj graph, String method, String name) {
    return new Obj(
        SameDiffApi.VARIABLE,
        new Origin.Result(graph, method, List.of(new Value.Text(name)), 0, graph.origin().place()));
  }
}
