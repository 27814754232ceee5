package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Shapes of operands as far as the operations before them tell; batches are channels last. */
final class Inference {

  private Inference() {}

  static Optional<List<Dim>> shape(Value operand) {
    return Operation.of(operand).flatMap(Inference::shape);
  }

  private static Optional<List<Dim>> shape(Operation it) {
    if (it.space().startsWith("initializers.")) {
      return Shapes.numbers(it.argument(0)).map(Shapes::dims);
    }
    return switch (it.method()) {
      case "placeholder", "placeholderWithDefault" ->
          it.option("shape").flatMap(Shapes::numbers).map(Shapes::dims);
      case "variable" -> variable(it);
      case "zeros",
          "ones",
          "fill",
          "truncatedNormal",
          "randomStandardNormal",
          "randomUniform",
          "statelessTruncatedNormal",
          "statelessRandomNormal",
          "statelessRandomUniform" ->
          Shapes.numbers(it.argument(0)).map(Shapes::dims);
      case "constant" -> Constants.shape(it);
      case "reshape" -> reshaped(it);
      case "conv2d" -> conv(it);
      case "maxPool", "avgPool" -> pool(it);
      case "matMul", "batchMatMul" -> product(it);
      case "add", "sub", "mul", "div", "maximum", "minimum", "squaredDifference" -> broadcast(it);
      default -> shape(it.argument(0));
    };
  }

  private static Optional<List<Dim>> variable(Operation it) {
    return shape(it.argument(0)).or(() -> Shapes.numbers(it.argument(0)).map(Shapes::dims));
  }

  private static Optional<List<Dim>> reshaped(Operation it) {
    Optional<List<Value>> wanted = Shapes.numbers(it.argument(1));
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    List<Dim> dims = new ArrayList<>(Shapes.dims(wanted.get()));
    Optional<List<Dim>> before = shape(it.argument(0));
    int open = -1;
    Dim known = Dim.of(1);
    for (int i = 0; i < dims.size(); i++) {
      if (wanted.get().get(i).whole().filter(n -> n == -1).isPresent()) {
        open = i;
      } else {
        known = known.times(dims.get(i));
      }
    }
    if (open >= 0 && before.isPresent()) {
      Dim all = before.get().stream().reduce(Dim.of(1), Dim::times);
      int at = open;
      all.dividedBy(known).ifPresent(size -> dims.set(at, size));
    }
    return Optional.of(dims);
  }

  private static Optional<List<Dim>> conv(Operation it) {
    Optional<List<Dim>> in = shape(it.argument(0)).filter(s -> s.size() == 4);
    Optional<List<Dim>> filter = shape(it.argument(1)).filter(s -> s.size() == 4);
    Optional<List<Value>> strides = Shapes.numbers(it.argument(2)).filter(s -> s.size() == 4);
    if (in.isEmpty() || filter.isEmpty() || strides.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            in.get().get(0),
            window(in.get().get(1), filter.get().get(0), strides.get().get(1), it),
            window(in.get().get(2), filter.get().get(1), strides.get().get(2), it),
            filter.get().get(3)));
  }

  private static Optional<List<Dim>> pool(Operation it) {
    Optional<List<Dim>> in = shape(it.argument(0)).filter(s -> s.size() == 4);
    Optional<List<Dim>> kernel =
        Shapes.numbers(it.argument(1)).filter(s -> s.size() == 4).map(Shapes::dims);
    Optional<List<Value>> strides = Shapes.numbers(it.argument(2)).filter(s -> s.size() == 4);
    if (in.isEmpty() || kernel.isEmpty() || strides.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            in.get().get(0),
            window(in.get().get(1), kernel.get().get(1), strides.get().get(1), it),
            window(in.get().get(2), kernel.get().get(2), strides.get().get(2), it),
            in.get().get(3)));
  }

  private static Dim window(Dim in, Dim kernel, Value stride, Operation it) {
    Optional<Long> step = stride.whole().filter(s -> s > 0);
    if (!in.isKnown() || !kernel.isKnown() || step.isEmpty()) {
      return Dim.symbol("out(" + in + ")");
    }
    boolean same =
        it.arguments().stream().anyMatch(a -> a.text().filter("SAME"::equals).isPresent());
    long span = same ? in.size() : in.size() - kernel.size() + 1;
    return Dim.of(Math.max(0, (span + step.get() - 1) / step.get()));
  }

  private static Optional<List<Dim>> product(Operation it) {
    Optional<List<Dim>> a = shape(it.argument(0)).filter(s -> s.size() >= 2);
    Optional<List<Dim>> b = shape(it.argument(1)).filter(s -> s.size() >= 2);
    if (b.isEmpty()) {
      return Optional.empty();
    }
    int columns =
        it.option("transposeB").flatMap(Value::truth).orElse(false)
            ? b.get().size() - 2
            : b.get().size() - 1;
    // Rows of a placeholder without a shape are a batch.
    var out = new ArrayList<>(a.orElse(List.of(Dim.symbol("N"), Dim.of(1))));
    out.set(out.size() - 1, b.get().get(columns));
    return Optional.of(out);
  }

  private static Optional<List<Dim>> broadcast(Operation it) {
    Optional<List<Dim>> a = shape(it.argument(0));
    Optional<List<Dim>> b = shape(it.argument(1));
    if (a.isEmpty() || b.isEmpty()) {
      return a.filter(s -> s.size() > 1).or(() -> b.filter(s -> s.size() > 1));
    }
    return a.get().size() >= b.get().size() ? a : b;
  }
}
