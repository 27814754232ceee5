package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.definition.Activation;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Shape;

/** What programs do to arrays, drawn as ONNX operators. */
final class ArrayOps {

  private final Walk walk;

  ArrayOps(Walk walk) {
    this.walk = walk;
  }

  /** A tensor whose dimensions are known by number; the batch of rows where nothing says more. */
  Tensor known(Tensor tensor) {
    return walk.shaped(tensor, new Shape(List.of(Dim.symbol("N"), Dim.symbol("features"))));
  }

  /** {@code x.method(..)}. */
  Optional<Value> on(Obj self, Tensor x, Call call) {
    String method = call.method();
    List<Value> arguments = call.arguments();
    if (call.certain()) {
      checked(method, x, arguments);
    }
    switch (method) {
      case "getNDArrayInternal",
      "toType",
      "toDevice",
      "duplicate",
      "stopGradient",
      "attach",
      "detach",
      "singletonOrThrow",
      "head",
      "get0",
      "toDense",
      "contiguous":
        return Optional.of(self);
      case "setName", "close", "tempAttach", "setRequiresGradient":
        return Optional.of(new Value.Nothing());
      case "getManager":
        return Optional.of(walk.manager());
      case "getDevice", "getDataType", "getName", "getLayout", "hasGradient":
        return Optional.empty();
      case "getShape":
        return Optional.of(walk.extents().shape(known(x)));
      case "size":
        return Optional.of(size(known(x).shape().orElseThrow(), arguments));
      case "add", "addi", "sub", "subi", "mul", "muli", "div", "divi", "pow", "maximum", "minimum":
        return Optional.of(walk.array(binary(method, x, call.argument(0))));
      case "matMul", "dot", "batchMatMul", "batchDot":
        return Optional.of(walk.array(product(x, one(call.argument(0)))));
      case "concat":
        return Optional.of(
            walk.array(concat(List.of(x, one(call.argument(0))), axis(arguments, 1, 0))));
      case "stack":
        return Optional.of(
            walk.array(stack(List.of(x, one(call.argument(0))), axis(arguments, 1, 0))));
      case "linear":
        return Optional.of(
            walk.list(
                List.of(
                    Layers.linear(walk, x, one(call.argument(1)), walk.tensor(call.argument(2))))));
      case "dropout":
        return Optional.of(
            walk.list(
                List.of(
                    Layers.dropout(
                        walk,
                        x,
                        call.argument(
                                call.arguments().size() > 1
                                        && walk.tensor(call.argument(0)).isPresent()
                                    ? 1
                                    : 0)
                            .real()))));
      default:
        return unary(method, x, arguments)
            .or(() -> reshaped(method, x, arguments))
            .or(() -> Optional.of(unknown(method, List.of(x))));
    }
  }

  /** Of an array without known axes only what names every size is known. */
  private Optional<Value> reshaped(String method, Tensor x, List<Value> arguments) {
    boolean open = x.shape().isEmpty() && x.input().isEmpty() && walk.unseen().isPresent();
    return open && !method.equals("reshape")
        ? Optional.empty()
        : new Reshapes(walk).on(method, known(x), arguments);
  }

  private void checked(String method, Tensor x, List<Value> arguments) {
    var operands = new Operands(walk);
    Optional<Tensor> other = arguments.isEmpty() ? Optional.empty() : walk.tensor(arguments.get(0));
    if (other.isEmpty()) {
      return;
    }
    switch (method) {
      case "add", "sub", "mul", "div", "pow", "maximum", "minimum" ->
          operands.broadcast(method, x, other.get());
      case "addi", "subi", "muli", "divi" -> operands.inPlace(method, x, other.get());
      case "matMul" -> operands.product(x, other.get());
      case "concat" -> operands.concat(List.of(x, other.get()), axis(arguments, 1, 0));
      default -> {}
    }
  }

  private Value unknown(String method, List<Tensor> in) {
    walk.note("NDArray." + method + " is not modelled");
    List<String> names = in.stream().map(Tensor::name).toList();
    return walk.array(Tensor.of(walk.blocks().opaque(method, names, 1).get(0), Optional.empty()));
  }

