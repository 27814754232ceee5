package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Shape;

/** {@code InputType.convolutional(28, 28, 1)} and its kin. */
final class InputTypes {

  private static final String TYPE = Dl4jApi.CONF + "inputs.InputType";

  /** The length of sequences whose type states none; no expression of Java is written so. */
  static final Dim OPEN = Sizes.symbol("open-time");

  private InputTypes() {}

  static Optional<Flow> of(Value value) {
    if (!(value instanceof Obj object)) {
      return Optional.empty();
    }
    String method;
    if (object.origin() instanceof Origin.Static made && made.type().endsWith("InputType")) {
      method = made.method();
    } else if (object.origin() instanceof Origin.Result made) {
      method = made.method();
    } else {
      return Optional.empty();
    }
    List<Value> given = object.origin().arguments();
    return switch (method) {
      case "feedForward" -> Optional.of(new Flow.Rows(size(given, 0, "in"), Optional.empty()));
      case "recurrent" ->
          Optional.of(
              new Flow.Sequence(
                  size(given, 0, "in"), given.size() < 2 ? OPEN : size(given, 1, "time")));
      case "convolutional" ->
          Optional.of(
              new Flow.Image(
                  size(given, 2, "channels"), size(given, 0, "height"), size(given, 1, "width")));
      case "convolutionalFlat" ->
          Optional.of(
              new Flow.FlatImage(
                  size(given, 2, "channels"), size(given, 0, "height"), size(given, 1, "width")));
      case "convolutional3D" -> {
        int first = given.size() > 4 ? 1 : 0;
        yield Optional.of(
            new Flow.Volume(
                size(given, first + 3, "channels"),
                size(given, first, "depth"),
                size(given, first + 1, "height"),
                size(given, first + 2, "width")));
      }
      default -> Optional.empty();
    };
  }

  /** The first size of a type that holds nothing; sequences may leave their length open. */
  static Optional<Long> empty(Value type) {
    if (!(type instanceof Obj object) || !(object.origin() instanceof Origin.Static made)) {
      return Optional.empty();
    }
    boolean known = made.type().endsWith("InputType") && of(type).isPresent();
    int sizes = made.method().equals("recurrent") ? 1 : made.arguments().size();
    return made.arguments().stream()
        .limit(known ? sizes : 0)
        .flatMap(it -> it.whole().stream())
        .filter(it -> it <= 0)
        .findFirst();
  }

  /** The library's object for {@code flow}, as a layer's own methods are handed it. */
  static Obj object(Flow flow, Place.Line place) {
    List<Dim> sizes =
        flow instanceof Flow.Sequence it
            ? List.of(it.size(), it.time())
            : flow instanceof Flow.Image it
                ? List.of(it.height(), it.width(), it.size())
                : flow instanceof Flow.Volume it
                    ? List.of(it.depth(), it.height(), it.width(), it.size())
                    : List.of(flow.elements());
    String method =
        List.of("feedForward", "recurrent", "convolutional", "convolutional3D")
            .get(sizes.size() - 1);
    List<Value> values = sizes.stream().map(InputTypes::value).toList();
    return new Obj(TYPE, new Origin.Static(TYPE, method, values, place));
  }

  private static Value value(Dim size) {
    return size.isKnown()
        ? new Value.Whole(size.size())
        : new Value.Unknown(size.toString(), "the size " + size);
  }

  private static Dim size(List<Value> given, int index, String name) {
    return index < given.size() && Sizes.isSet(given.get(index))
        ? Sizes.dim(given.get(index), name)
        : Sizes.symbol(name);
  }

  /** The shape of a network input for {@code flow}. */
  static Shape shape(Flow flow) {
    Dim batch = Dim.symbol("N");
    if (flow instanceof Flow.Sequence it) {
      return new Shape(List.of(batch, it.size(), it.time()));
    }
    if (flow instanceof Flow.Image it) {
      return new Shape(List.of(batch, it.size(), it.height(), it.width()));
    }
    if (flow instanceof Flow.Volume it) {
      return new Shape(List.of(batch, it.size(), it.depth(), it.height(), it.width()));
    }
    return new Shape(List.of(batch, flow.elements()));
  }
}
