package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * An object's builder as it stood when it built, or the arguments of its constructor.
 *
 * @param built true behind a builder, of which every call is known
 * @param type simple name of the object's class: {@code Linear}
 */
record Settings(
    String type, List<Value> arguments, List<Call> calls, Place.Line place, boolean built) {

  static Settings of(Obj object) {
    String type = object.type().substring(object.type().lastIndexOf('.') + 1);
    if (object.origin() instanceof Origin.Result built && built.method().equals("build")) {
      Obj builder = built.receiver();
      return new Settings(
          type,
          builder.origin().arguments(),
          builder.calls().subList(0, built.before()),
          builder.origin().place(),
          !builder.type().isEmpty() && !(builder.origin() instanceof Origin.Result));
    }
    return new Settings(
        type, object.origin().arguments(), object.calls(), object.origin().place(), false);
  }

  /** The last call of any of {@code methods}. */
  Optional<Call> last(String... methods) {
    List<String> names = List.of(methods);
    return calls.stream().filter(it -> names.contains(it.method())).reduce((a, b) -> b);
  }

  /** The argument of the last call of any of {@code methods}; unknown where it is conditional. */
  Optional<Value> value(String... methods) {
    return last(methods).map(Settings::stated);
  }

  /** What {@code call} sets; unknown where it is conditional. */
  static Value stated(Call call) {
    return call.certain()
        ? call.argument(0)
        : new Value.Unknown(call.method(), call.method() + " is set behind a condition");
  }

  Optional<Double> real(String... methods) {
    return value(methods).flatMap(Value::real);
  }

  /** A flag; a definition that depends on one that nobody knows is not determined. */
  boolean truth(boolean otherwise, String... methods) {
    Optional<Value> stated = value(methods);
    if (stated.isEmpty()) {
      return otherwise;
    }
    return stated
        .flatMap(Value::truth)
        .orElseThrow(() -> new Undetermined(methods[0] + " of " + type + " is not known"));
  }
}
