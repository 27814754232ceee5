package modellint.samediff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import modellint.definition.Declaration;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Weights;

/**
 * Placeholders, variables and constants. A variable without a scheme is zero; what {@code sd.zero}
 * and {@code sd.one} make is a constant that no training changes, a variable only up to
 * 1.0.0-beta5.
 */
final class SourceReader {

  private final Drawing drawing;
  private final Variables variables;
  private final List<Dim> counts = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();

  SourceReader(Drawing drawing, Variables variables) {
    this.drawing = drawing;
    this.variables = variables;
  }

  /** The number of elements of every variable that training changes. */
  List<Dim> counts() {
    return counts;
  }

  String draw(Obj variable, Operation made, OptionalInt rank) throws Unreadable {
    String name = Variables.name(variable).orElseGet(() -> made.label(drawing.next()));
    boolean trained = variables.isVariable(variable, made);
    return switch (made.method()) {
      case "placeHolder" -> placeholder(made, name, rank);
      case "var", "scalar", "one", "zero" -> stored(variable, made, name, rank, trained);
      case "constant" -> constant(variable, made, name, rank, trained);
      default -> throw new Unreadable("variable " + name + ", asked for by its name, is not known");
    };
  }

  private String placeholder(Operation made, String name, OptionalInt rank) throws Unreadable {
    List<Value> sizes = Sizes.among(made.arguments());
    Optional<Shape> stated =
        sizes.isEmpty() ? Optional.empty() : Optional.of(Sizes.shape(sizes, rank, name));
    Shape shape =
        stated
            .or(() -> Sizes.wanted(rank, name))
            .orElseThrow(
                () -> new Unreadable("the shape of placeholder " + name + " is not known"));
    boolean whole =
        made.arguments().stream()
            .anyMatch(it -> it instanceof Value.Constant c && c.name().matches("U?(INT\\d*|LONG)"));
    return drawing.sketch().input(name, shape, whole ? ElementType.INT64 : ElementType.FLOAT);
  }

  private String constant(
      Obj variable, Operation made, String name, OptionalInt rank, boolean trained)
      throws Unreadable {
    Optional<Double> number = made.number();
    boolean array = made.arguments().stream().anyMatch(it -> it instanceof Obj);
    return number.isPresent() && !array
        ? drawing.sketch().scalar(name, number.get())
        : stored(variable, made, name, rank, trained);
  }

  private String stored(
      Obj variable, Operation made, String name, OptionalInt rank, boolean trained)
      throws Unreadable {
    Stored it = Stored.of(variable, made, rank, name);
    Shape shape =
        it.shape()
            .orElseThrow(() -> new Unreadable("the shape of variable " + name + " is not known"));
    if (it.weights() instanceof Weights.Unknown unknown) {
      drawing.unknown(unknown.reason());
    }
    shape.dims().stream()
        .filter(dim -> !dim.isKnown())
        .forEach(dim -> drawing.unknown("the shape of " + name + ": " + dim));
    if (trained) {
      counts.add(shape.elements());
    } else if (shape.rank() == 0
        && it.weights() instanceof Weights.Declared declared
        && declared.init() instanceof Init.Constant constant) {
      return drawing.sketch().scalar(name, constant.value());
    }
    String drawn = drawing.sketch().parameter(new Declaration(name, shape, it.weights()));
    if (it.weights() instanceof Weights.Declared declared
        && declared.init() instanceof Init.Constant) {
      constants.add(drawn);
    }
    return drawn;
  }

  boolean isConstant(String value) {
    return constants.contains(value);
  }
}
