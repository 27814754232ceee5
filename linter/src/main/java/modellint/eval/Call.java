package modellint.eval;

import java.util.List;
import modellint.graph.Place;

/**
 * One call on an object whose class is a library's, in the order of execution.
 *
 * @param certain false where the call stands behind a condition that is not known
 */
public record Call(String method, List<Value> arguments, Place.Line place, boolean certain) {

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** The argument at {@code index}, or unknown where the call has fewer. */
  public Value argument(int index) {
    return index < arguments.size()
        ? arguments.get(index)
        : new Value.Unknown(method, "argument " + (index + 1) + " of " + method + " is missing");
  }
}
