package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
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
          ? Strings.joined(a.get(), b.get())
          : unknown(a.isEmpty() ? left : right, "text made with ");
    }
    if (left instanceof Value.Unknown it) {
      return derived(it);
    }
    if (right instanceof Value.Unknown it) {
      return derived(it);
    }
    Optional<Value> number = Arithmetic.binary(operator, left, right);
    if (number.isPresent()) {
      return number.get();
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
    return unknown(left instanceof Value.Constant ? left : right, "arithmetic with ");
  }

  /** A number computed from an unknown one is another unknown number. */
  static Value.Unknown derived(Value.Unknown it) {
    return new Value.Unknown("f(" + it.name() + ")", it.reason());
  }

  static Value unknown(Value operand, String what) {
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
    if (left instanceof Value.Text && left.equals(right)) {
      // Equal texts are one object only where the compiler made them.
      return Optional.empty();
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

  /** The value as string concatenation prints it. */
  static Optional<String> print(Value value) {
    if (value instanceof Value.Text it) {
      return Optional.of(it.value());
    }
    if (value instanceof Value.Whole it) {
      return Optional.of(Long.toString(it.value()));
    }
    if (value instanceof Value.Real it) {
      return Optional.of(
          it.single() ? Float.toString((float) it.value()) : Double.toString(it.value()));
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

  static Value not(Value value) {
    return value instanceof Value.Truth it
        ? new Value.Truth(!it.value())
        : unknown(value, "negation of ");
  }
}
