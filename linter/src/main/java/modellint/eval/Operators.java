package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.util.Locale;
import java.util.Optional;

/** Java's operators on values; whatever has an unknown operand is unknown. */
final class Operators {

  private Operators() {}

  static Value binary(BinaryExpr.Operator operator, Value left, Value right) {
    if (operator == BinaryExpr.Operator.PLUS
        && (left instanceof Value.Text || right instanceof Value.Text)) {
      Optional<String> a = print(left);
      Optional<String> b = print(right);
      return a.isPresent() && b.isPresent()
          ? new Value.Text(a.get() + b.get())
          : unknown(a.isEmpty() ? left : right, "text made with ");
    }
    if (left instanceof Value.Unknown it) {
      return derived(it);
    }
    if (right instanceof Value.Unknown it) {
      return derived(it);
    }
    if (operator == BinaryExpr.Operator.EQUALS || operator == BinaryExpr.Operator.NOT_EQUALS) {
      boolean equals = operator == BinaryExpr.Operator.EQUALS;
      return same(left, right)
          .<Value>map(it -> new Value.Truth(it == equals))
          .orElseGet(() -> unknown(left, "comparison with "));
    }
    if (left instanceof Value.Truth a && right instanceof Value.Truth b) {
      return truths(operator, a.value(), b.value());
    }
    Optional<Long> a = left.whole();
    Optional<Long> b = right.whole();
    if (a.isPresent() && b.isPresent()) {
      return wholes(operator, a.get(), b.get());
    }
    if (number(left).isPresent() && number(right).isPresent()) {
      return reals(operator, number(left).get(), number(right).get());
    }
    return unknown(left instanceof Value.Constant ? left : right, "arithmetic with ");
  }

  /** A number computed from an unknown one is another unknown number. */
  static Value.Unknown derived(Value.Unknown it) {
    return new Value.Unknown("f(" + it.name() + ")", it.reason());
  }

  private static Value unknown(Value operand, String what) {
    if (operand instanceof Value.Unknown it) {
      return derived(it);
    }
    String name =
        operand instanceof Value.Constant it ? it.type() + "." + it.name() : describe(operand);
    return new Value.Unknown(name, what + name);
  }

  /** A word for what a value is, for reasons. */
  static String describe(Value value) {
    return value instanceof Obj it && !it.type().isEmpty() ? it.type() : "an object";
  }

  private static Optional<Double> number(Value value) {
    return value instanceof Value.Letter it ? Optional.of((double) it.value()) : value.real();
  }

  private static Optional<Boolean> same(Value left, Value right) {
    if (number(left).isPresent() && number(right).isPresent()) {
      return Optional.of(number(left).get().doubleValue() == number(right).get());
    }
    if (left instanceof Value.Constant a && right instanceof Value.Constant b) {
      // Two names of a class that cannot be read may mean one value.
      return a.equals(b)
          ? Optional.of(true)
          : a.type().equals(b.type()) ? Optional.of(false) : Optional.empty();
    }
    if (left instanceof Obj != right instanceof Obj
        && (number(left).isPresent() || number(right).isPresent())) {
      // A library's object may stand for a number that only the run knows.
      return Optional.empty();
    }
    return Optional.of(left.equals(right));
  }

  private static Value truths(BinaryExpr.Operator operator, boolean a, boolean b) {
    return switch (operator) {
      case AND, BINARY_AND -> new Value.Truth(a & b);
      case OR, BINARY_OR -> new Value.Truth(a | b);
      case XOR -> new Value.Truth(a ^ b);
      default -> new Value.Unknown("f", "operator " + operator.asString() + " on booleans");
    };
  }

