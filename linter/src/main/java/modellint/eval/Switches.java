package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
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

  /** One way into a switch: the entry, past the last for none, and what its pattern has named. */
  private record Way(int start, Frame frame) {}

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
      Expression selector, List<SwitchEntry> entries, boolean gives, Frame around) {
    Value value = interpreter.value(selector, around);
    List<Way> ways = ways(value, entries, gives, around);
    if (ways.size() == 1) {
      return from(ways.get(0), entries, gives);
    }
    var branches = new ArrayList<Statements.Branch>();
    ways.forEach(it -> branches.add(() -> from(it, entries, gives)));
    String cause = "the switch on " + interpreter.wording().of(selector);
    return gives ? anyOf(branches, cause) : statements.either(branches, cause, around);
  }

  /** What one of {@code branches} gives. */
  private Completion anyOf(List<Statements.Branch> branches, String cause) {
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
    interpreter.journal().fork(tried, cause);
    return values.isEmpty() ? Completion.NORMAL : new Completion.Return(Interpreter.agree(values));
  }

  private static boolean isDefault(SwitchEntry entry) {
    return entry.isDefault() || entry.getLabels().isEmpty();
  }

  /** The entries that {@code value} may enter at, only one where that is known. */
  private List<Way> ways(Value value, List<SwitchEntry> entries, boolean gives, Frame around) {
    var ways = new ArrayList<Way>();
    int other = other(entries);
    for (int i = 0; i < entries.size(); i++) {
      Frame frame = around.block();
      Optional<Boolean> enters = enters(value, entries.get(i), frame);
      if (enters.orElse(i != other)) {
        ways.add(new Way(i, frame));
      }
      if (enters.orElse(false)) {
        return ways;
      }
    }
    if (other < entries.size() || !isExhaustive(entries, gives) || ways.isEmpty()) {
      ways.add(new Way(other, around.block()));
    }
    return ways;
  }

  /** The entry for what no label names; past the last where there is none. */
  private static int other(List<SwitchEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      if (isDefault(entries.get(i))) {
        return i;
      }
    }
    return entries.size();
  }

  /** True where the compiler sees to it that one label fits: in expressions and with patterns. */
  private static boolean isExhaustive(List<SwitchEntry> entries, boolean gives) {
    return gives
        || entries.stream().flatMap(it -> it.getLabels().stream()).anyMatch(Patterns::isPattern);
  }

  private Optional<Boolean> enters(Value value, SwitchEntry entry, Frame frame) {
    boolean known = true;
    for (Expression label : entry.getLabels()) {
      Optional<Boolean> matches = matches(value, label, frame);
      if (matches.orElse(false)) {
        return entry.getGuard().map(it -> interpreter.value(it, frame).truth()).orElse(matches);
      }
      known &= matches.isPresent();
    }
    return known ? Optional.of(false) : Optional.empty();
  }

  private Optional<Boolean> matches(Value value, Expression label, Frame frame) {
    if (Patterns.isPattern(label)) {
      return interpreter.patterns().matches(value, label, frame);
    }
    if (value instanceof Value.Constant constant && label instanceof NameExpr name) {
      return Optional.of(constant.name().equals(name.getNameAsString()));
    }
    Value asked = interpreter.value(label, frame);
    if (value instanceof Value.Text) {
      return asked.isKnown() ? Optional.of(value.equals(asked)) : Optional.empty();
    }
    return Operators.binary(BinaryExpr.Operator.EQUALS, value, asked).truth();
  }

  private Completion from(Way way, List<SwitchEntry> entries, boolean gives) {
    if (!gives) {
      return from(way.start(), entries, way.frame());
    }
    Frame inner = way.frame().apart();
    Completion end = from(way.start(), entries, inner);
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