  private Optional<Value> unary(String method, Tensor x, List<Value> arguments) {
    Optional<Activation> activation = Pointwise.of(method, arguments);
    if (activation.isPresent()) {
      return Optional.of(walk.array(Pointwise.apply(walk, x, activation.get())));
    }
    String operator =
        switch (method) {
          case "exp" -> "Exp";
          case "log" -> "Log";
          case "sqrt" -> "Sqrt";
          case "abs" -> "Abs";
          case "neg", "negi" -> "Neg";
          case "sin" -> "Sin";
          case "cos" -> "Cos";
          case "erf" -> "Erf";
          case "sign" -> "Sign";
          case "floor" -> "Floor";
          case "ceil" -> "Ceil";
          default -> "";
        };
    if (!operator.isEmpty()) {
      return Optional.of(walk.array(x.like(walk.blocks().op(operator, operator, x.name()))));
    }
    return switch (method) {
      case "square" ->
          Optional.of(walk.array(x.like(walk.blocks().op("Mul", "Square", x.name(), x.name()))));
      case "softmax", "logSoftmax" -> {
        String type = method.equals("softmax") ? "Softmax" : "LogSoftmax";
        yield Optional.of(
            walk.array(
                x.like(
                    walk.blocks()
                        .op(type, type, List.of(x.name()), Pools.axis(axis(arguments, 0, -1))))));
      }
      default -> Optional.empty();
    };
  }

  private static int axis(List<Value> arguments, int index, int otherwise) {
    if (index >= arguments.size()) {
      return otherwise;
    }
    return arguments
        .get(index)
        .whole()
        .map(Math::toIntExact)
        .orElseThrow(() -> new Undetermined("an axis is not known"));
  }

