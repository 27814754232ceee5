package modellint.samediff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** The variables of one graph, in the order in which the program makes them. */
final class Variables {

  private static final String BEFORE_CONSTANTS = "0\\..*|1\\.0\\.0-(alpha|beta[2-5]?)";

  private final Obj graph;
  private final boolean old;
  private final List<Obj> all;

  /**
   * @param version the library's; up to 1.0.0-beta5 {@code sd.zero} and {@code sd.one} made
   *     variables
   */
  Variables(Obj graph, List<Obj> objects, String version) {
    this.graph = graph;
    this.old = version.matches(BEFORE_CONSTANTS);
    var found = new ArrayList<Obj>();
    Set<Obj> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Obj object : objects) {
      if (object.type().equals(SameDiffApi.VARIABLE) && root(object) == graph) {
        collect(object, seen, found);
      }
    }
    this.all = List.copyOf(found);
  }

  /** The graph that a variable was made in. */
  private static Obj root(Obj variable) {
    Obj at = variable;
    while (at.origin() instanceof Origin.Result it) {
      at = it.receiver();
    }
    return at;
  }

  /** What one result of several is taken from is no object of the evaluation itself. */
  private static void collect(Obj variable, Set<Obj> seen, List<Obj> found) {
    if (seen.add(variable)) {
      for (Obj operand : Operation.of(variable).map(Operation::operands).orElse(List.of())) {
        if (operation(operand) != operand) {
          collect(operand, seen, found);
        }
      }
      found.add(variable);
    }
  }

  /** The call that gave {@code variable}: the same for all results of one operation. */
  static Obj operation(Obj variable) {
    return variable.origin() instanceof Origin.Result it
            && it.receiver().type().equals(SameDiffApi.RESULTS)
        ? it.receiver()
        : variable;
  }

  Obj graph() {
    return graph;
  }

  List<Obj> all() {
    return all;
  }

  /** The variable itself, or the one that {@code sd.getVariable(name)} asks for. */
  Obj meant(Obj variable) {
    Optional<Operation> made =
        Operation.of(variable).filter(it -> it.method().equals("getVariable"));
    return made.flatMap(Operation::name).flatMap(this::named).orElse(variable);
  }

  Optional<Obj> named(String name) {
    return all.stream()
        .filter(it -> Operation.of(it).filter(o -> o.method().equals("getVariable")).isEmpty())
        .filter(it -> name(it).filter(name::equals).isPresent())
        .reduce((a, b) -> b);
  }

  /** The name that the source gives, at last by {@code rename}. */
  static Optional<String> name(Obj variable) {
    return variable.calls("rename").stream()
        .reduce((a, b) -> b)
        .map(it -> it.argument(0))
        .map(Value::text)
        .orElseGet(() -> Operation.of(variable).flatMap(Operation::name));
  }

  /** The variables that {@code call} names, by text or by reference. */
  List<Obj> of(Call call) {
    var found = new ArrayList<Obj>();
    for (Value argument : call.arguments()) {
      for (Value it : argument.elements().orElse(List.of(argument))) {
        if (Operation.isVariable(it)) {
          found.add(meant((Obj) it));
        } else {
          it.text().flatMap(this::named).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Computed variables that no other operation reads. */
  List<Obj> ends() {
    Set<Obj> read = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Obj variable : all) {
      Operation.of(variable)
          .ifPresent(it -> it.operands().forEach(operand -> read.add(meant(operand))));
    }
    return all.stream()
        .filter(it -> !read.contains(it))
        .filter(it -> Operation.of(it).filter(made -> !made.isSource()).isPresent())
        .toList();
  }

  /** True where {@code variable} is computed from one that training changes. */
  boolean isTrained(Obj variable) {
    return depends(variable, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean depends(Obj given, Set<Obj> seen) {
    Obj variable = meant(given);
    Optional<Operation> made = Operation.of(variable);
    if (!seen.add(variable) || made.isEmpty()) {
      return false;
    }
    return made.get().isSource()
        ? isVariable(variable, made.get())
        : read(made.get()).stream().anyMatch(it -> depends(it, seen));
  }

  /** True where an operand of {@code it} is computed from what training changes. */
  boolean isTrained(Operation it) {
    return read(it).stream().anyMatch(this::isTrained);
  }

  /** True for a source that training changes; the last conversion decides. */
  boolean isVariable(Obj source, Operation made) {
    Optional<Boolean> converted =
        source.calls().stream()
            .map(Call::method)
            .filter(it -> it.matches("convertTo(Variable|Constant)"))
            .reduce((a, b) -> b)
            .map("convertToVariable"::equals);
    return converted.orElseGet(
        () ->
            switch (made.method()) {
              case "var", "scalar" -> true;
              case "one", "zero" -> old;
              default -> false;
            });
  }

  /** Operands, those in the weights of a recurrent layer among them. */
  private static List<Obj> read(Operation it) {
    var all = new ArrayList<>(it.operands());
    it.config("Weights").ifPresent(weights -> all.addAll(weights.variables()));
    return all;
  }
}
