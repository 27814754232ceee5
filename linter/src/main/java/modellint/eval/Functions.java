package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What functions have beside the one method that calls them: they make other functions. */
final class Functions {

  private final Interpreter interpreter;

  Functions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** True for methods that combine functions rather than call one. */
  static boolean isCombining(String method) {
    return switch (method) {
      case "andThen", "compose", "negate", "and", "or", "reversed", "thenComparing" -> true;
      default -> false;
    };
  }

  /** The combined function; empty where it cannot be told what it does. */
  static Optional<Value> combine(Function first, String method, List<Value> arguments) {
    boolean known = arguments.stream().allMatch(Function.class::isInstance);
    if (!known || arguments.size() != (method.equals("negate") ? 0 : 1)) {
      return Optional.empty();
    }
    return switch (method) {
      case "negate" -> Optional.of(made(Function.Step.NOT, first, first));
      case "and" -> Optional.of(made(Function.Step.AND, first, arguments.get(0)));
      case "or" -> Optional.of(made(Function.Step.OR, first, arguments.get(0)));
      case "compose" ->
          arguments.get(0) instanceof Function before
              ? Optional.of(made(Function.Step.THEN, before, first))
              : Optional.empty();
      case "andThen" ->
          givesNothing(first)
              ? Optional.of(made(Function.Step.BOTH, first, arguments.get(0)))
              : givesValue(first)
                  ? Optional.of(made(Function.Step.THEN, first, arguments.get(0)))
                  : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Value made(Function.Step step, Function first, Value second) {
    return new Function.Combined(step, first, second, first.place());
  }

  /** A lambda that can be a consumer alone. */
  private static boolean givesNothing(Function function) {
    if (function instanceof Function.Combined it) {
      return it.step() == Function.Step.BOTH;
    }
    return function instanceof Function.Lambda lambda
        && lambda.code().getExpressionBody().isEmpty()
        && lambda.code().getBody().findAll(ReturnStmt.class).stream()
            .noneMatch(it -> it.getExpression().isPresent());
  }

  /** A lambda that can be no consumer: its body is no statement. */
  private static boolean givesValue(Function function) {
    if (function instanceof Function.Combined it) {
      return it.step() != Function.Step.BOTH;
    }
    if (!(function instanceof Function.Lambda it)) {
      return false;
    }
    Optional<Expression> body = it.code().getExpressionBody();
    return body.isEmpty()
        ? !givesNothing(function)
        : !body.get().isMethodCallExpr()
            && !body.get().isAssignExpr()
            && !body.get().isUnaryExpr()
            && !body.get().isObjectCreationExpr();
  }

  /** What {@code function} gives for {@code arguments}. */
  Value apply(Function.Combined function, List<Value> arguments) {
    Value first = interpreter.apply(function.first(), arguments);
    return switch (function.step()) {
      case NOT -> Operators.not(first);
      case THEN -> interpreter.apply(function.second(), List.of(first));
      case BOTH -> interpreter.apply(function.second(), arguments);
      case AND -> second(function, first, arguments, BinaryExpr.Operator.AND);
      case OR -> second(function, first, arguments, BinaryExpr.Operator.OR);
    };
  }

  private Value second(
      Function.Combined function, Value first, List<Value> arguments, BinaryExpr.Operator by) {
    if (first.truth().isPresent()) {
      return first.truth().get() == (by == BinaryExpr.Operator.OR)
          ? first
          : interpreter.apply(function.second(), arguments);
    }
    var second = new ArrayList<Value>();
    interpreter
        .journal()
        .fork(
            List.of(() -> second.add(interpreter.apply(function.second(), arguments)), () -> true),
            "whether a condition is asked for");
    return Operators.binary(by, first, second.get(0));
  }
}