  private Value size(Shape shape, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return walk.extents().size(shape.elements());
    }
    return walk.extents().size(shape.dim(axis(arguments, 0, 0)));
  }

  /** The array, or the constant, that an operand is. */
  Tensor one(Value value) {
    if (walk.tensor(value).isEmpty() && value.real().isPresent()) {
      return Tensor.of(walk.blocks().scalar("constant", value.real().get()), new Shape(List.of()));
    }
    return walk.extents().scalar(value).orElseGet(() -> walk.tensors(value).get(0));
  }

  private Tensor binary(String method, Tensor x, Value other) {
    return binary(method, x, one(other));
  }

  private Tensor binary(String method, Tensor a, Tensor b) {
    String operator =
        switch (method.replaceAll("i$", "")) {
          case "add" -> "Add";
          case "sub" -> "Sub";
          case "mul" -> "Mul";
          case "div" -> "Div";
          case "pow" -> "Pow";
          case "maximum" -> "Max";
          default -> "Min";
        };
    String name = walk.blocks().op(operator, operator, a.name(), b.name());
    boolean scalar = b.shape().filter(it -> it.rank() == 0).isPresent();
    return scalar
        ? a.like(name)
        : new Tensor(name, ArrayShapes.broadcast(a.shape(), b.shape()), OptionalInt.empty());
  }

  private Tensor product(Tensor a, Tensor b) {
    return Tensor.of(
        walk.blocks().op("MatMul", "MatMul", a.name(), b.name()),
        ArrayShapes.product(a.shape(), b.shape()));
  }

  Tensor concat(List<Tensor> parts, int axis) {
    List<String> names = parts.stream().map(Tensor::name).toList();
    return Tensor.of(
        walk.blocks().op("Concat", "Concat", names, Pools.axis(axis)),
        ArrayShapes.concat(parts, axis));
  }

  private Tensor stack(List<Tensor> parts, int axis) {
    var raised = new ArrayList<Tensor>();
    for (Tensor part : parts) {
      Tensor it = known(part);
      int rank = it.shape().orElseThrow().rank();
      int at = axis < 0 ? axis + rank + 1 : axis;
      raised.add(
          Tensor.of(
              walk.blocks()
                  .op("Unsqueeze", "Unsqueeze", it.name(), walk.blocks().integers("axes", at)),
              ArrayShapes.inserted(it.shape().orElseThrow(), at)));
    }
    return concat(raised, axis);
  }

  /** Static methods on arrays. */
  Optional<Value> statics(String type, String method, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    return switch (type) {
      case "ai.djl.ndarray.NDManager" ->
          method.equals("subManagerOf") ? Optional.of(walk.manager()) : Optional.empty();
      case "ai.djl.ndarray.NDArrays" -> onArrays(method, arguments);
      case "ai.djl.modality.cv.util.NDImageUtils" ->
          method.equals("resize")
              ? walk.tensor(arguments.get(0))
                  .map(x -> walk.array(Images.resized(walk, known(x), arguments)))
              : Optional.empty();
      case DjlApi.ARRAY ->
          walk.tensor(arguments.get(0))
              .flatMap(
                  x ->
                      on(
                          (Obj) arguments.get(0),
                          x,
                          new Call(
                              method,
                              arguments.subList(1, arguments.size()),
                              arguments.get(0) instanceof Obj it
                                  ? it.origin().place()
                                  : new Place.Line("", 1, 1),
                              true)));
      case DjlApi.ARRAYS ->
          arguments.get(0) instanceof Value.Elements it
              ? walk.onList(it, method, arguments.subList(1, arguments.size()))
              : Optional.empty();
      default -> LayerFunctions.of(walk, this, type, method, arguments);
    };
  }

  private Optional<Value> onArrays(String method, List<Value> arguments) {
    switch (method) {
      case "concat":
        new Operands(walk).concat(walk.tensors(arguments.get(0)), axis(arguments, 1, 0));
        return Optional.of(
            walk.array(concat(walk.tensors(arguments.get(0)), axis(arguments, 1, 0))));
      case "stack":
        return Optional.of(
            walk.array(stack(walk.tensors(arguments.get(0)), axis(arguments, 1, 0))));
      case "add", "mul", "sub", "div", "maximum", "minimum", "pow":
        Tensor result = one(Sizes.spread(arguments).get(0));
        List<Value> rest = Sizes.spread(arguments);
        for (Value other : rest.subList(1, rest.size())) {
          Tensor next = one(other);
          new Operands(walk).broadcast(method, result, next);
          boolean swapped = result.shape().filter(it -> it.rank() == 0).isPresent();
          result =
              swapped && method.matches("add|mul|maximum|minimum")
                  ? binary(method, next, result)
                  : binary(method, result, next);
        }
        return Optional.of(walk.array(result));
      case "matMul", "dot", "batchMatMul":
        return Optional.of(walk.array(product(one(arguments.get(0)), one(arguments.get(1)))));
      case "sum", "mean":
        return Optional.empty();
      default:
        List<Tensor> in =
            Sizes.spread(arguments).stream().flatMap(it -> walk.tensor(it).stream()).toList();
        return in.isEmpty() ? Optional.empty() : Optional.of(unknown(method, in));
    }
  }

  /** {@code manager.zeros(shape)}: a constant of known or unknown content. */
  Value constant(Call call) {
    Optional<Double> value =
        switch (call.method()) {
          case "zeros" -> Optional.of(0.0);
          case "ones" -> Optional.of(1.0);
          case "create" -> call.argument(0).real();
          default -> Optional.empty();
        };
    Optional<List<Value>> sizes = Sizes.shape(call.argument(0));
    if (value.isPresent() && sizes.isEmpty()) {
      return walk.array(one(new Value.Real(value.get())));
    }
    Optional<Shape> shape =
        sizes.map(it -> new Shape(it.stream().map(d -> walk.extents().dim(d, "size")).toList()));
    if (call.method().equals("arange")) {
      return walk.array(range(call));
    }
    if (value.isPresent()) {
      // Broadcasting makes a scalar do for any constant array.
      return walk.array(Tensor.of(walk.blocks().scalar(call.method(), value.get()), shape));
    }
    return walk.array(Tensor.of(walk.blocks().opaque(call.method(), List.of(), 1).get(0), shape));
  }

  /** Numbers up to the only argument, or from zero to the second of two. */
  private Tensor range(Call call) {
    int count = call.arguments().size();
    boolean plain = count == 1 || (count == 2 && call.argument(0).whole().equals(Optional.of(0L)));
    Optional<Shape> line =
        plain
            ? Optional.of(new Shape(List.of(walk.extents().dim(call.argument(count - 1), "count"))))
            : Optional.empty();
    return Tensor.of(walk.blocks().opaque("arange", List.of(), 1).get(0), line);
  }

  /** {@code MultiBoxPrior.generateAnchorBoxes(x)}: boxes that only the size of x decides. */
  Value anchors(Call call) {
    Tensor x = one(call.argument(0));
    return walk.array(
        Tensor.of(
            walk.blocks().opaque("MultiBoxPrior", List.of(x.name()), 1).get(0), Optional.empty()));
  }

  /** An NDList's addAll gives the list itself, a java.util.List's does not. */
  Optional<Value> joined(Value.Elements list, Value more) {
    List<Value> all = Sizes.spread(List.of(list, more));
    if (all.isEmpty() || !all.stream().allMatch(it -> walk.tensor(it).isPresent())) {
      return Optional.empty();
    }
    list.values().addAll(more.elements().orElse(List.of()));
    return Optional.of(list);
  }

  /** The shapes of the arrays of an NDList. */
  Value shapes(Value.Elements list) {
    return Value.Elements.of(
        walk.tensors(list).stream()
            .map(it -> walk.extents().shape(known(it).shape().orElseThrow()))
            .toList());
  }

  static Map<String, Attribute> keepDims(boolean keep) {
    return Map.of("keepdims", new Attribute.Int(keep ? 1 : 0));
  }
}
