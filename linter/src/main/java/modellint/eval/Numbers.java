package modellint.eval;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The static methods of Math and of the number classes. */
final class Numbers {

  private static final Set<String> CLASSES =
      Set.of("Math", "StrictMath", "Integer", "Long", "Double", "Float", "Boolean", "String");

  private Numbers() {}

  static Optional<Value> call(String call, List<Value> arguments) {
    int dot = call.indexOf('.');
    if (dot < 0 || !CLASSES.contains(call.substring(0, dot))) {
      return Optional.empty();
    }
    Optional<Value> unknown = arguments.stream().filter(it -> !it.isKnown()).findFirst();
    if (unknown.isPresent()) {
      return Optional.of(Operators.derived((Value.Unknown) unknown.get()));
    }
    String name = call.substring(dot + 1);
    if (call.contains("Math.")) {
      return Optional.of(
          arguments.size() == 1
              ? one(name, arguments.get(0))
              : arguments.size() == 2
                  ? two(name, arguments.get(0), arguments.get(1))
                  : random(name));
    }
    if (name.equals("valueOf") && call.startsWith("String")) {
      return Operators.print(arguments.get(0)).map(Value.Text::new);
    }
    if (call.equals("String.format")) {
      return Optional.of(Strings.format(arguments));
    }
    if (name.startsWith("parse") || name.equals("valueOf")) {
      return Optional.of(parse(call, arguments.get(0)));
    }
    if (name.equals("toString") && arguments.size() == 1) {
      return Operators.print(arguments.get(0)).map(Value.Text::new);
    }
    return Optional.of(random(name));
  }

  private static Value random(String name) {
    return new Value.Unknown(name + "()", name + " is not known before run time");
  }

  private static Value parse(String call, Value value) {
    if (!(value instanceof Value.Text text)) {
      return value;
    }
    try {
      return switch (call.substring(0, call.indexOf('.'))) {
        case "Integer", "Long" -> new Value.Whole(Long.parseLong(text.value()));
        case "Double", "Float" -> new Value.Real(Double.parseDouble(text.value()));
        default -> new Value.Truth(Boolean.parseBoolean(text.value()));
      };
    } catch (NumberFormatException e) {
      throw new Thrown("java.lang.NumberFormatException");
    }
  }

  private static Value one(String name, Value value) {
    if (value.real().isEmpty()) {
      return random(name);
    }
    double x = value.real().get();
    boolean whole = value instanceof Value.Whole;
    return switch (name) {
      case "sqrt" -> new Value.Real(StrictMath.sqrt(x));
      case "exp" -> new Value.Real(StrictMath.exp(x));
      case "log" -> new Value.Real(StrictMath.log(x));
      case "log10" -> new Value.Real(StrictMath.log10(x));
      case "floor" -> new Value.Real(StrictMath.floor(x));
      case "ceil" -> new Value.Real(StrictMath.ceil(x));
      case "round" -> new Value.Whole(Math.round(x));
      case "abs" -> whole ? new Value.Whole(Math.abs((long) x)) : new Value.Real(StrictMath.abs(x));
      case "toIntExact" -> value;
      case "sin" -> new Value.Real(StrictMath.sin(x));
      case "cos" -> new Value.Real(StrictMath.cos(x));
      default -> random(name);
    };
  }

  private static Value two(String name, Value left, Value right) {
    if (left.real().isEmpty() || right.real().isEmpty()) {
      return random(name);
    }
    double a = left.real().get();
    double b = right.real().get();
    boolean whole = left instanceof Value.Whole && right instanceof Value.Whole;
    return switch (name) {
      case "pow" -> new Value.Real(StrictMath.pow(a, b));
      case "max" -> whole ? new Value.Whole((long) Math.max(a, b)) : new Value.Real(Math.max(a, b));
      case "min" -> whole ? new Value.Whole((long) Math.min(a, b)) : new Value.Real(Math.min(a, b));
      case "floorDiv" -> new Value.Whole(Math.floorDiv((long) a, (long) b));
      default -> random(name);
    };
  }
}
