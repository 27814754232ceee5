package modellint.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs switches, old and new, as statements and as expressions. */
final class Switches {

  private final Interpreter interpreter;
  private final Statements statements;

  Switches(Interpreter interpreter, Statements statements) {
    this.interpreter = interpreter;
    this.statements = statements;
  }

  Completion statement(SwitchStmt it, Frame frame) {
    return run(it.getSelector(), it.getEntries(), false, frame);
  }

  Value expression(SwitchExpr it, Frame frame) {
    return run(it.getSelector(), it.getEntries(), true, frame) instanceof Completion.Return end
        ? end.value()
        : new Value.Unknown("switch", "the switch gives no known value");
  }

  private Completion run(
      Expression selector, List<SwitchEntry> entries, boolean gives, Frame frame) {
    Value value = interpreter.value(selector, frame);
    if (!value.isKnown()) {
      var branches = new ArrayList<Statements.Branch>();
      for (int i = 0; i < entries.size(); i++) {
        int start = i;
        branches.add(() -> from(start, entries, gives, frame));
      }
      if (!gives) {
        branches.add(() -> Completion.NORMAL);
      }
      return branches.isEmpty()
          ? Completion.NORMAL
          : statements.either(
              branches, "the switch on " + interpreter.wording().of(selector), frame);
    }
    Optional<Integer> start = Optional.empty();
    for (int i = 0; i < entries.size() && start.isEmpty(); i++) {
      for (Expression label : entries.get(i).getLabels()) {
        if (matches(value, label, frame)) {
          start = Optional.of(i);
        }
      }
    }
    for (int i = 0; i < entries.size() && start.isEmpty(); i++) {
      if (entries.get(i).isDefault() || entries.get(i).getLabels().isEmpty()) {
        start = Optional.of(i);
      }
    }
    return start.isEmpty() ? Completion.NORMAL : from(start.get(), entries, gives, frame);
  }

  private boolean matches(Value value, Expression label, Frame frame) {
    if (value instanceof Value.Constant constant && label instanceof NameExpr name) {
      return constant.name().equals(name.getNameAsString());
    }
    return Operators.binary(
            com.github.javaparser.ast.expr.BinaryExpr.Operator.EQUALS,
            value,
            interpreter.value(label, frame))
        .equals(new Value.Truth(true));
  }

  private Completion from(int start, List<SwitchEntry> entries, boolean gives, Frame frame) {
    Frame inner = frame.block();
    for (SwitchEntry entry : entries.subList(start, entries.size())) {
      boolean arrow = entry.getType() != SwitchEntry.Type.STATEMENT_GROUP;
      if (arrow && gives && entry.getType() == SwitchEntry.Type.EXPRESSION) {
        Statement only = entry.getStatement(0);
        return new Completion.Return(
            interpreter.value(((ExpressionStmt) only).getExpression(), inner));
      }
      Completion end = statements.block(entry.getStatements(), inner);
      if (end instanceof Completion.Break it && it.label().isEmpty()) {
        return Completion.NORMAL;
      }
      if (end != Completion.NORMAL || arrow) {
        return end;
      }
    }
    return Completion.NORMAL;
  }
}
