package modellint.eval;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs loops, round by round where each is known, and once for all where none is. */
final class Loops {

  /** Loops beyond this many rounds leave what they write unknown. */
  private static final int MOST_ROUNDS = 4096;

  /** So do loops that take more steps than this. */
  private static final long MOST_STEPS = 50_000;

  /** So do loops that take more steps than this and define nothing: they compute data. */
  private static final long MOST_IDLE_STEPS = 12_000;

  /** So do loops that may have ended this often: no definition waits for what happens. */
  private static final int MOST_EXITS = 64;

  /** Loops whose end is not known are tried until they change nothing more, or this often. */
  private static final int MOST_UNKNOWN_ROUNDS = 2;

  private final Interpreter interpreter;
  private final Statements statements;
  private boolean repeating;
  private final Map<Statement, List<Expression>> written = new IdentityHashMap<>();

  Loops(Interpreter interpreter, Statements statements) {
    this.interpreter = interpreter;
    this.statements = statements;
  }

  /** Runs the rounds of {@code loop}: as many as are known, and what is left as any number. */
  Completion loop(
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
        return unknownRounds(loop, () -> statements.run(body, frame.block()), frame);
      }
      Completion end = statements.run(body, frame.block());
      if (Jumps.leaves(end, loop)) {
        return end instanceof Completion.Perhaps
            ? Jumps.perhaps(
                end, unknownRounds(loop, () -> statements.run(body, frame.block()), frame))
            : Jumps.outside(end);
      }
      update.forEach(it -> interpreter.value(it, frame));
    }
  }

  Completion forEach(ForEachStmt it, Frame frame) {
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
            return statements.run(it.getBody(), inner);
          },
          frame);
    }
    String type = it.getVariable().getElementType().asString();
    Statements.Branch any =
        () -> {
          var each = new Value.Unknown(name, "an element of " + it.getIterable());
          return statements.run(it.getBody(), declared(frame, name, type, each));
        };
    BooleanSupplier tooLong = limit();
    for (Value element : List.copyOf(elements.get())) {
      if (tooLong.getAsBoolean()) {
        return unknownRounds(it, any, frame);
      }
      Completion end =
          Journal.isOpen(element)
              ? unknownRounds(it, any, frame)
              : statements.run(it.getBody(), declared(frame, name, type, element));
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
  private Completion unknownRounds(Statement loop, Statements.Branch round, Frame frame) {
    Statements.Branch any =
        () -> {
          forget(loop, "the loop", frame);
          Completion end = round.run();
          forget(loop, "the loop", frame);
          return Jumps.without(end, it -> it != Completion.NORMAL && Jumps.isOwn(it, loop));
        };
    // What a loop within another changes in its later rounds, the outer one's will show.
    boolean outermost = !repeating;
    repeating = true;
    try {
      Completion end = Completion.NORMAL;
      for (int i = 0; i < (outermost ? MOST_UNKNOWN_ROUNDS : 1); i++) {
        long changes = interpreter.journal().changes();
        end =
            statements.either(
                List.of(any, () -> Completion.NORMAL),
                "the loop in line " + Statements.line(loop),
                frame);
        if (interpreter.journal().changes() == changes) {
          break;
        }
      }
      return end;
    } finally {
      repeating = !outermost;
    }
  }

  /** What {@code code} writes to variables is not known. */
  void forget(Statement code, String what, Frame frame) {
    String reason = " is written by " + what + " in line " + Statements.line(code);
    written.computeIfAbsent(code, Loops::targets).forEach(it -> forget(it, reason, frame));
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
}
