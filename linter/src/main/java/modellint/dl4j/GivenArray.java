package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** An array that {@code Nd4j} makes in the source: how long each of its axes is. */
final class GivenArray {

  private GivenArray() {}

  /** Empty where the source does not say it. */
  static Optional<List<Long>> shape(Value value) {
    if (!(value instanceof Obj it)
        || !(it.origin() instanceof Origin.Static made)
        || !made.type().endsWith(".Nd4j")) {
      return Optional.empty();
    }
    List<Value> given = made.arguments();
    return switch (made.method()) {
      case "ones", "zeros", "rand", "randn" -> Sizes.numbers(given);
      case "createFromArray" ->
          given.size() == 1 && given.get(0) instanceof Value.Elements
              ? axes(given.get(0))
              : Optional.of(List.of((long) given.size()));
      case "create" -> given.size() == 1 ? created(given.get(0)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What is in the array, row by row; empty where the source does not say it. */
  static Optional<List<Double>> numbers(Value value) {
    if (shape(value).isEmpty()
        || !(value instanceof Obj it)
        || !(it.origin() instanceof Origin.Static made)
        || !made.method().startsWith("create")) {
      return Optional.empty();
    }
    var numbers = new ArrayList<Double>();
    return made.arguments().stream().allMatch(each -> collect(each, numbers))
        ? Optional.of(numbers)
        : Optional.empty();
  }

  private static boolean collect(Value value, List<Double> numbers) {
    if (value.elements().isPresent()) {
      return value.elements().get().stream().allMatch(each -> collect(each, numbers));
    }
    value.real().ifPresent(numbers::add);
    return value.real().isPresent();
  }

  /** Whole numbers may be the shape as well as what is in it. */
  private static Optional<List<Long>> created(Value only) {
    boolean contents =
        only.elements()
            .filter(all -> all.stream().anyMatch(it -> !(it instanceof Value.Whole)))
            .isPresent();
    return contents ? axes(only) : Optional.empty();
  }

  private static Optional<List<Long>> axes(Value array) {
    var axes = new ArrayList<Long>();
    Value at = array;
    while (at.elements().isPresent()) {
      List<Value> all = at.elements().get();
      if (all.isEmpty()) {
        return Optional.empty();
      }
      axes.add((long) all.size());
      at = all.get(0);
    }
    return at instanceof Value.Unknown ? Optional.empty() : Optional.of(axes);
  }
}
