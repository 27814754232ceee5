package modellint.djl;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import modellint.definition.Blocks;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/**
 * The forward pass of one block, drawn while the program runs it: arrays are values of the graph,
 * blocks draw themselves, and the program's own code (lambdas, {@code forwardInternal}) is
 * evaluated with them.
 */
final class Walk extends DjlApi {

  /** The first dimension of every input. */
  static final Dim BATCH = Dim.symbol("N");

  private static final int DEEPEST = 60;

  private final GraphSketch sketch;
  private final Program program;
  private final Parameters parameters;
  private final Refusals refusals;
  private final ArrayOps ops = new ArrayOps(this);
  private final Map<Obj, Tensor> arrays = new IdentityHashMap<>();
  private final Extents extents;
  private final Map<Object, String> paths = new IdentityHashMap<>();
  private final Initialised initialised;
  private final OwnParameters own = new OwnParameters(this);
  private final Set<String> notes = new HashSet<>();
  private final Set<Call> begun = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
  private String path = "";
  private Optional<Undetermined> unseen = Optional.empty();
  private Place.Line place;
  private int depth;

  /**
   * @param batch the size of the batch that the program is initialised with: its code computes with
   *     that number where the graph has the symbol {@code N}
   */
  Walk(
      GraphSketch sketch,
      Program program,
      Parameters parameters,
      Refusals refusals,
      Place.Line place,
      Optional<Long> batch) {
    this.extents = new Extents(this, batch);
    this.sketch = sketch;
    this.program = program;
    this.initialised = new Initialised(this, program);
    this.parameters = parameters;
    this.refusals = refusals;
    this.place = place;
  }

  GraphSketch sketch() {
    return sketch;
  }

  Place.Line place() {
    return place;
  }

  /** Dimensions as numbers and objects of the program. */
  Extents extents() {
    return extents;
  }

  Parameters parameters() {
    return parameters;
  }

  /** What could not be modelled, as phrases for people. */
  Set<String> notes() {
    return notes;
  }

  Refusals refusals() {
    return refusals;
  }

  /** Notes that the library throws here; to be thrown, where nothing can be drawn instead. */
  Refused refused(Fault fault, String subject, double value, double limit) {
    refusals.add(fault, subject, value, limit);
    return new Refused();
  }

  void note(String what) {
    notes.add(what);
  }

  /** Notes that a block has been drawn of which nothing at hand tells. */
  void miss(String what) {
    notes.add(what);
    unseen = unseen.or(() -> Optional.of(new Undetermined(what).at(place)));
  }

  /** The first block that is drawn without being known. */
  Optional<Undetermined> unseen() {
    return unseen;
  }

  String path() {
    return path;
  }

  /** Draws operators of the block being drawn. */
  Blocks blocks() {
    return new Blocks(sketch, path.isEmpty() ? "forward" : path, place);
  }

  /**
   * A tensor that is sure to have dimensions; those of an open network input are {@code wanted}.
   */
  Tensor shaped(Tensor tensor, Shape wanted) {
    if (tensor.shape().isPresent()) {
      return tensor;
    }
    if (tensor.input().isPresent()) {
      throw new Demand(tensor.input().getAsInt(), wanted);
    }
    if (!refusals.all().isEmpty()) {
      throw new Refused();
    }
    return Tensor.of(tensor.name(), wanted);
  }

  Value array(Tensor tensor) {
    var object = new Obj(ARRAY, new Origin.Made(List.of(), place));
    arrays.put(object, tensor);
    return object;
  }

  Value list(List<Tensor> tensors) {
    return Value.Elements.of(tensors.stream().map(this::array).toList());
  }

  Optional<Tensor> tensor(Value value) {
    return value instanceof Obj it ? Optional.ofNullable(arrays.get(it)) : Optional.empty();
  }

  /** The arrays of an NDList, or one array. */
  List<Tensor> tensors(Value value) {
    if (value instanceof Value.Elements it) {
      return it.values().stream().flatMap(element -> tensors(element).stream()).toList();
    }
    return List.of(tensor(value).orElseThrow(() -> new Undetermined(Wording.noArray(value))));
  }

