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
        return call.arguments().isEmpty() ? Optional.of(product(all)) : at(all, call.argument(0));
      case "dimension":
        return Optional.of(new Value.Whole(all.size()));
      case "head":
        return at(all, new Value.Whole(0));
      case "tail":
        return at(all, new Value.Whole(all.size() - 1L));
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
    return index
        .whole()
        .map(it -> it < 0 ? it + all.size() : it)
        .filter(it -> it >= 0 && it < all.size())
        .map(it -> all.get(it.intValue()));
  }

  private static Optional<List<Value>> slice(List<Value> all, Call call) {
    Optional<Long> from = call.argument(0).whole();
    Optional<Long> to =
        call.arguments().size() > 1 ? call.argument(1).whole() : Optional.of((long) all.size());
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

  private static Value product(List<Value> all) {
    return Sizes.wholes(all)
        .<Value>map(it -> new Value.Whole(it.stream().reduce(1L, (a, b) -> a * b)))
        .orElseGet(() -> new Value.Unknown("size", "the number of elements of a shape"));
  }
}
