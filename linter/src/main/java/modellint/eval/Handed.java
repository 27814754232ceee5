package modellint.eval;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import java.util.List;
import java.util.Optional;

/**
 * Functions that are handed to code which is not at hand. It may call them, once, often or never:
 * what they write to objects that they see is not known from then on.
 */
final class Handed {

  private static final String CONDITION = "whether and how often a function is called";

  private final Interpreter interpreter;
  private boolean within;

  Handed(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Marks the objects among {@code arguments}, and tries each function as code behind a condition.
   * What such a function hands over in its turn is left: trials within trials would take as long as
   * they are deep.
   */
  void over(List<Value> arguments) {
    for (Value it : arguments) {
      if (it instanceof Obj object) {
        object.handOn();
      }
    }
    if (within) {
      return;
    }
    for (Value it : arguments) {
      if (it instanceof Function function && sees(function)) {
        interpreter.journal().fork(List.of(() -> called(function), () -> true), CONDITION);
      }
    }
  }

  private boolean called(Function function) {
    boolean idle = function instanceof Function.Lambda it && interpreter.idle().contains(it);
    within = true;
    try {
      interpreter.apply(function, List.of(new Value.Unknown("it", "what a function is given")));
      return true;
    } catch (Thrown thrown) {
      return false;
    } finally {
      within = false;
      if (idle && function instanceof Function.Lambda it) {
        interpreter.idle().add(it);
      }
    }
  }

  /** Whether there is something around it that it could change. */
  private static boolean sees(Function function) {
    if (function instanceof Function.Combined it) {
      return sees(it.first()) || (it.second() instanceof Function second && sees(second));
    }
    if (function instanceof Function.Reference it) {
      return it.code().findAll(NameExpr.class).stream().anyMatch(name -> isOpen(name, it.frame()))
          || isOpen(it.code().getScope().toString(), it.frame());
    }
    return function instanceof Function.Lambda it
        && (it.code().findAll(NameExpr.class).stream().anyMatch(name -> isOpen(name, it.frame()))
            || (it.frame().self() instanceof Obj
                && it.code().findAll(MethodCallExpr.class).stream()
                    .anyMatch(call -> call.getScope().isEmpty())));
  }

  private static boolean isOpen(NameExpr name, Frame frame) {
    return isOpen(name.getNameAsString(), frame);
  }

  private static boolean isOpen(String name, Frame frame) {
    Optional<Value> value =
        frame
            .scope(name)
            .flatMap(it -> Optional.ofNullable(it.get(name)))
            .or(
                () ->
                    frame.self() instanceof Obj self
                        ? Optional.ofNullable(self.fields().get(name))
                        : Optional.empty());
    return value
        .filter(
            it -> it instanceof Obj || it instanceof Value.Elements || it instanceof Value.Table)
        .isPresent();
  }
}