  // Blocks

  /** Draws {@code block} on {@code in}. */
  List<Tensor> forward(Value block, List<Tensor> in) {
    if (!(block instanceof Obj object)) {
      return Unseen.block(this, block, in);
    }
    if (++depth > DEEPEST) {
      throw new Undetermined("blocks are nested deeper than " + DEEPEST);
    }
    String before = path;
    Place.Line stood = place;
    path = paths.getOrDefault(key(object), before.isEmpty() ? "" : before);
    place = Settings.of(object).place();
    refusals.stand(place);
    for (Call call : object.calls()) {
      if (Parameters.hears(call) && begun.add(call)) {
        Containers.initialised(object, call, refusals);
        parameters.hear(path, call);
      }
    }
    try {
      return draw(object, in);
    } catch (Undetermined e) {
      throw e.at(place);
    } catch (Refused e) {
      List<String> names = in.stream().map(Tensor::name).toList();
      return List.of(Tensor.of(blocks().opaque("Refused", names, 1).get(0), Optional.empty()));
    } finally {
      depth--;
      path = before;
      place = stood;
      refusals.stand(stood);
    }
  }

  /** A lambda's block is made anew whenever a container is read; the function stays the same. */
  private static Object key(Obj block) {
    return block.type().equals(LAMBDA)
            && block.origin().arguments().size() > 0
            && block.origin().arguments().get(0) instanceof Function it
        ? it
        : block;
  }

  private List<Tensor> draw(Obj block, List<Tensor> in) {
    String kind = kind(block);
    if (kind.isEmpty()) {
      return Unseen.block(this, block, in);
    }
    boolean own = !block.type().equals(kind);
    initialised.check(block, kind, in);
    List<Children.Child> children =
        kind.startsWith(NN) && kind.lastIndexOf('.') == NN.length() - 1
            ? Children.of(block)
            : List.of();
    for (Children.Child child : children) {
      if (child.block() instanceof Obj it) {
        paths.putIfAbsent(key(it), path.isEmpty() ? child.name() : path + "_" + child.name());
      }
    }
    if (own) {
      Optional<List<Tensor>> written = written(block, in);
      if (written.isPresent()) {
        return written.get();
      }
    }
    return switch (kind) {
      case SEQUENTIAL -> Containers.sequence(this, block, children, in);
      case PARALLEL -> Containers.parallel(this, block, children, in);
      case LAMBDA -> Lambdas.draw(this, block, in);
      default ->
          kind.startsWith(ZOO)
              ? ZooModels.draw(this, Settings.of(block))
              : Layers.draw(this, block, kind, in);
    };
  }

  /** What is drawn and objected to from here on stands at {@code where}. */
  void stand(Place.Line where) {
    place = where;
    refusals.stand(where);
  }

  /** Draws something inside as the block at {@code inner}. */
  Tensor at(String inner, Supplier<Tensor> drawing) {
    String before = path;
    path = inner;
    try {
      return drawing.get();
    } finally {
      path = before;
    }
  }

  /** Draws a block that the library itself makes a child of the one being drawn. */
  List<Tensor> child(String name, Obj block, List<Tensor> in) {
    paths.putIfAbsent(key(block), path.isEmpty() ? name : path + "_" + name);
    return forward(block, in);
  }

  Value apply(Value function, Value argument) {
    try {
      return program.apply(function, List.of(argument), this);
    } catch (Program.Ended e) {
      throw new Undetermined("a function of the forward pass does not end: " + e.getMessage());
    }
  }

