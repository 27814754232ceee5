package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.util.Optional;

/**
 * Arithmetic and comparison of numbers as Java does them (JLS 5.6 and 15.17 to 15.22): operands are
 * promoted to {@code int}, {@code long}, {@code float} or {@code double}, and overflow wraps.
 */
final class Arithmetic {

  private Arithmetic() {}

  /** Empty where an operand is no number. */
  static Optional<Value> binary(BinaryExpr.Operator operator, Value left, Value right) {
    if (isWhole(left) && isWhole(right)) {
      boolean shift =
          operator == BinaryExpr.Operator.LEFT_SHIFT
              || operator == BinaryExpr.Operator.SIGNED_RIGHT_SHIFT
              || operator == BinaryExpr.Operator.UNSIGNED_RIGHT_SHIFT;
      long a = whole(left);
      long b = whole(right);
      return Optional.of(
          isLong(left) || (isLong(right) && !shift)
              ? longs(operator, a, b)
              : ints(operator, (int) a, (int) b));
    }
    if (!isNumber(left) || !isNumber(right)) {
      return Optional.empty();
    }
    return Optional.of(
        isDouble(left) || isDouble(right)
            ? doubles(operator, real(left), real(right))
            : floats(operator, single(left), single(right)));
  }

  private static boolean isWhole(Value value) {
    return value instanceof Value.Whole || value instanceof Value.Letter;
  }

  private static boolean isLong(Value value) {
    return value instanceof Value.Whole it && it.width() == Value.Width.LONG;
  }

  private static boolean isDouble(Value value) {
    return value instanceof Value.Real it && !it.single();
  }

  static boolean isNumber(Value value) {
    return isWhole(value) || value instanceof Value.Real;
  }

  private static long whole(Value value) {
    return value instanceof Value.Letter it ? it.value() : ((Value.Whole) value).value();
  }

  private static double real(Value value) {
    return value instanceof Value.Real it ? it.value() : whole(value);
  }

  private static float single(Value value) {
    return value instanceof Value.Real it ? (float) it.value() : whole(value);
  }

  private static Value ints(BinaryExpr.Operator operator, int a, int b) {
    return switch (operator) {
      case PLUS -> new Value.Whole(a + b);
      case MINUS -> new Value.Whole(a - b);
      case MULTIPLY -> {
        int wrapped = a * b;
        yield new Value.Whole(wrapped);
      }
      case DIVIDE -> new Value.Whole(a / (int) divisor(b));
      case LEFT_SHIFT -> new Value.Whole(a << b);
      case SIGNED_RIGHT_SHIFT -> new Value.Whole(a >> b);
      case UNSIGNED_RIGHT_SHIFT -> new Value.Whole(a >>> b);
      case REMAINDER, BINARY_AND, BINARY_OR, XOR -> new Value.Whole(bits(operator, a, b));
      default -> compared(operator, Integer.compare(a, b), false);
    };
  }

  private static Value longs(BinaryExpr.Operator operator, long a, long b) {
    return switch (operator) {
      case PLUS -> wide(a + b);
      case MINUS -> wide(a - b);
      case MULTIPLY -> wide(a * b);
      case DIVIDE -> wide(a / divisor(b));
      case LEFT_SHIFT -> wide(a << b);
      case SIGNED_RIGHT_SHIFT -> wide(a >> b);
      case UNSIGNED_RIGHT_SHIFT -> wide(a >>> b);
      case REMAINDER, BINARY_AND, BINARY_OR, XOR -> wide(bits(operator, a, b));
      default -> compared(operator, Long.compare(a, b), false);
    };
  }

  private static long bits(BinaryExpr.Operator operator, long a, long b) {
    return switch (operator) {
      case REMAINDER -> a % divisor(b);
      case BINARY_AND -> a & b;
      case BINARY_OR -> a | b;
      default -> a ^ b;
    };
  }

  private static long divisor(long value) {
    if (value == 0) {
      throw new Thrown("java.lang.ArithmeticException");
    }
    return value;
  }

  static Value wide(long value) {
    return new Value.Whole(value, Value.Width.LONG);
  }

