package modellint.samediff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Weights;

/**
 * What a variable or constant starts with, as the call that makes it says.
 *
 * @param shape empty where the source does not even say how many dimensions there are
 */
record Stored(Optional<Shape> shape, Weights weights) {

  /**
   * @param rank the dimensions that the variable's reader wants
   */
  static Stored of(Obj variable, Operation made, OptionalInt rank, String name) {
    Stored first = first(made, rank, name).at(variable.origin().place());
    return variable.calls("setArray").stream()
        .reduce((a, b) -> b)
        .map(call -> first.with(call.argument(0), name).at(call.place()))
        .orElse(first);
  }

  private static Stored first(Operation made, OptionalInt rank, String name) {
    List<Value> given = made.arguments();
    if (made.method().equals("scalar")) {
      Optional<Weights> number =
          made.number().map(it -> new Weights.Declared(new Init.Constant("SameDiff.scalar", it)));
      return new Stored(Optional.of(new Shape(List.of())), number.orElseGet(() -> array(name)));
    }
    Optional<Obj> scheme = objects(given, true);
    Optional<Obj> array = objects(given, false);
    if (array.isPresent()) {
      return array(array.get(), rank, name);
    }
    if (given.size() == 1 && given.get(0) instanceof Value.Unknown) {
      // An array or the sizes of one: nothing says which.
      return new Stored(Sizes.wanted(rank, name), array(name));
    }
    // var(name, scheme, type, sizes): a scheme that is not known is no size.
    boolean hidden =
        given.size() > 1
            && given.get(0) instanceof Value.Unknown
            && given.get(1) instanceof Value.Constant;
    Weights weights =
        hidden
            ? new Weights.Unknown("the scheme of variable " + name + " is not known")
            : scheme.map(InitSchemes::of).orElseGet(() -> unstated(made.method()));
    List<Value> sizes = Sizes.among(hidden ? given.subList(1, given.size()) : given);
    return new Stored(Optional.of(Sizes.shape(sizes, rank, name)), weights);
  }

  private static Optional<Obj> objects(List<Value> given, boolean schemes) {
    return given.stream()
        .filter(it -> it instanceof Obj)
        .map(it -> (Obj) it)
        .filter(it -> InitSchemes.isScheme(it) == schemes)
        .findFirst();
  }

  private static Weights unstated(String method) {
    return switch (method) {
      case "one" -> new Weights.Declared(new Init.Constant("SameDiff.one", 1));
      case "zero" -> new Weights.Declared(new Init.Constant("SameDiff.zero", 0));
      default -> InitSchemes.ZERO;
    };
  }

  private static Stored array(Obj array, OptionalInt rank, String name) {
    Optional<FilledArray> filled = FilledArray.of(array);
    return new Stored(
        filled.map(FilledArray::shape).or(() -> Sizes.wanted(rank, name)),
        filled.<Weights>map(it -> new Weights.Declared(it.init())).orElseGet(() -> array(name)));
  }

  private static Weights array(String name) {
    return new Weights.Unknown("variable " + name + " is set from an array");
  }

  private Stored at(Place place) {
    return new Stored(shape, weights.at(place));
  }

  /** The same with the array that the program sets later. */
  private Stored with(Value array, String name) {
    if (!(array instanceof Obj it)) {
      return new Stored(shape, array(name));
    }
    Stored set = array(it, OptionalInt.empty(), name);
    return new Stored(shape.or(set::shape), set.weights());
  }
}
