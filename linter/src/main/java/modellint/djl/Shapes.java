package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** The methods of {@code ai.djl.ndarray.types.Shape} on known and symbolic sizes. */
final class Shapes {

  private Shapes() {}

  static Obj make(List<Value> sizes, Place.Line place) {
    return new Obj(DjlApi.SHAPE, new Origin.Made(sizes, place));
  }

  static Optional<Value> result(Obj shape, Call call) {
    Optional<List<Value>> sizes = Sizes.shape(shape);
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    List<Value> all = sizes.get();
    switch (call.method()) {
      case "get":
        return at(all, call.argument(0));
      case "size":
        return size(all, call.arguments());
      case "dimension":
        return Optional.of(new Value.Whole(all.size()));
      case "head":
        return at(all, new Value.Whole(0));
      case "tail", "getLastDimension":
        return at(all, new Value.Whole(all.size() - 1L));
      case "isScalar":
        return Optional.of(new Value.Truth(all.isEmpty()));
      case "getShape":
        return Optional.of(Value.Elements.of(all));
      case "slice":
        return slice(all, call).map(it -> make(it, call.place()));
      case "add", "addAll":
        var sum = new ArrayList<>(all);
        for (Value value : call.arguments()) {
          sum.addAll(Sizes.shape(value).orElseGet(() -> Sizes.spread(List.of(value))));
        }
        return Optional.of(make(sum, call.place()));
      default:
        return Optional.empty();
    }
  }

  private static Optional<Value> at(List<Value> all, Value index) {
    return index.whole().filter(it -> it >= 0 && it < all.size()).map(it -> all.get(it.intValue()));
  }

  /** The elements, or those along some dimensions. */
  private static Optional<Value> size(List<Value> all, List<Value> dimensions) {
    if (dimensions.isEmpty()) {
      return Optional.of(product(all));
    }
    var some = new ArrayList<Value>();
    for (Value dimension : Sizes.spread(dimensions)) {
      Optional<Value> size = at(all, dimension);
      if (size.isEmpty()) {
        return size;
      }
      some.add(size.get());
    }
    return Optional.of(some.size() == 1 ? some.get(0) : product(some));
  }

  private static Optional<List<Value>> slice(List<Value> all, Call call) {
    Optional<Long> from = counted(call.argument(0), all);
    Optional<Long> to =
        call.arguments().size() > 1
            ? counted(call.argument(1), all)
            : Optional.of((long) all.size());
    boolean fits =
        from.isPresent()
            && to.isPresent()
            && from.get() >= 0
            && from.get() <= to.get()
            && to.get() <= all.size();
    return fits
        ? Optional.of(all.subList(from.get().intValue(), to.get().intValue()))
        : Optional.empty();
  }

  /** An index, counted from the end where negative. */
  private static Optional<Long> counted(Value index, List<Value> all) {
    return index.whole().map(it -> it < 0 ? it + all.size() : it);
  }

  /** The library multiplies in 64 bits, and so does this: what leaves them wraps in both. */
  private static Value product(List<Value> all) {
    return Sizes.wholes(all)
        .map(it -> it.contains(-1L) ? -1L : it.stream().reduce(1L, (a, b) -> a * b))
        .map(Sizes::whole)
        .orElseGet(() -> new Value.Unknown("size", "the number of elements of a shape"));
  }
}
