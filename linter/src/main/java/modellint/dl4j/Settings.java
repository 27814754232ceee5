package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * A builder as it stands when it builds: the constructor's arguments and the setters called, of
 * which the last call counts.
 *
 * @param type simple name of the class being built: {@code DenseLayer}
 * @param arguments what the constructor of the builder (or of the class itself) was given
 */
record Settings(String type, List<Value> arguments, List<Call> calls, Place.Line place) {

  Settings {
    arguments = List.copyOf(arguments);
    calls = List.copyOf(calls);
  }

  /** The object that {@code value} is, made by constructor or by builder. */
  static Optional<Settings> of(Value value) {
    if (!(value instanceof Obj object)) {
      return Optional.empty();
    }
    if (object.origin() instanceof Origin.Result built && built.method().equals("build")) {
      Obj builder = built.receiver();
      return Dl4jApi.simple(object.type())
          .map(
              type ->
                  new Settings(
                      type,
                      made(builder) ? builder.origin().arguments() : List.of(),
                      builder.calls().subList(0, built.before()),
                      builder.origin().place()));
    }
    return Dl4jApi.simple(object.type())
        .map(
            type ->
                new Settings(
                    type, object.origin().arguments(), object.calls(), object.origin().place()));
  }

  /** A builder that has not built yet, with the first {@code upTo} calls. */
  static Settings ofBuilder(Obj builder, int upTo) {
    return new Settings(
        builder.type(),
        builder.origin().arguments(),
        builder.calls().subList(0, Math.min(upTo, builder.calls().size())),
        builder.origin().place());
  }

  private static boolean made(Obj builder) {
    return builder.origin() instanceof Origin.Made;
  }

  /** The last call of any of {@code methods}. */
  Optional<Call> last(String... methods) {
    List<String> names = List.of(methods);
    return calls.stream().filter(it -> names.contains(it.method())).reduce((a, b) -> b);
  }

  /** The argument of the last call of any of {@code methods}; unknown where it is conditional. */
  Optional<Value> value(String... methods) {
    return last(methods).map(Settings::value);
  }

  static Value value(Call call) {
    return call.certain()
        ? call.argument(0)
        : new Value.Unknown(call.method(), call.method() + " is set behind a condition");
  }

  Optional<Value> argument(int index) {
    return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
  }

  /** A number set by any of {@code methods}: empty where unset or unknown. */
  Optional<Double> real(String... methods) {
    return value(methods).flatMap(Value::real);
  }

  Optional<Boolean> truth(String... methods) {
    return value(methods).flatMap(Value::truth);
  }
}
