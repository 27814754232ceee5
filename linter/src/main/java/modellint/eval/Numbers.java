package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The static methods of Math and of the classes of numbers and texts. */
final class Numbers {

  private static final Set<String> CLASSES =
      Set.of(
          "Math",
          "StrictMath",
          "Integer",
          "Long",
          "Double",
          "Float",
          "Boolean",
          "String",
          "Character");

  private Numbers() {}

  static Optional<Value> call(String call, List<Value> arguments) {
    String type = call.substring(0, call.indexOf('.'));
    if (!CLASSES.contains(type)) {
      return Optional.empty();
    }
    for (Value argument : arguments) {
      if (argument instanceof Value.Unknown it) {
        return Optional.of(Operators.derived(it));
      }
    }
    String name = call.substring(call.indexOf('.') + 1);
    return Optional.of(known(type, name, arguments).orElseGet(() -> unknown(name)));
  }

  private static Optional<Value> known(String type, String name, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    Value first = arguments.get(0);
    int count = arguments.size();
    if (type.endsWith("Math")) {
      return count == 1
          ? first.real().isPresent() || first instanceof Value.Letter
              ? one(name, Arithmetic.promoted(first))
              : Optional.empty()
          : count == 2 ? two(name, first, arguments.get(1)) : Optional.empty();
    }
    if (count == 1 && name.matches("(int|long|double|float|short|byte)Value")) {
      // Integer::intValue
      return Optional.of(Arithmetic.convert(first, name.substring(0, name.length() - 5)));
    }
    if (type.equals("String")) {
      return switch (name) {
        case "valueOf" ->
            count == 1 ? Operators.print(first).map(Value.Text::new) : Optional.empty();
        case "format" -> Optional.of(Strings.format(arguments));
        case "join" -> Strings.join(arguments);
        default -> first.text().map(it -> Strings.call(it, name, arguments.subList(1, count)));
      };
    }
    if (type.equals("Character")) {
      return first instanceof Value.Letter it ? Strings.letter(name, it.value()) : Optional.empty();
    }
    if (count == 2) {
      return paired(type, name, first, arguments.get(1));
    }
    return switch (name) {
      case "parseInt", "parseLong", "parseDouble", "parseFloat", "parseBoolean", "valueOf" ->
          parse(type, first, 10);
      case "toString" -> Operators.print(Arithmetic.convert(first, type)).map(Value.Text::new);
      case "toHexString" ->
          type.equals("Integer")
              ? first.whole().map(it -> new Value.Text(Integer.toHexString(it.intValue())))
              : Optional.empty();
      case "isNaN" -> first.real().map(it -> new Value.Truth(Double.isNaN(it)));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> paired(String type, String name, Value left, Value right) {
    Value a = Arithmetic.convert(left, type);
    Value b = Arithmetic.convert(right, type);
    return switch (name) {
      case "max", "min" -> two(name, a, b);
      case "sum" -> Optional.of(Operators.binary(BinaryExpr.Operator.PLUS, a, b));
      case "compare" ->
          a.real().isPresent() && b.real().isPresent()
              ? Optional.of(
                  new Value.Whole(
                      a.whole().isPresent()
                          ? Long.compare(a.whole().get(), b.whole().orElse(0L))
                          : Double.compare(a.real().get(), b.real().get())))
              : Optional.empty();
      case "parseInt", "parseLong" -> right.whole().flatMap(it -> parse(type, left, it.intValue()));
      case "toString" ->
          type.equals("Integer") && left.whole().isPresent() && right.whole().isPresent()
              ? Optional.of(
                  new Value.Text(
                      Integer.toString(
                          left.whole().get().intValue(), right.whole().get().intValue())))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Value unknown(String name) {
    return new Value.Unknown(name + "()", name + " is not known before run time");
  }

  private static Optional<Value> parse(String type, Value value, int radix) {
    if (!(value instanceof Value.Text text)) {
      return Optional.of(Arithmetic.convert(value, type));
    }
    try {
      return switch (type) {
        case "Integer" -> Optional.of(new Value.Whole(Integer.parseInt(text.value(), radix)));
        case "Long" -> Optional.of(Arithmetic.wide(Long.parseLong(text.value(), radix)));
        case "Double" -> Optional.of(new Value.Real(Double.parseDouble(text.value())));
        case "Float" -> Optional.of(Value.Real.single(Float.parseFloat(text.value())));
        case "Boolean" -> Optional.of(new Value.Truth(Boolean.parseBoolean(text.value())));
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      throw new Thrown("java.lang.NumberFormatException");
    }
  }

  private static Optional<Value> one(String name, Value value) {
    double x = value.real().orElseThrow();
    boolean single = value instanceof Value.Real it && it.single();
    return switch (name) {
      case "abs" -> Optional.of(abs(value));
      case "round" ->
          Optional.of(
              single || value instanceof Value.Whole
                  ? new Value.Whole(Math.round((float) x))
                  : Arithmetic.wide(Math.round(x)));
      case "signum" ->
          Optional.of(new Value.Real(Math.signum(x), single || value instanceof Value.Whole));
      case "toIntExact" ->
          value
              .whole()
              .map(
                  it -> {
                    if (it.intValue() != it) {
                      throw new Thrown("java.lang.ArithmeticException");
                    }
                    return new Value.Whole(it);
                  });
      default -> Optional.of(real(name, x)).filter(Value::isKnown);
    };
  }

  private static Value real(String name, double x) {
    return switch (name) {
      case "sqrt" -> new Value.Real(StrictMath.sqrt(x));
      case "cbrt" -> new Value.Real(StrictMath.cbrt(x));
      case "exp" -> new Value.Real(StrictMath.exp(x));
      case "log" -> new Value.Real(StrictMath.log(x));
      case "log10" -> new Value.Real(StrictMath.log10(x));
      case "floor" -> new Value.Real(StrictMath.floor(x));
      case "ceil" -> new Value.Real(StrictMath.ceil(x));
      case "rint" -> new Value.Real(StrictMath.rint(x));
      case "sin" -> new Value.Real(StrictMath.sin(x));
      case "cos" -> new Value.Real(StrictMath.cos(x));
      case "tanh" -> new Value.Real(StrictMath.tanh(x));
      default -> unknown(name);
    };
  }

  private static Value abs(Value value) {
    boolean negative =
        Operators.binary(BinaryExpr.Operator.LESS, value, new Value.Whole(0)).truth().orElse(false);
    return value instanceof Value.Real it
        ? new Value.Real(Math.abs(it.value()), it.single())
        : negative ? Arithmetic.negate(value) : value;
  }

  private static Optional<Value> two(String name, Value left, Value right) {
    Value zero = new Value.Whole(0);
    // Both in the type that arithmetic on them has.
    Value a = Operators.binary(BinaryExpr.Operator.PLUS, left, typed(zero, right));
    Value b = Operators.binary(BinaryExpr.Operator.PLUS, right, typed(zero, left));
    if (a.real().isEmpty() || b.real().isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> m = a.whole();
    Optional<Long> n = b.whole();
    double x = left.real().orElse(0.0);
    double y = right.real().orElse(0.0);
    return switch (name) {
      case "pow" -> Optional.of(new Value.Real(StrictMath.pow(x, y)));
      case "hypot" -> Optional.of(new Value.Real(StrictMath.hypot(x, y)));
      case "max", "min" -> Optional.of(extreme(name.equals("max"), a, b, x, y));
      case "floorDiv", "floorMod", "addExact", "subtractExact", "multiplyExact" ->
          m.isPresent() && n.isPresent() ? exact(name, a, m.get(), n.get()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Value typed(Value zero, Value model) {
    return Arithmetic.like(Arithmetic.promoted(model), zero);
  }

  private static Value extreme(boolean largest, Value a, Value b, double x, double y) {
    if (a.whole().isPresent() && b.whole().isPresent()) {
      return a.whole().get() > b.whole().get() == largest ? a : b;
    }
    return Arithmetic.like(a, new Value.Real(largest ? Math.max(x, y) : Math.min(x, y)));
  }

  private static Optional<Value> exact(String name, Value model, long a, long b) {
    try {
      long result =
          switch (name) {
            case "floorDiv" -> Math.floorDiv(a, b);
            case "floorMod" -> Math.floorMod(a, b);
            case "addExact" -> Math.addExact(a, b);
            case "subtractExact" -> Math.subtractExact(a, b);
            default -> Math.multiplyExact(a, b);
          };
      Value typed = Arithmetic.like(model, Arithmetic.wide(result));
      if (name.endsWith("Exact") && typed.whole().orElse(0L) != result) {
        throw new Thrown("java.lang.ArithmeticException");
      }
      return Optional.of(typed);
    } catch (ArithmeticException e) {
      throw new Thrown("java.lang.ArithmeticException");
    }
  }
}
