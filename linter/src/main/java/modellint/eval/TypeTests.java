package modellint.eval;

import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import java.util.List;
import java.util.Optional;

/** {@code instanceof} on values whose class is known; a name in the pattern takes the value. */
final class TypeTests {

  private final Interpreter interpreter;

  TypeTests(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The outcome; empty where it is not known. */
  Optional<Value> of(InstanceOfExpr it, Frame frame) {
    Value value = interpreter.value(it.getExpression(), frame);
    Optional<PatternExpr> pattern = it.getPattern();
    if (pattern.isPresent() && pattern.get() instanceof TypePatternExpr named) {
      frame.declare(named.getNameAsString(), value);
    }
    String type = it.getType().asString();
    return pattern.isPresent() && !(pattern.get() instanceof TypePatternExpr)
        ? Optional.empty()
        : is(value, type, frame).map(Value.Truth::new);
  }

  private Optional<Boolean> is(Value value, String type, Frame frame) {
    if (value instanceof Value.Nothing) {
      return Optional.of(false);
    }
    if (value instanceof Value.Text) {
      return type.equals("String") || type.equals("Object") ? Optional.of(true) : Optional.empty();
    }
    if (!(value instanceof Obj object)) {
      return Optional.empty();
    }
    Optional<String> name = interpreter.names().resolve(type.replaceAll("<.*>", ""), frame.owner());
    if (interpreter.source(object.type()).isEmpty()) {
      return name.flatMap(it -> interpreter.api().isA(object.type(), it));
    }
    List<String> above = interpreter.members().lineage().supertypes(object.type());
    if (name.isPresent() && above.contains(name.get())) {
      return Optional.of(true);
    }
    boolean all = above.stream().allMatch(it -> interpreter.source(it).isPresent());
    return all && name.isPresent() ? Optional.of(false) : Optional.empty();
  }
}
