package modellint.djl;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Shape;

/** Parameters that blocks of the program's own declare, and read from the parameter store. */
final class OwnParameters {

  private final Walk walk;
  private final Map<Obj, String> owned = new IdentityHashMap<>();

  OwnParameters(Walk walk) {
    this.walk = walk;
  }

  /** Notes that the block at {@code path} declares {@code parameter}. */
  void belongs(Obj parameter, String path) {
    owned.putIfAbsent(parameter, path);
  }

  /** A parameter that the program declares and reads itself. */
  Optional<Value> read(Value value) {
    if (!(value instanceof Obj it) || !it.type().equals(DjlApi.NN + "Parameter")) {
      return value instanceof Value.Nothing ? Optional.of(value) : Optional.empty();
    }
    Settings settings = Settings.of(it);
    String name = settings.value("setName").flatMap(Value::text).orElse("parameter");
    ParameterType type =
        settings.value("setType").orElse(new Value.Nothing()) instanceof Value.Constant c
            ? ParameterType.valueOf(c.name())
            : ParameterType.OTHER;
    Optional<List<Value>> stated =
        it.calls("setShape").stream()
            .reduce((a, b) -> b)
            .map(call -> call.argument(0))
            .or(() -> settings.value("optShape"))
            .flatMap(Sizes::shape);
    if (stated.isEmpty()) {
      throw new Undetermined("the shape of parameter " + name + " is not known");
    }
    Shape shape = new Shape(stated.get().stream().map(d -> walk.extents().dim(d, name)).toList());
    Optional<Initializers.Own> own =
        it.calls("setInitializer").stream()
            .reduce((a, b) -> b)
            .or(() -> settings.last("optInitializer"))
            .map(call -> new Initializers.Own(Settings.stated(call), call.place()))
            .or(() -> given(it, settings));
    String drawn =
        walk.parameters()
            .declare(
                owned.getOrDefault(it, walk.path()),
                name,
                type,
                shape,
                shape,
                isTrained(it, settings),
                own);
    return Optional.of(walk.array(new Tensor(drawn, Optional.of(shape), OptionalInt.empty())));
  }

  /** An array of the program's own needs no initialiser. */
  private static Optional<Initializers.Own> given(Obj parameter, Settings settings) {
    return parameter.calls("setArray").isEmpty() && settings.last("optArray").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Initializers.Own(
                new Value.Unknown("array", "the array that a parameter is given"),
                settings.place()));
  }

  private static boolean isTrained(Obj parameter, Settings settings) {
    return parameter.calls("freeze").stream()
        .reduce((a, b) -> b)
        .map(
            call ->
                !call.argument(0)
                    .truth()
                    .orElseThrow(
                        () -> new Undetermined("whether a parameter is frozen is not known")))
        .orElseGet(() -> settings.truth(true, "optRequiresGrad"));
  }
}
