package modellint.eval;

import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** Where breaks and continues lead, also those that may not be made. */
final class Jumps {

  private Jumps() {}

  /** {@code end} behind a statement at which the jumps that {@code caught} takes end. */
  static Completion without(Completion end, Predicate<Completion> caught) {
    return end instanceof Completion.Perhaps perhaps
        ? perhaps.without(caught)
        : caught.test(end) ? Completion.NORMAL : end;
  }

  /** The end of a loop that {@code end} may leave, and that {@code rest} may leave later. */
  static Completion perhaps(Completion end, Completion rest) {
    var jumps = new HashSet<Completion>();
    for (Completion each : List.of(end, rest)) {
      if (each instanceof Completion.Perhaps it) {
        it.jumps().stream().filter(jump -> outside(jump) == jump).forEach(jumps::add);
      }
    }
    return jumps.isEmpty() ? Completion.NORMAL : new Completion.Perhaps(jumps, true);
  }

  static boolean leaves(Completion end, Statement loop) {
    if (end instanceof Completion.Perhaps it) {
      return it.jumps().stream().anyMatch(jump -> leaves(jump, loop));
    }
    return end instanceof Completion.Return
        || end instanceof Completion.Break
        || (end instanceof Completion.Continue && !isOwn(end, loop));
  }

  /** True for a jump that is over at the end of {@code loop}, or of one of its rounds. */
  static boolean isOwn(Completion end, Statement loop) {
    String label =
        end instanceof Completion.Break stop
            ? stop.label()
            : end instanceof Completion.Continue next ? next.label() : "?";
    return label.isEmpty()
        || (end instanceof Completion.Continue
            && loop.getParentNode().orElse(null) instanceof LabeledStmt it
            && it.getLabel().asString().equals(label));
  }

  static Completion outside(Completion end) {
    return end instanceof Completion.Break it && it.label().isEmpty() ? Completion.NORMAL : end;
  }
}
