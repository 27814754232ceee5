package modellint.tensorflow;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Obj;

/** Which operations read a variable, and which prepare data before any variable. */
final class Dependence {

  private final Map<Obj, Boolean> variables = new IdentityHashMap<>();
  private final Map<Obj, Boolean> placeholders = new IdentityHashMap<>();

  boolean onVariables(Obj operand) {
    return on(operand, List.of("variable"), variables);
  }

  /** True for what the program feeds, and what is computed from that. */
  boolean onPlaceholders(Obj operand) {
    return on(operand, List.of("placeholder", "placeholderWithDefault"), placeholders);
  }

  private static boolean on(Obj operand, List<String> sources, Map<Obj, Boolean> known) {
    Boolean before = known.get(operand);
    if (before != null) {
      return before;
    }
    Optional<Operation> it = Operation.of(operand);
    boolean depends =
        it.isPresent()
            && ((!it.get().isFramework() && sources.contains(it.get().method()))
                || (!it.get().is("variable")
                    && it.get().operands().stream().anyMatch(x -> on(x, sources, known))));
    known.put(operand, depends);
    return depends;
  }
}