  private static Value doubles(BinaryExpr.Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> new Value.Real(a + b);
      case MINUS -> new Value.Real(a - b);
      case MULTIPLY -> new Value.Real(a * b);
      case DIVIDE -> new Value.Real(a / b);
      case REMAINDER -> new Value.Real(a % b);
      default -> compared(operator, a < b ? -1 : a > b ? 1 : 0, Double.isNaN(a) || Double.isNaN(b));
    };
  }

  private static Value floats(BinaryExpr.Operator operator, float a, float b) {
    return switch (operator) {
      case PLUS -> Value.Real.single(a + b);
      case MINUS -> Value.Real.single(a - b);
      case MULTIPLY -> Value.Real.single(a * b);
      case DIVIDE -> Value.Real.single(a / b);
      case REMAINDER -> Value.Real.single(a % b);
      default -> compared(operator, a < b ? -1 : a > b ? 1 : 0, Float.isNaN(a) || Float.isNaN(b));
    };
  }

  private static Value compared(BinaryExpr.Operator operator, int order, boolean unordered) {
    return switch (operator) {
      case LESS -> new Value.Truth(order < 0 && !unordered);
      case LESS_EQUALS -> new Value.Truth(order <= 0 && !unordered);
      case GREATER -> new Value.Truth(order > 0 && !unordered);
      case GREATER_EQUALS -> new Value.Truth(order >= 0 && !unordered);
      case EQUALS -> new Value.Truth(order == 0 && !unordered);
      case NOT_EQUALS -> new Value.Truth(order != 0 || unordered);
      default -> new Value.Unknown("f", "operator " + operator.asString() + " on numbers");
    };
  }

  static Value negate(Value value) {
    if (isWhole(value)) {
      long negative = -whole(value);
      return isLong(value) ? wide(negative) : new Value.Whole((int) negative);
    }
    if (value instanceof Value.Real it) {
      return new Value.Real(-it.value(), it.single());
    }
    return Operators.unknown(value, "negation of ");
  }

  static Value complement(Value value) {
    return isWhole(value)
        ? isLong(value) ? wide(~whole(value)) : new Value.Whole(~whole(value))
        : Operators.unknown(value, "complement of ");
  }

  /** What a unary plus makes of a number. */
  static Value promoted(Value value) {
    return value instanceof Value.Letter
            || (value instanceof Value.Whole it && it.width().compareTo(Value.Width.INT) < 0)
        ? new Value.Whole(whole(value))
        : value;
  }

  /** A number converted as by assignment to, or by a cast to, {@code type}; others as they are. */
  static Value convert(Value value, String type) {
    return isNumber(value) ? to(value, type) : value;
  }

  private static Value to(Value value, String type) {
    return switch (type) {
      case "double", "Double" ->
          value instanceof Value.Real it && !it.single() ? value : new Value.Real(real(value));
      case "float", "Float" -> Value.Real.single(single(value));
      case "int", "Integer" ->
          new Value.Whole(value instanceof Value.Real it ? (int) it.value() : (int) whole(value));
      case "long", "Long" ->
          wide(value instanceof Value.Real it ? (long) it.value() : whole(value));
      case "short", "Short" -> new Value.Whole((short) integral(value), Value.Width.SHORT);
      case "byte", "Byte" -> new Value.Whole((byte) integral(value), Value.Width.BYTE);
      case "char", "Character" -> new Value.Letter((char) integral(value));
      default -> value;
    };
  }

  /** Reals go to the narrow types by way of {@code int}. */
  private static int integral(Value value) {
    return value instanceof Value.Real it ? (int) it.value() : (int) whole(value);
  }

  /** {@code value} as a variable keeps it that holds {@code before} by now. */
  static Value stored(Value before, Value value) {
    boolean narrows =
        value instanceof Value.Real it
            && (isWhole(before)
                || (before instanceof Value.Real old && old.single() && !it.single()));
    // What narrows stands in a variable of a reference type, which keeps it as it is.
    return narrows ? value : like(before, value);
  }

  /** {@code value} in the type that {@code model} has, as by a compound assignment. */
  static Value like(Value model, Value value) {
    if (!isNumber(model) || !isNumber(value)) {
      return value;
    }
    if (model instanceof Value.Letter) {
      return to(value, "char");
    }
    return model instanceof Value.Real it
        ? to(value, it.single() ? "float" : "double")
        : switch (((Value.Whole) model).width()) {
          case BYTE -> to(value, "byte");
          case SHORT -> to(value, "short");
          case INT -> to(value, "int");
          case LONG -> to(value, "long");
        };
  }
}
