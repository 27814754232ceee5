package modellint.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.List;

/** Runs {@code try} statements. Only what the program itself certainly throws is caught. */
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

  private final Interpreter interpreter;
  private final Statements statements;

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

  private Completion guarded(TryStmt it, Frame frame) {
    Frame inner = frame.block();
    try {
      for (Expression resource : it.getResources()) {
        interpreter.value(resource, inner);
      }
      return statements.run(it.getTryBlock(), inner);
    } catch (Thrown thrown) {
      CatchClause handler =
          it.getCatchClauses().stream()
              .filter(clause -> catches(clause, thrown.type()))
              .findFirst()
              .orElseThrow(() -> thrown);
      Frame handling = frame.block();
      String name = handler.getParameter().getNameAsString();
      handling.declare(name, new Value.Unknown(name, "the exception caught"));
      return statements.run(handler.getBody(), handling);
    }
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