  private static Value wholes(BinaryExpr.Operator operator, long a, long b) {
    try {
      return switch (operator) {
        case PLUS -> new Value.Whole(Math.addExact(a, b));
        case MINUS -> new Value.Whole(Math.subtractExact(a, b));
        case MULTIPLY -> new Value.Whole(Math.multiplyExact(a, b));
        case DIVIDE, REMAINDER -> {
          if (b == 0) {
            throw new Thrown("java.lang.ArithmeticException");
          }
          yield new Value.Whole(operator == BinaryExpr.Operator.DIVIDE ? a / b : a % b);
        }
        case LEFT_SHIFT -> new Value.Whole(a << b);
        case SIGNED_RIGHT_SHIFT -> new Value.Whole(a >> b);
        case UNSIGNED_RIGHT_SHIFT -> new Value.Whole(a >>> b);
        case BINARY_AND -> new Value.Whole(a & b);
        case BINARY_OR -> new Value.Whole(a | b);
        case XOR -> new Value.Whole(a ^ b);
        case LESS -> new Value.Truth(a < b);
        case LESS_EQUALS -> new Value.Truth(a <= b);
        case GREATER -> new Value.Truth(a > b);
        case GREATER_EQUALS -> new Value.Truth(a >= b);
        default -> new Value.Unknown("f", "operator " + operator.asString() + " on integers");
      };
    } catch (ArithmeticException e) {
      return new Value.Unknown("overflow", "integer arithmetic leaves 64 bits");
    }
  }

  private static Value reals(BinaryExpr.Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> new Value.Real(a + b);
      case MINUS -> new Value.Real(a - b);
      case MULTIPLY -> new Value.Real(a * b);
      case DIVIDE -> new Value.Real(a / b);
      case REMAINDER -> new Value.Real(a % b);
      case LESS -> new Value.Truth(a < b);
      case LESS_EQUALS -> new Value.Truth(a <= b);
      case GREATER -> new Value.Truth(a > b);
      case GREATER_EQUALS -> new Value.Truth(a >= b);
      default -> new Value.Unknown("f", "operator " + operator.asString() + " on real numbers");
    };
  }

  /** The value as string concatenation prints it. */
  static Optional<String> print(Value value) {
    if (value instanceof Value.Text it) {
      return Optional.of(it.value());
    }
    if (value instanceof Value.Whole it) {
      return Optional.of(Long.toString(it.value()));
    }
    if (value instanceof Value.Real it) {
      return Optional.of(Double.toString(it.value()));
    }
    if (value instanceof Value.Truth it) {
      return Optional.of(Boolean.toString(it.value()));
    }
    if (value instanceof Value.Letter it) {
      return Optional.of(Character.toString(it.value()));
    }
    if (value instanceof Value.Constant it) {
      return Optional.of(it.name());
    }
    return value instanceof Value.Nothing ? Optional.of("null") : Optional.empty();
  }

  static Value negate(Value value) {
    if (value instanceof Value.Whole it) {
      return new Value.Whole(-it.value());
    }
    if (value instanceof Value.Real it) {
      return new Value.Real(-it.value());
    }
    return unknown(value, "negation of ");
  }

  static Value not(Value value) {
    return value instanceof Value.Truth it
        ? new Value.Truth(!it.value())
        : unknown(value, "negation of ");
  }

  /** A value converted as by assignment to a variable of primitive type {@code type}. */
  static Value convert(Value value, String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "double" -> value.real().isPresent() ? new Value.Real(value.real().get()) : value;
      case "float" ->
          value.real().isPresent()
              ? new Value.Real((double) value.real().get().floatValue())
              : value;
      default -> value;
    };
  }

  /** A value cast to {@code type}. */
  static Value cast(Value value, String type) {
    if (value instanceof Value.Letter it && !type.equals("char")) {
      return cast(new Value.Whole(it.value()), type);
    }
    if (value.real().isEmpty()) {
      return value;
    }
    double number = value.real().get();
    long whole = value.whole().orElse((long) number);
    return switch (type) {
      case "int" -> new Value.Whole(value instanceof Value.Whole ? (int) whole : (int) number);
      case "long" -> new Value.Whole(whole);
      case "short" -> new Value.Whole((short) whole);
      case "byte" -> new Value.Whole((byte) whole);
      case "char" -> new Value.Letter((char) whole);
      default -> convert(value, type);
    };
  }
}
