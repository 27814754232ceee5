package modellint.samediff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Init;
import modellint.graph.Shape;

/**
 * An array that the factory fills, scaled or shifted by numbers: {@code Nd4j.randn(4, 3).mul(2)}.
 */
record FilledArray(Shape shape, Init init) {

  private static final String FACTORY = "org.nd4j.linalg.factory.Nd4j";

  /** Empty for an array of any other making. */
  static Optional<FilledArray> of(Obj array) {
    return of(array, 0);
  }

  private static Optional<FilledArray> of(Obj array, int changes) {
    if (array.calls().size() != changes) {
      return Optional.empty();
    }
    if (array.origin() instanceof Origin.Result it) {
      return of(it.receiver(), 1).flatMap(before -> before.changed(it));
    }
    return array.origin() instanceof Origin.Static made && made.type().equals(FACTORY)
        ? made(made)
        : Optional.empty();
  }

  private static Optional<FilledArray> made(Origin.Static it) {
    String name = "Nd4j." + it.method();
    List<Value> sizes = Sizes.among(it.arguments());
    List<Double> reals =
        it.arguments().stream()
            .filter(value -> value instanceof Value.Real)
            .flatMap(value -> value.real().stream())
            .toList();
    Optional<Init> init =
        switch (it.method()) {
          case "zeros", "create", "createUninitialized" -> Optional.of(new Init.Constant(name, 0));
          case "ones" -> Optional.of(new Init.Constant(name, 1));
          case "valueArrayOf" ->
              reals.size() == 1
                  ? Optional.of(new Init.Constant(name, reals.get(0)))
                  : Optional.empty();
          case "rand" -> uniform(name, reals);
          case "randn" -> Optional.of(new Init.Normal(name, 0, 1));
          default -> Optional.empty();
        };
    boolean numbers = it.arguments().stream().noneMatch(value -> value instanceof Obj);
    // create(..) of numbers with a fraction is an array of those numbers.
    boolean filled = !it.method().startsWith("create") || reals.isEmpty();
    return numbers && filled && !sizes.isEmpty()
        ? init.map(drawn -> new FilledArray(Sizes.shape(sizes, OptionalInt.empty(), name), drawn))
        : Optional.empty();
  }

  private static Optional<Init> uniform(String name, List<Double> bounds) {
    return switch (bounds.size()) {
      case 0 -> Optional.of(new Init.Uniform(name, 0, 1));
      case 2 -> Optional.of(new Init.Uniform(name, bounds.get(0), bounds.get(1)));
      default -> Optional.empty();
    };
  }

  private Optional<FilledArray> changed(Origin.Result by) {
    Optional<Double> number =
        by.arguments().size() == 1 ? by.arguments().get(0).real() : Optional.empty();
    return switch (by.method()) {
      case "castTo", "dup" -> Optional.of(this);
      case "mul", "muli" -> number.map(it -> with(it, 0));
      case "div", "divi" -> number.map(it -> with(1 / it, 0));
      case "add", "addi" -> number.map(it -> with(1, it));
      case "sub", "subi" -> number.map(it -> with(1, -it));
      default -> Optional.empty();
    };
  }

  private FilledArray with(double factor, double shift) {
    String name = init.name();
    if (init instanceof Init.Uniform it) {
      double one = it.low() * factor + shift;
      double other = it.high() * factor + shift;
      return of(new Init.Uniform(name, Math.min(one, other), Math.max(one, other)));
    }
    double mean = init.mean() * factor + shift;
    return of(
        init instanceof Init.Constant
            ? new Init.Constant(name, mean)
            : new Init.Normal(name, mean, init.variance() * factor * factor));
  }

  private FilledArray of(Init changed) {
    return new FilledArray(shape, changed);
  }
}
