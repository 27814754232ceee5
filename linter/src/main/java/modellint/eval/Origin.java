package modellint.eval;

import java.util.List;
import modellint.graph.Place;

/** How an object came to be. */
public sealed interface Origin {

  List<Value> arguments();

  Place.Line place();

  /** {@code new Type(arguments)}. */
  record Made(List<Value> arguments, Place.Line place) implements Origin {
    public Made {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code Type.method(arguments)} with the declaring type's qualified name. */
  record Static(String type, String method, List<Value> arguments, Place.Line place)
      implements Origin {
    public Static {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * {@code receiver.method(arguments)}; {@code before} counts the calls that the receiver had seen
   * by then, so that a builder changed after {@code build()} does not change what it built.
   */
  record Result(Obj receiver, String method, List<Value> arguments, int before, Place.Line place)
      implements Origin {
    public Result {
      arguments = List.copyOf(arguments);
    }
  }
}
