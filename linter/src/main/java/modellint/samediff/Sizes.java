package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.definition.Perceptron;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** The sizes of a variable among the arguments of the call that makes it. */
final class Sizes {

  private static final Dim BATCH = Dim.symbol("N");

  private Sizes() {}

  /** The values that are sizes, known or not, arrays of them opened. */
  static List<Value> among(List<Value> arguments) {
    return arguments.stream()
        .filter(it -> !(it instanceof Obj))
        .flatMap(it -> it.elements().orElse(List.of(it)).stream())
        .filter(it -> it.whole().isPresent() || it instanceof Value.Unknown)
        .toList();
  }

  /** One value that is not known is one size, unless its reader wants more dimensions than one. */
  static Shape shape(List<Value> sizes, OptionalInt rank, String name) {
    boolean several = rank.isPresent() && rank.getAsInt() > 1;
    return several && sizes.size() == 1 && sizes.get(0) instanceof Value.Unknown
        ? symbols(rank.getAsInt(), name)
        : shape(sizes);
  }

  /** The first size that is left open is the batch's, on whatever axis it stands. */
  private static Shape shape(List<Value> sizes) {
    var dims = new ArrayList<Dim>();
    for (Value size : sizes) {
      boolean open = size.whole().filter(it -> it < 0).isPresent();
      dims.add(open && !dims.contains(BATCH) ? BATCH : Perceptron.size(size, "size" + dims.size()));
    }
    return new Shape(dims);
  }

  /** As many dimensions as the reader of the variable wants, of unknown sizes. */
  static Optional<Shape> wanted(OptionalInt rank, String name) {
    return rank.isEmpty() ? Optional.empty() : Optional.of(symbols(rank.getAsInt(), name));
  }

  private static Shape symbols(int rank, String name) {
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < rank; i++) {
      dims.add(Dim.symbol(name + "[" + i + "]"));
    }
    return new Shape(dims);
  }
}
