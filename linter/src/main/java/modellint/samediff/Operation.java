package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * One call that makes variables, in whichever of its forms it is written: {@code x.add("sum", y)}
 * and {@code sd.math().add("sum", x, y)} have the same arguments, the name is none of them.
 *
 * @param space the name space: {@code nn}; {@code graph} and {@code variable} for direct calls
 * @param name the name that the source gives to the result
 * @param output which of several results is taken
 */
record Operation(
    String space,
    String method,
    Optional<String> name,
    List<Value> arguments,
    int output,
    Place.Line place) {

  /** The call that made {@code variable}; empty for what no call made. */
  static Optional<Operation> of(Obj variable) {
    if (!(variable.origin() instanceof Origin.Result made)) {
      return Optional.empty();
    }
    if (made.receiver().type().equals(SameDiffApi.RESULTS)) {
      int output = (int) (long) made.arguments().get(0).whole().orElse(0L);
      return made.receiver().origin() instanceof Origin.Result operation
          ? Optional.of(of(operation, output))
          : Optional.empty();
    }
    return Optional.of(of(made, 0));
  }

  private static Operation of(Origin.Result made, int output) {
    List<Value> given = made.arguments();
    boolean named = !given.isEmpty() && isName(given.get(0), given.size());
    var arguments = new ArrayList<Value>();
    if (made.receiver().type().equals(SameDiffApi.VARIABLE)) {
      arguments.add(made.receiver());
    }
    arguments.addAll(named ? given.subList(1, given.size()) : given);
    return new Operation(
        space(made.receiver()),
        made.method(),
        named ? text(given.get(0)) : Optional.empty(),
        List.copyOf(arguments),
        output,
        made.place());
  }

  private static String space(Obj receiver) {
    return switch (receiver.type()) {
      case SameDiffApi.VARIABLE -> "variable";
      case SameDiffApi.SPACE ->
          receiver.origin() instanceof Origin.Result it ? it.method() : "unknown";
      default -> "graph";
    };
  }

  /** A text, no name at all, or one name for each of several results. */
  private static boolean isName(Value first, int many) {
    boolean texts =
        first.elements().filter(it -> !it.isEmpty() && it.get(0).text().isPresent()).isPresent();
    boolean open = first instanceof Value.Unknown && many > 1;
    return first.text().isPresent() || first instanceof Value.Nothing || texts || open;
  }

  private static Optional<String> text(Value name) {
    return name.text();
  }

  boolean isSource() {
    return space.equals("graph")
        && method.matches("placeHolder|var|constant|one|zero|scalar|getVariable");
  }

  boolean isLoss() {
    return space.equals("loss");
  }

  Value argument(int at) {
    return at < arguments.size()
        ? arguments.get(at)
        : new Value.Unknown(method, "argument " + (at + 1) + " of " + method + " is missing");
  }

  /** The variable at {@code at}; empty where something else stands there. */
  Optional<Obj> operand(int at) {
    return isVariable(argument(at)) ? Optional.of((Obj) argument(at)) : Optional.empty();
  }

  /** All variables among the arguments and in arrays there. */
  List<Obj> operands() {
    return flat(arguments).filter(Operation::isVariable).map(it -> (Obj) it).toList();
  }

  static boolean isVariable(Value value) {
    return value instanceof Obj it && it.type().equals(SameDiffApi.VARIABLE);
  }

  private static Stream<Value> flat(List<Value> values) {
    return values.stream()
        .flatMap(it -> it.elements().map(List::stream).orElseGet(() -> Stream.of(it)));
  }

  /** The first number with or without a fraction. */
  Optional<Double> number() {
    return arguments.stream().flatMap(it -> it.real().stream()).findFirst();
  }

  Optional<Boolean> truth() {
    return arguments.stream().flatMap(it -> it.truth().stream()).findFirst();
  }

  /** True where an argument from {@code from} on is not known. */
  boolean isOpen(int from) {
    return flat(arguments.subList(Math.min(from, arguments.size()), arguments.size()))
        .anyMatch(it -> it instanceof Value.Unknown);
  }

  /** Whole numbers among the arguments: axes, sizes. */
  List<Long> integers() {
    return flat(arguments).flatMap(it -> it.whole().stream()).toList();
  }

  /** What a builder made among the arguments: {@code Conv2DConfig}. */
  Optional<Config> config(String suffix) {
    return arguments.stream()
        .filter(it -> it instanceof Obj obj && obj.type().endsWith(suffix))
        .map(it -> new Config((Obj) it))
        .findFirst();
  }

  /** The name of what is drawn for it. */
  String label(int number) {
    return name.filter(it -> !it.isEmpty()).orElse(method + number);
  }
}
