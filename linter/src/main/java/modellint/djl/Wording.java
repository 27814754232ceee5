package modellint.djl;

import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** How values that are not what they should be are called. */
final class Wording {

  private Wording() {}

  /** {@code line 12}, or with its file where that is another than {@code from}. */
  static String line(Place.Line place, String from) {
    String line = "line " + place.line();
    return place.file().equals(from)
        ? line
        : place.file().substring(place.file().lastIndexOf('/') + 1) + ", " + line;
  }

  /** Why {@code value} is no array: it is unknown, or what something else gives. */
  static String noArray(Value value) {
    if (value instanceof Obj it) {
      return made(it);
    }
    if (value instanceof Function) {
      return "a function stands where an array is read";
    }
    return value
        .why()
        .orElse(
            value instanceof Value.Nothing
                ? "null stands where an array is read"
                : "the forward pass reads an array that is none");
  }

  private static String made(Obj it) {
    if (it.origin() instanceof Origin.Result made) {
      String of = simple(made.receiver().type());
      return "what "
          + (of.isEmpty() ? "" : of + ".")
          + made.method()
          + " gives in line "
          + made.place().line()
          + " is not known";
    }
    if (it.origin() instanceof Origin.Static made) {
      return "what "
          + simple(made.type())
          + "."
          + made.method()
          + " gives in line "
          + made.place().line()
          + " is not known";
    }
    String type = simple(it.type());
    return (type.isEmpty() ? "an object" : "a " + type)
        + " of line "
        + it.origin().place().line()
        + " stands where an array is read";
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
