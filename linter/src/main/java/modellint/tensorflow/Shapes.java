package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;

/**
 * Shapes as lists of numbers, an unknown value for an open size: what {@code Shape.of}, {@code
 * tf.array}, {@code tf.constant} and their combinations say, and what {@code x.shape()} would.
 */
final class Shapes {

  private Shapes() {}

  /** What a call on a shape gives; empty for one that is not modelled. */
  static Optional<Value> onShape(Obj shape, Call call) {
    Optional<List<Value>> known = numbers(shape);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    List<Value> dims = known.get();
    return switch (call.method()) {
      case "numDimensions" -> Optional.of(new Value.Whole(dims.size()));
      case "asArray" -> Optional.of(Value.Elements.of(dims));
      case "get" -> at(dims, call.argument(0));
      case "size" -> call.arguments().isEmpty() ? product(dims) : at(dims, call.argument(0));
      case "subShape" -> part(dims, call, 0, 1);
      case "take" -> part(dims, call, -1, 0);
      case "takeLast" ->
          slice(dims, call.argument(0).whole().map(it -> dims.size() - it), Optional.empty(), call);
      case "tail" -> slice(dims, Optional.of(1L), Optional.empty(), call);
      case "head" -> slice(dims, Optional.of(0L), Optional.of(1L), call);
      case "append" -> {
        var longer = new ArrayList<>(dims);
        call.arguments()
            .forEach(it -> numbers(it).ifPresentOrElse(longer::addAll, () -> longer.add(it)));
        yield Optional.of(made(longer, call));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Value> at(List<Value> dims, Value index) {
    return index
        .whole()
        .filter(it -> it >= 0 && it < dims.size())
        .map(it -> dims.get(it.intValue()));
  }

  private static Optional<Value> product(List<Value> dims) {
    long product = 1;
    for (Value dim : dims) {
      if (dim.whole().isEmpty()) {
        return Optional.of(dim);
      }
      product *= dim.whole().get();
    }
    return Optional.of(new Value.Whole(product));
  }

  private static Optional<Value> part(List<Value> dims, Call call, int from, int to) {
    return slice(
        dims,
        from < 0 ? Optional.of(0L) : call.argument(from).whole(),
        call.argument(to).whole(),
        call);
  }

  private static Optional<Value> slice(
      List<Value> dims, Optional<Long> from, Optional<Long> to, Call call) {
    long end = Math.min(to.orElse((long) dims.size()), dims.size());
    return from.filter(it -> it >= 0 && it <= end)
        .map(it -> made(dims.subList(it.intValue(), (int) end), call));
  }

  private static Obj made(List<Value> dims, Call call) {
    return new Obj(
        TensorFlowApi.SHAPE, new Origin.Static(TensorFlowApi.SHAPE, "of", dims, call.place()));
  }

  /** The numbers that a shape, an array or an operation on such holds. */
  static Optional<List<Value>> numbers(Value value) {
    if (value.whole().isPresent()) {
      return Optional.of(List.of(value));
    }
    if (value.elements().isPresent()) {
      return joined(value.elements().get());
    }
    if (value instanceof Obj it && it.type().equals(TensorFlowApi.SHAPE)) {
      return ofShape(it);
    }
    return Operation.of(value).flatMap(Shapes::ofOperation);
  }

  private static Optional<List<Value>> ofShape(Obj shape) {
    if (shape.origin() instanceof Origin.Static it) {
      return switch (it.method()) {
        case "of" -> joined(it.arguments());
        case "scalar" -> Optional.of(List.of());
        default -> Optional.empty();
      };
    }
    return shape.origin() instanceof Origin.Result it && it.method().equals("shape")
        ? Inference.shape(it.receiver()).map(Shapes::values)
        : Optional.empty();
  }

  private static Optional<List<Value>> ofOperation(Operation it) {
    return switch (it.method()) {
      case "array", "constant" ->
          joined(it.arguments().stream().filter(a -> !isElementType(a)).toList());
      case "concat", "stack" -> numbers(it.argument(0));
      case "shape" -> Inference.shape(it.argument(0)).map(Shapes::values);
      case "cast", "identity", "expandDims", "squeeze" -> numbers(it.argument(0));
      case "slice" -> {
        Optional<List<Value>> all = numbers(it.argument(0));
        Optional<Long> from = single(it.argument(1));
        Optional<Long> size = single(it.argument(2));
        // Of a shape that is not known at all, the first number is still the batch.
        if (all.isEmpty() && from.equals(Optional.of(0L)) && size.equals(Optional.of(1L))) {
          yield Optional.of(List.of(new Value.Unknown("N", "the size of the batch")));
        }
        yield all.isPresent() && from.isPresent() && size.isPresent()
            ? Optional.of(
                all.get()
                    .subList(
                        (int) Math.min(from.get(), all.get().size()),
                        (int)
                            (size.get() < 0
                                ? all.get().size()
                                : Math.min(from.get() + size.get(), all.get().size()))))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static boolean isElementType(Value value) {
    return value instanceof Value.Constant it && it.name().matches("class|DTYPE");
  }

  private static Optional<Long> single(Value value) {
    return numbers(value).filter(it -> it.size() == 1).flatMap(it -> it.get(0).whole());
  }

  private static Optional<List<Value>> joined(List<Value> values) {
    var all = new ArrayList<Value>();
    for (Value value : values) {
      if (value.whole().isPresent() || value instanceof Value.Unknown) {
        all.add(value);
      } else if (value instanceof Value.Constant it) {
        all.add(new Value.Unknown(it.name(), it.name() + " is in no source at hand"));
      } else if (value instanceof Obj it
          && it.type().isEmpty()
          && it.origin() instanceof Origin.Result made) {
        all.add(new Value.Unknown(made.method(), made.method() + "() is not known"));
      } else {
        Optional<List<Value>> inner = numbers(value);
        if (inner.isEmpty()) {
          return Optional.empty();
        }
        all.addAll(inner.get());
      }
    }
    return Optional.of(all);
  }

  /** Sizes as dimensions: the first open one is the batch, others go by their own names. */
  static List<Dim> dims(List<Value> numbers) {
    var dims = new ArrayList<Dim>();
    for (Value number : numbers) {
      Optional<Long> size = number.whole().filter(it -> it >= 0);
      String plain =
          number instanceof Value.Unknown it ? it.name().replaceAll("[^A-Za-z0-9_.()+-]", "") : "";
      dims.add(
          size.isPresent()
              ? Dim.of(size.get())
              : Dim.symbol(!plain.isEmpty() ? plain : dims.isEmpty() ? "N" : "size" + dims.size()));
    }
    return dims;
  }

  private static List<Value> values(List<Dim> dims) {
    return dims.stream()
        .<Value>map(
            it ->
                it.isKnown()
                    ? new Value.Whole(it.size())
                    : new Value.Unknown(it.toString(), "the size " + it + " is open"))
        .toList();
  }
}
