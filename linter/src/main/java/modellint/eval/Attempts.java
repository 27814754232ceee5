package modellint.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs {@code try} statements. What the program itself throws is caught; where it throws behind a
 * condition that is not known, the handler may run or not. That a library may throw is left out.
 */
final class Attempts {

  /** The unchecked exceptions that programs run into. */
  private static final List<String> UNCHECKED =
      List.of(
          "ArithmeticException",
          "ArrayIndexOutOfBoundsException",
          "IndexOutOfBoundsException",
          "StringIndexOutOfBoundsException",
          "NegativeArraySizeException",
          "ClassCastException",
          "IllegalArgumentException",
          "NumberFormatException",
          "IllegalStateException",
          "NullPointerException",
          "UnsupportedOperationException",
          "NoSuchElementException",
          "RuntimeException");

  /** What a handler calls that only tells of an exception. */
  private static final Pattern TELLS =
      Pattern.compile("(?i)(e|ex|exc|t|ignored?|exception|system|log|logger)\\..*", Pattern.DOTALL);

  private final Interpreter interpreter;
  private final Statements statements;

  /** What the statements that run now may have thrown, by the handlers around them. */
  private final Deque<Set<String>> open = new ArrayDeque<>();

  Attempts(Interpreter interpreter, Statements statements) {
    this.interpreter = interpreter;
    this.statements = statements;
  }

  Completion run(TryStmt it, Frame frame) {
    if (it.getFinallyBlock().isEmpty()) {
      return guarded(it, frame);
    }
    Completion end;
    try {
      end = guarded(it, frame);
    } catch (Thrown thrown) {
      Completion last = statements.run(it.getFinallyBlock().get(), frame.block());
      if (last == Completion.NORMAL) {
        throw thrown;
      }
      return last;
    }
    Completion last = statements.run(it.getFinallyBlock().get(), frame.block());
    return last == Completion.NORMAL ? end : last;
  }

  /** True where a handler around goes on in a way of its own when something is thrown. */
  boolean isHandling() {
    return !open.isEmpty();
  }

  /** Notes that an exception of class {@code type} may have been thrown. */
  void maybeThrown(String type) {
    if (isHandling()) {
      open.element().add(type);
    }
  }

  private Completion guarded(TryStmt it, Frame frame) {
    var maybe = new LinkedHashSet<String>();
    Completion end;
    try {
      end = tried(it, frame, maybe);
    } catch (Thrown thrown) {
      CatchClause handler = handler(it, thrown.type()).orElseThrow(() -> thrown);
      if (!maybe.isEmpty()) {
        statements.loops().forget(it.getTryBlock(), "the try", frame);
      }
      return handled(handler, frame);
    }
    for (String type : maybe) {
      Optional<CatchClause> handler = handler(it, type);
      if (handler.isEmpty()) {
        maybeThrown(type);
      } else {
        end = perhapsHandled(it, end, handler.get(), frame);
      }
    }
    return end;
  }

  private Completion tried(TryStmt it, Frame frame, Set<String> maybe) {
    boolean handles = !it.getCatchClauses().stream().allMatch(Attempts::isTelling);
    if (handles) {
      open.push(maybe);
    }
    try {
      Frame inner = frame.block();
      for (Expression resource : it.getResources()) {
        interpreter.value(resource, inner);
      }
      return statements.run(it.getTryBlock(), inner);
    } finally {
      if (handles) {
        open.pop();
      }
    }
  }

  private Completion perhapsHandled(TryStmt it, Completion end, CatchClause handler, Frame frame) {
    return statements.either(
        List.of(
            () -> end,
            () -> {
              statements.loops().forget(it.getTryBlock(), "the try", frame);
              return handled(handler, frame);
            }),
        "whether something is thrown",
        frame);
  }

  private Completion handled(CatchClause handler, Frame frame) {
    Frame handling = frame.block();
    String name = handler.getParameter().getNameAsString();
    handling.declare(name, new Value.Unknown(name, "the exception caught"));
    return statements.run(handler.getBody(), handling);
  }

  /** A handler that does not change what the program goes on with. */
  private static boolean isTelling(CatchClause clause) {
    return clause.getBody().getStatements().stream()
        .allMatch(
            it ->
                it.isThrowStmt()
                    || (it.isExpressionStmt()
                        && it.asExpressionStmt().getExpression().isMethodCallExpr()
                        && TELLS.matcher(it.toString()).matches()));
  }

  private Optional<CatchClause> handler(TryStmt it, String thrown) {
    return it.getCatchClauses().stream().filter(clause -> catches(clause, thrown)).findFirst();
  }

  private boolean catches(CatchClause clause, String thrown) {
    List<String> ancestors = interpreter.members().lineage().ancestry(thrown);
    String top = simple(ancestors.get(ancestors.size() - 1));
    for (String type : clause.getParameter().getType().asString().split("\\|", -1)) {
      String caught = simple(type.trim());
      boolean named =
          ancestors.stream().anyMatch(it -> simple(it).equals(caught)) && !caught.isEmpty();
      if (named || isAbove(caught, top)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code caught} is a class of the JDK above {@code thrown}, where both are its own. */
  private static boolean isAbove(String caught, String thrown) {
    return switch (caught) {
      case "Throwable" -> true;
      case "Exception" -> !thrown.endsWith("Error");
      case "RuntimeException" -> thrown.isEmpty() || UNCHECKED.contains(thrown);
      case "IndexOutOfBoundsException" -> thrown.endsWith("IndexOutOfBoundsException");
      case "IllegalArgumentException" -> thrown.equals("NumberFormatException");
      default -> false;
    };
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
