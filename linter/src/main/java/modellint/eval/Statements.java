package modellint.eval;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Runs statements. A condition that is not known forks the state; see {@link Journal}. */
final class Statements {

  /** Loops beyond this many rounds leave what they write unknown. */
  private static final int MOST_ROUNDS = 4096;

  /** So do loops that take more steps than this. */
  private static final long MOST_STEPS = 50_000;

  /** So do loops that take more steps than this and define nothing: they compute data. */
  private static final long MOST_IDLE_STEPS = 16_000;

  /** So do loops that may have ended this often: no definition waits for what happens. */
  private static final int MOST_EXITS = 64;

  /** Loops whose end is not known are tried until they change nothing more, or this often. */
  private static final int MOST_UNKNOWN_ROUNDS = 6;

  private final Interpreter interpreter;
  private final Switches switches;
  private final Attempts attempts;
  private final Map<Statement, List<Expression>> written = new IdentityHashMap<>();

  Statements(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.switches = new Switches(interpreter, this);
    this.attempts = new Attempts(interpreter, this);
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
      return loop(it, it.getCompare(), it.getBody(), it.getUpdate(), true, inner);
    }
    if (statement instanceof WhileStmt it) {
      return loop(it, Optional.of(it.getCondition()), it.getBody(), List.of(), true, frame);
    }
    if (statement instanceof DoStmt it) {
      return loop(it, Optional.of(it.getCondition()), it.getBody(), List.of(), false, frame);
    }
    if (statement instanceof ForEachStmt it) {
      return forEach(it, frame);
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
    // Local classes declare nothing that runs; anything newer than this list is passed over too.
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

  private Completion loop(
      Statement loop,
      Optional<Expression> condition,
      Statement body,
      List<Expression> update,
      boolean testFirst,
      Frame frame) {
    BooleanSupplier tooLong = limit();
    int returns = frame.maybe().size();
    for (int round = 0; ; round++) {
      Value go =
          condition.isEmpty() || (round == 0 && !testFirst)
              ? new Value.Truth(true)
              : interpreter.value(condition.get(), frame);
      if (go instanceof Value.Truth it && !it.value()) {
        return Completion.NORMAL;
      }
      boolean tooOften = round >= MOST_ROUNDS || frame.maybe().size() - returns >= MOST_EXITS;
      if (!(go instanceof Value.Truth) || tooOften || tooLong.getAsBoolean()) {
        return unknownRounds(loop, () -> run(body, frame.block()), frame);
      }
      Completion end = run(body, frame.block());
      if (Jumps.leaves(end, loop)) {
        return end instanceof Completion.Perhaps
            ? Jumps.perhaps(end, unknownRounds(loop, () -> run(body, frame.block()), frame))
            : Jumps.outside(end);
      }
      update.forEach(it -> interpreter.value(it, frame));
    }
  }

  private Completion forEach(ForEachStmt it, Frame frame) {
    String name = it.getVariable().getVariable(0).getNameAsString();
    Optional<List<Value>> elements =
        interpreter.value(it.getIterable(), frame) instanceof Value.Elements known
            ? Lists.iterated(known)
            : Optional.empty();
    if (elements.isEmpty()) {
      return unknownRounds(
          it,
          () -> {
            Frame inner = frame.block();
            inner.declare(name, new Value.Unknown(name, "each element of " + it.getIterable()));
            return run(it.getBody(), inner);
          },
          frame);
    }
    String type = it.getVariable().getElementType().asString();
    Branch any =
        () -> {
          var each = new Value.Unknown(name, "an element of " + it.getIterable());
          return run(it.getBody(), declared(frame, name, type, each));
        };
    BooleanSupplier tooLong = limit();
    for (Value element : List.copyOf(elements.get())) {
      if (tooLong.getAsBoolean()) {
        return unknownRounds(it, any, frame);
      }
      Completion end = run(it.getBody(), declared(frame, name, type, element));
      if (Jumps.leaves(end, it)) {
        return end instanceof Completion.Perhaps
            ? Jumps.perhaps(end, unknownRounds(it, any, frame))
            : Jumps.outside(end);
      }
    }
    return Completion.NORMAL;
  }

  /** Whether a loop that begins here has taken more steps than what it does is worth. */
  private BooleanSupplier limit() {
    long start = interpreter.steps();
    long defined = interpreter.defined();
    return () ->
        interpreter.steps() - start
            > (interpreter.defined() == defined ? MOST_IDLE_STEPS : MOST_STEPS);
  }

  private static Frame declared(Frame frame, String name, String type, Value value) {
    Frame inner = frame.block();
    inner.declare(name, type, value);
    return inner;
  }

  /** Zero or more rounds: one is run with everything that the loop writes unknown. */
  private Completion unknownRounds(Statement loop, Branch round, Frame frame) {
    Branch any =
        () -> {
          forget(loop, "the loop", frame);
          Completion end = round.run();
          forget(loop, "the loop", frame);
          return Jumps.without(end, it -> it != Completion.NORMAL && Jumps.isOwn(it, loop));
        };
    Completion end = Completion.NORMAL;
    for (int i = 0; i < MOST_UNKNOWN_ROUNDS; i++) {
      long changes = interpreter.journal().changes();
      end = either(List.of(any, () -> Completion.NORMAL), "the loop in line " + line(loop), frame);
      if (interpreter.journal().changes() == changes) {
        break;
      }
    }
    return end;
  }

  /** Notes that an exception of class {@code type} may have been thrown. */
  void maybeThrown(String type) {
    attempts.maybeThrown(type);
  }

  /** What {@code code} writes to variables is not known. */
  void forget(Statement code, String what, Frame frame) {
    String reason = " is written by " + what + " in line " + line(code);
    written.computeIfAbsent(code, Statements::targets).forEach(it -> forget(it, reason, frame));
  }

  private static List<Expression> targets(Statement loop) {
    var targets = new ArrayList<Expression>();
    loop.findAll(AssignExpr.class).forEach(it -> targets.add(it.getTarget()));
    loop.findAll(UnaryExpr.class).stream()
        .filter(it -> it.getOperator().asString().length() == 2)
        .forEach(it -> targets.add(it.getExpression()));
    return targets;
  }

  private void forget(Expression target, String reason, Frame frame) {
    if (target instanceof NameExpr name && frame.scope(name.getNameAsString()).isPresent()) {
      interpreter.assign(
          target,
          new Value.Unknown(name.getNameAsString(), name.getNameAsString() + reason),
          frame);
    }
  }

  private static int line(Statement statement) {
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
