package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * One operation as the source makes it.
 *
 * @param space what it is a method of: {@code math}, {@code nn}, nothing for {@code tf} itself, or
 *     the framework's class: {@code initializers.Glorot}
 * @param arguments without the {@code tf} that framework methods are given
 * @param name what {@code withName} says; empty for none
 * @param owner the object that the method is called on
 */
record Operation(
    String space,
    String method,
    List<Value> arguments,
    String name,
    Place.Line place,
    Optional<Obj> owner) {

  Operation {
    arguments = List.copyOf(arguments);
  }

  /** Empty where {@code value} is no operation of a graph. */
  static Optional<Operation> of(Value value) {
    if (!(value instanceof Obj it) || !it.type().equals(TensorFlowApi.OPERAND)) {
      return Optional.empty();
    }
    if (it.origin() instanceof Origin.Result made) {
      String type = made.receiver().type();
      String space =
          type.startsWith(TensorFlowApi.FRAMEWORK)
              ? type.substring(TensorFlowApi.FRAMEWORK.length())
              : type.substring(Math.min(type.length(), TensorFlowApi.OPS.length() + 1));
      return Optional.of(
          new Operation(
              space,
              made.method(),
              operandsOf(made.arguments()),
              name(made.receiver()),
              made.place(),
              Optional.of(made.receiver())));
    }
    return it.origin() instanceof Origin.Static made
        ? Optional.of(
            new Operation(
                made.type().startsWith(TensorFlowApi.FRAMEWORK)
                    ? made.type().substring(TensorFlowApi.FRAMEWORK.length())
                    : made.type(),
                made.method(),
                operandsOf(made.arguments()),
                "",
                made.place(),
                Optional.empty()))
        : Optional.empty();
  }

  private static List<Value> operandsOf(List<Value> arguments) {
    return arguments.stream()
        .filter(it -> !(it instanceof Obj o && o.type().equals(TensorFlowApi.OPS)))
        .toList();
  }

  private static String name(Obj space) {
    Obj at = space;
    while (at.origin() instanceof Origin.Result it) {
      if (it.method().equals("withName")) {
        return it.arguments().stream().flatMap(a -> a.text().stream()).findFirst().orElse("");
      }
      at = it.receiver();
    }
    return "";
  }

  /** The {@code Ops} that an operation was made with, before any naming or scoping. */
  static Obj root(Obj object) {
    Obj at = object;
    while (true) {
      Optional<Obj> given =
          at.origin().arguments().stream()
              .filter(it -> it instanceof Obj o && o.type().equals(TensorFlowApi.OPS))
              .map(it -> (Obj) it)
              .findFirst();
      boolean framework =
          at.type().startsWith(TensorFlowApi.FRAMEWORK) || at.type().equals(TensorFlowApi.OPERAND);
      if (framework && given.isPresent()) {
        at = given.get();
      } else if (at.origin() instanceof Origin.Result it) {
        at = it.receiver();
      } else {
        return at;
      }
    }
  }

  boolean is(String wanted) {
    return method.equals(wanted) && !isFramework();
  }

  boolean isFramework() {
    return space.contains(".") && !space.startsWith("nn.");
  }

  Value argument(int index) {
    return index < arguments.size()
        ? arguments.get(index)
        : new Value.Unknown(method, "argument " + (index + 1) + " of " + method + " is missing");
  }

  /** The operations among the arguments, those in lists too. */
  List<Obj> operands() {
    var all = new ArrayList<Obj>();
    arguments.forEach(it -> collect(it, all));
    return all;
  }

  private static void collect(Value value, List<Obj> all) {
    if (of(value).isPresent()) {
      all.add((Obj) value);
    }
    value.elements().ifPresent(list -> list.forEach(it -> collect(it, all)));
  }

  /** The value of an option: {@code MatMul.transposeB(true)}. */
  Optional<Value> option(String option) {
    return arguments.stream()
        .filter(it -> it instanceof Obj o && o.origin() instanceof Origin.Static)
        .map(it -> (Origin.Static) ((Obj) it).origin())
        .filter(it -> it.method().equals(option) && !it.arguments().isEmpty())
        .map(
            it ->
                it.arguments().size() == 1
                    ? it.arguments().get(0)
                    : Value.Elements.of(it.arguments()))
        .findFirst();
  }

  /** The name that a node gets: as stated, else after the operation. */
  String title() {
    return name.isEmpty() ? Character.toUpperCase(method.charAt(0)) + method.substring(1) : name;
  }
}