  /** A forward pass that the program itself defines. */
  private Optional<List<Tensor>> written(Obj block, List<Tensor> in) {
    Value inputs = list(in);
    Value shapes =
        Value.Elements.of(
            in.stream().flatMap(it -> it.shape().stream()).map(extents::shape).toList());
    var store = new Obj("ai.djl.training.ParameterStore", new Origin.Made(List.of(), place));
    List<Value> arguments = List.of(store, inputs, new Value.Truth(true), new Value.Nothing());
    try {
      for (Call call : block.calls("addParameter")) {
        if (call.argument(0) instanceof Obj parameter) {
          own.belongs(parameter, path);
        }
      }
      if (in.stream().allMatch(it -> it.shape().isPresent())) {
        program.call(block, "prepare", List.of(shapes), this);
        if (extents.isTold()) {
          initialised.children(block, Children.of(block), shapes);
        }
      }
      Optional<Value> out = program.call(block, "forwardInternal", arguments, this);
      if (out.isEmpty()) {
        out = program.call(block, "forward", arguments, this);
      }
      return out.map(this::tensors);
    } catch (Program.Ended e) {
      if (e.thrown().endsWith("IndexOutOfBoundsException") && depth == 1) {
        throw new OneMore();
      }
      Optional<List<Tensor>> labelled = Labelled.forward(this, program, block, store, in);
      if (labelled.isPresent()) {
        return labelled;
      }
      throw new Undetermined("forward of " + block.type() + " does not end: " + e.getMessage());
    }
  }

  // What the program asks of the library

  @Override
  public Optional<Value> field(Obj self, String name) {
    return name.equals("children") ? Optional.of(Children.pairs(self)) : Optional.empty();
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    try {
      return answer(receiver, call);
    } catch (Undetermined e) {
      throw e.at(call.place());
    }
  }

  private Optional<Value> answer(Obj receiver, Call call) {
    Optional<Tensor> tensor = Optional.ofNullable(arrays.get(receiver));
    if (tensor.isPresent()) {
      return ops.on(receiver, tensor.get(), call);
    }
    return switch (call.method()) {
      case "forward", "quickForward" -> {
        List<Tensor> in = tensors(call.argument(call.arguments().size() > 1 ? 1 : 0));
        yield Optional.of(list(forward(receiver, in)));
      }
      case "newSubManager" -> Optional.of(manager());
      case "ret" ->
          receiver.type().equals(MANAGER)
              ? Optional.of(call.argument(0))
              : super.result(receiver, call);
      case "getChildren" -> field(receiver, "children");
      case "generateAnchorBoxes" -> Optional.of(ops.anchors(call));
      case "getValue" ->
          table(receiver)
              .or(() -> own.read(call.argument(0)))
              .or(() -> super.result(receiver, call));
      case "getArray" -> own.read(receiver).or(() -> super.result(receiver, call));
      case "zeros", "ones", "full", "create", "arange", "randomNormal", "randomUniform", "eye" ->
          receiver.type().equals(MANAGER)
              ? Optional.of(ops.constant(call))
              : super.result(receiver, call);
      default -> super.result(receiver, call);
    };
  }

  /** The table of a BertBlock's tokens, on which programs project what comes out, too. */
  private Optional<Value> table(Obj embedding) {
    if (!(embedding.origin() instanceof Origin.Result made)
        || !made.method().equals("getTokenEmbedding")) {
      return Optional.empty();
    }
    String at = paths.getOrDefault(made.receiver(), "");
    String name = (at.isEmpty() ? "" : at + "_") + "01tokenEmbedding_embedding";
    return parameters.all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(it -> array(Tensor.of(it.drawn(), it.shape())));
  }

  static final String MANAGER = "ai.djl.ndarray.NDManager";

  @Override
  public Optional<Value> onList(Value.Elements list, String method, List<Value> arguments) {
    return switch (method) {
      case "getManager" -> Optional.of(manager());
      case "singletonOrThrow" -> {
        Containers.single(this, list.values());
        yield super.onList(list, method, arguments);
      }
      case "addAll" -> ops.joined(list, arguments.get(0));
      case "getShapes" -> Optional.of(ops.shapes(list));
      default -> super.onList(list, method, arguments);
    };
  }

  Obj manager() {
    return new Obj(MANAGER, new Origin.Made(List.of(), place));
  }

  @Override
  public Optional<Value> staticResult(String type, String method, List<Value> arguments) {
    return ops.statics(type, method, arguments)
        .or(() -> super.staticResult(type, method, arguments));
  }
}
