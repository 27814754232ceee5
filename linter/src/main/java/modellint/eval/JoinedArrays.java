package modellint.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ArrayUtils.addAll} of Apache Commons Lang: programs join lists of layers with it. */
final class JoinedArrays {

  private static final String ARRAYS = "org\\.apache\\.commons\\.lang3?\\.ArrayUtils";

  private JoinedArrays() {}

  /** The new array; empty for any other method, and where an array is not known. */
  static Optional<Value> of(String type, String method, List<Value> arguments) {
    if (!method.equals("addAll")
        || !type.matches(ARRAYS)
        || arguments.isEmpty()
        || !(arguments.get(0) instanceof Value.Elements first)) {
      return Optional.empty();
    }
    var all = new ArrayList<>(first.values());
    for (Value it : arguments.subList(1, arguments.size())) {
      if (it instanceof Value.Elements array) {
        all.addAll(array.values());
      } else {
        all.add(it);
      }
    }
    return Optional.of(Value.Elements.of(all));
  }
}
