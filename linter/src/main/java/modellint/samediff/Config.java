package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** An object that a builder filled: {@code Conv2DConfig.builder().kH(3).kW(3).build()}. */
record Config(Obj object) {

  private List<Call> calls() {
    return object.origin() instanceof Origin.Result it && it.method().equals("build")
        ? it.receiver().calls()
        : object.calls();
  }

  /** True where every call that filled it is in the source. */
  boolean isBuilt() {
    return object.origin() instanceof Origin.Result it && it.method().equals("build");
  }

  /** The last value that {@code setter} was given. */
  Optional<Value> value(String setter) {
    return calls().stream()
        .filter(it -> it.method().equals(setter))
        .reduce((a, b) -> b)
        .map(it -> it.argument(0))
        .filter(it -> !(it instanceof Value.Nothing));
  }

  long whole(String setter, long otherwise) throws Undetermined {
    Optional<Value> value = value(setter);
    return value.isEmpty() ? otherwise : value.get().whole().orElseThrow(() -> open(setter));
  }

  double real(String setter, double otherwise) throws Undetermined {
    Optional<Value> value = value(setter);
    return value.isEmpty() ? otherwise : value.get().real().orElseThrow(() -> open(setter));
  }

  boolean truth(String setter, boolean otherwise) throws Undetermined {
    Optional<Value> value = value(setter);
    return value.isEmpty() ? otherwise : value.get().truth().orElseThrow(() -> open(setter));
  }

  /** The name of an enum constant, or a text. */
  String word(String setter, String otherwise) throws Undetermined {
    Optional<Value> value = value(setter);
    if (value.isEmpty()) {
      return otherwise;
    }
    return value.get() instanceof Value.Constant it
        ? it.name()
        : value.get().text().orElseThrow(() -> open(setter));
  }

  Optional<Obj> variable(String setter) {
    return value(setter).filter(Operation::isVariable).map(it -> (Obj) it);
  }

  /** Every variable that a setter was given. */
  List<Obj> variables() {
    return calls().stream()
        .map(it -> it.argument(0))
        .filter(Operation::isVariable)
        .map(it -> (Obj) it)
        .toList();
  }

  private Undetermined open(String setter) {
    String type = object.type().substring(object.type().lastIndexOf('.') + 1);
    return new Undetermined(setter + " of a " + type + " is not known");
  }
}
