package modellint.eval;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Runs statements. A condition that is not known forks the state; see {@link Journal}. */
final class Statements {

  private final Interpreter interpreter;
  private final Switches switches;
  private final Attempts attempts;
  private final Loops loops;

  Statements(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.switches = new Switches(interpreter, this);
    this.attempts = new Attempts(interpreter, this);
    this.loops = new Loops(interpreter, this);
  }

  Loops loops() {
    return loops;
  }

  Switches switches() {
    return switches;
  }

  Completion block(List<Statement> statements, Frame frame) {
    int count = 0;
    for (Statement statement : statements) {
      count++;
      Completion end = run(statement, frame);
      if (end instanceof Completion.Perhaps perhaps && perhaps.goesOn()) {
        return rest(perhaps, statements.subList(count, statements.size()), frame);
      }
      if (end != Completion.NORMAL) {
        return end;
      }
    }
    return Completion.NORMAL;
  }

  /** Statements that run only where no jump was made before. */
  private Completion rest(Completion.Perhaps before, List<Statement> rest, Frame frame) {
    if (rest.isEmpty()) {
      return before;
    }
    Completion end =
        either(
            List.of(() -> block(rest, frame), () -> Completion.NORMAL),
            "in line " + line(rest.get(0)),
            frame);
    var jumps = new HashSet<>(before.jumps());
    if (end instanceof Completion.Perhaps more) {
      jumps.addAll(more.jumps());
    }
    return new Completion.Perhaps(jumps, true);
  }

  Completion run(Statement statement, Frame frame) {
    interpreter.step();
    if (statement instanceof ExpressionStmt it) {
      interpreter.value(it.getExpression(), frame);
      return Completion.NORMAL;
    }
    if (statement instanceof BlockStmt it) {
      return block(it.getStatements(), frame.block());
    }
    if (statement instanceof ReturnStmt it) {
      return new Completion.Return(
          it.getExpression()
              .map(value -> interpreter.value(value, frame))
              .orElse(new Value.Nothing()));
    }
    if (statement instanceof YieldStmt it) {
      return new Completion.Return(interpreter.value(it.getExpression(), frame));
    }
    if (statement instanceof IfStmt it) {
      Value condition = interpreter.value(it.getCondition(), frame);
      if (condition instanceof Value.Truth truth) {
        return truth.value() && (attempts.isHandling() || !isGuard(it))
            ? run(it.getThenStmt(), frame.block())
            : it.getElseStmt().map(other -> run(other, frame.block())).orElse(Completion.NORMAL);
      }
      return either(
          List.of(
              () -> run(it.getThenStmt(), frame.block()),
              () ->
                  it.getElseStmt()
                      .map(other -> run(other, frame.block()))
                      .orElse(Completion.NORMAL)),
          "the condition " + interpreter.wording().of(it.getCondition()),
          frame);
    }
    if (statement instanceof ForStmt it) {
      Frame inner = frame.block();
      it.getInitialization().forEach(init -> interpreter.value(init, inner));
      return loops.loop(it, it.getCompare(), it.getBody(), it.getUpdate(), true, inner);
    }
    if (statement instanceof WhileStmt it) {
      return loops.loop(it, Optional.of(it.getCondition()), it.getBody(), List.of(), true, frame);
    }
    if (statement instanceof DoStmt it) {
      return loops.loop(it, Optional.of(it.getCondition()), it.getBody(), List.of(), false, frame);
    }
    if (statement instanceof ForEachStmt it) {
      return loops.forEach(it, frame);
    }
    if (statement instanceof SwitchStmt it) {
      return switches.statement(it, frame);
    }
    if (statement instanceof TryStmt it) {
      return attempts.run(it, frame);
    }
    if (statement instanceof ThrowStmt it) {
      Value thrown = interpreter.value(it.getExpression(), frame);
      throw new Thrown(thrown instanceof Obj object ? object.type() : "");
    }
    if (statement instanceof BreakStmt it) {
      return new Completion.Break(it.getLabel().map(Object::toString).orElse(""));
    }
    if (statement instanceof ContinueStmt it) {
      return new Completion.Continue(it.getLabel().map(Object::toString).orElse(""));
    }
    if (statement instanceof LabeledStmt it) {
      return Jumps.without(
          run(it.getStatement(), frame),
          end -> end.equals(new Completion.Break(it.getLabel().asString())));
    }
    if (statement instanceof SynchronizedStmt it) {
      return run(it.getBody(), frame);
    }
    if (statement instanceof AssertStmt) {
      return Completion.NORMAL;
    }
    if (statement instanceof LocalClassDeclarationStmt it) {
      String name = it.getClassDeclaration().getNameAsString();
      interpreter.members().declare(frame.owner().name() + "." + name, frame);
      return Completion.NORMAL;
    }
    // Local records see no variables; anything newer than this list is passed over too.
    return Completion.NORMAL;
  }

