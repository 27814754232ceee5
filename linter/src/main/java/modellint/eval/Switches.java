package modellint.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs switches, old and new, as statements and as expressions. */
final class Switches {

  private static final Completion OWN = new Completion.Break("");

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
    Optional<Integer> start = value.isKnown() ? start(value, entries, frame) : Optional.empty();
    if (start.isPresent()) {
      return start.get() == entries.size()
          ? Completion.NORMAL
          : from(start.get(), entries, gives, frame);
    }
    var branches = new ArrayList<Statements.Branch>();
    for (int i = 0; i < entries.size(); i++) {
      int first = i;
      branches.add(() -> from(first, entries, gives, frame));
    }
    if (!gives && entries.stream().noneMatch(Switches::isDefault)) {
      branches.add(() -> Completion.NORMAL);
    }
    return branches.isEmpty()
        ? Completion.NORMAL
        : gives
            ? anyOf(branches, selector)
            : statements.either(
                branches, "the switch on " + interpreter.wording().of(selector), frame);
  }

  /** What one of {@code branches} gives. */
  private Completion anyOf(List<Statements.Branch> branches, Expression selector) {
    var values = new ArrayList<Value>();
    var tried = new ArrayList<BooleanSupplier>();
    for (Statements.Branch branch : branches) {
      tried.add(
          () -> {
            try {
              return branch.run() instanceof Completion.Return it && values.add(it.value());
            } catch (Thrown e) {
              statements.maybeThrown(e.type());
              return false;
            }
          });
    }
    interpreter.journal().fork(tried, "the switch on " + interpreter.wording().of(selector));
    return values.isEmpty() ? Completion.NORMAL : new Completion.Return(Interpreter.agree(values));
  }

  private static boolean isDefault(SwitchEntry entry) {
    return entry.isDefault() || entry.getLabels().isEmpty();
  }

  /** Where {@code value} enters: past the last entry for nowhere, empty where it is not known. */
  private Optional<Integer> start(Value value, List<SwitchEntry> entries, Frame frame) {
    for (int i = 0; i < entries.size(); i++) {
      for (Expression label : entries.get(i).getLabels()) {
        Optional<Boolean> matches =
            entries.get(i).getGuard().isPresent() ? Optional.empty() : matches(value, label, frame);
        if (matches.isEmpty()) {
          return Optional.empty();
        }
        if (matches.get()) {
          return Optional.of(i);
        }
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      if (isDefault(entries.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.of(entries.size());
  }

  private Optional<Boolean> matches(Value value, Expression label, Frame frame) {
    if (value instanceof Value.Constant constant && label instanceof NameExpr name) {
      return Optional.of(constant.name().equals(name.getNameAsString()));
    }
    Value asked = interpreter.value(label, frame);
    if (value instanceof Value.Text) {
      return asked.isKnown() ? Optional.of(value.equals(asked)) : Optional.empty();
    }
    return Operators.binary(com.github.javaparser.ast.expr.BinaryExpr.Operator.EQUALS, value, asked)
        .truth();
  }

  private Completion from(int start, List<SwitchEntry> entries, boolean gives, Frame frame) {
    if (!gives) {
      return from(start, entries, frame.block());
    }
    Frame inner = frame.apart();
    Completion end = from(start, entries, inner);
    var all = new ArrayList<>(inner.maybe());
    if (end instanceof Completion.Return it && end != Completion.RETURNED) {
      all.add(it.value());
    }
    return all.isEmpty() ? end : new Completion.Return(Interpreter.agree(all));
  }

  private Completion from(int start, List<SwitchEntry> entries, Frame inner) {
    for (int i = start; i < entries.size(); i++) {
      SwitchEntry entry = entries.get(i);
      boolean arrow = entry.getType() != SwitchEntry.Type.STATEMENT_GROUP;
      if (arrow && inner.isApart() && entry.getType() == SwitchEntry.Type.EXPRESSION) {
        Statement only = entry.getStatement(0);
        return new Completion.Return(
            interpreter.value(((ExpressionStmt) only).getExpression(), inner));
      }
      Completion end = statements.block(entry.getStatements(), inner);
      if (end instanceof Completion.Break it && it.label().isEmpty()) {
        return Completion.NORMAL;
      }
      if (end instanceof Completion.Perhaps perhaps && perhaps.goesOn() && !arrow) {
        return fallen(perhaps, i + 1, entries, inner);
      }
      if (end instanceof Completion.Perhaps perhaps) {
        return perhaps.without(OWN::equals);
      }
      if (end != Completion.NORMAL || arrow) {
        return end;
      }
    }
    return Completion.NORMAL;
  }

  /** The entries behind one that may have been left by a jump. */
  private Completion fallen(
      Completion.Perhaps before, int next, List<SwitchEntry> entries, Frame frame) {
    Completion end =
        next < entries.size()
            ? statements.either(
                List.of(() -> from(next, entries, frame.block()), () -> Completion.NORMAL),
                "in a switch",
                frame)
            : Completion.NORMAL;
    var jumps = new HashSet<>(before.jumps());
    if (end instanceof Completion.Perhaps more) {
      jumps.addAll(more.jumps());
    }
    return new Completion.Perhaps(jumps, true).without(OWN::equals);
  }
}