  /**
   * {@code if (...) throw ...}, caught nowhere in the method. Whoever reads a definition wants to
   * know the model behind the guard, not that a path must be set first.
   */
  private static boolean isGuard(IfStmt it) {
    Statement last =
        it.getThenStmt() instanceof BlockStmt block && !block.getStatements().isEmpty()
            ? block.getStatements().get(block.getStatements().size() - 1)
            : it.getThenStmt();
    return last instanceof ThrowStmt && it.getElseStmt().isEmpty() && !isTried(it);
  }

  private static boolean isTried(Node node) {
    for (Optional<Node> at = node.getParentNode(); at.isPresent(); ) {
      if (at.get() instanceof TryStmt) {
        return true;
      }
      at = at.get().getParentNode();
    }
    return false;
  }

  /** A branch whose completion matters. */
  interface Branch {
    Completion run();
  }

  /** Exactly one of {@code branches} runs, and nobody knows which. */
  Completion either(List<Branch> branches, String cause, Frame frame) {
    var returned = new ArrayList<Value>();
    var jumps = new HashSet<Completion>();
    var goes = new AtomicBoolean();
    var thrown = new AtomicInteger();
    var goOn = new ArrayList<BooleanSupplier>();
    for (Branch branch : branches) {
      goOn.add(
          () -> {
            try {
              Completion end = branch.run();
              if (end instanceof Completion.Return it) {
                returned.add(it.value());
              } else if (end instanceof Completion.Perhaps it) {
                jumps.addAll(it.jumps());
                goes.compareAndSet(false, it.goesOn());
              } else if (end == Completion.NORMAL) {
                goes.set(true);
              } else {
                jumps.add(end);
              }
              // Where the program began, nobody waits for what a method leaves when it returns.
              return !(end instanceof Completion.Return) || !frame.isEntry();
            } catch (Thrown e) {
              thrown.incrementAndGet();
              attempts.maybeThrown(e.type());
              return false;
            }
          });
    }
    interpreter.journal().fork(goOn, cause);
    if (!returned.isEmpty() && returned.size() + thrown.get() == branches.size()) {
      return new Completion.Return(Interpreter.agree(returned));
    }
    frame.maybe().addAll(returned);
    if (!returned.isEmpty() && !frame.isEntry()) {
      jumps.add(Completion.RETURNED);
    }
    if (jumps.isEmpty()) {
      return Completion.NORMAL;
    }
    return jumps.size() == 1 && !goes.get()
        ? jumps.iterator().next()
        : new Completion.Perhaps(jumps, goes.get());
  }

  /** Notes that an exception of class {@code type} may have been thrown. */
  void maybeThrown(String type) {
    attempts.maybeThrown(type);
  }

  static int line(Statement statement) {
    return statement.getBegin().map(it -> it.line).orElse(0);
  }

  /** Declares the variables of {@code declaration} in {@code frame}. */
  void declare(VariableDeclarationExpr declaration, Frame frame) {
    for (VariableDeclarator variable : declaration.getVariables()) {
      frame.declare(
          variable.getNameAsString(),
          variable.getTypeAsString(),
          interpreter.initial(variable, frame, "local variable"));
    }
  }
}
