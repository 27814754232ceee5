package modellint.eval;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import java.util.List;
import java.util.Optional;

/** Stores values in variables, fields and elements, in the type that each of them has. */
final class Assignments {

  /** Why nobody knows whether an object is written to. */
  static final String MEANT = "which object is meant";

  private final Interpreter interpreter;
  private final Expressions expressions;

  Assignments(Interpreter interpreter, Expressions expressions) {
    this.interpreter = interpreter;
    this.expressions = expressions;
  }

  /** {@code target = value} and its like, in which the variable's old value has a part. */
  Value of(AssignExpr it, Frame frame) {
    if (it.getOperator() == AssignExpr.Operator.ASSIGN) {
      // An index is evaluated before what is stored there.
      Optional<Value> index =
          it.getTarget() instanceof ArrayAccessExpr element && !isPlain(element.getIndex())
              ? Optional.of(interpreter.value(element.getIndex(), frame))
              : Optional.empty();
      Value value = interpreter.value(it.getValue(), frame);
      return index.isPresent()
          ? assign(it.getTarget().asArrayAccessExpr(), index.get(), value, frame)
          : assign(it.getTarget(), value, frame);
    }
    if (it.getTarget() instanceof ArrayAccessExpr element && !isPlain(element.getIndex())) {
      Value index = interpreter.value(element.getIndex(), frame);
      Value before =
          expressions.element(element, interpreter.value(element.getName(), frame), index);
      return assign(element, index, compound(it, before, frame), frame);
    }
    Value before = interpreter.value(it.getTarget(), frame);
    return assign(it.getTarget(), compound(it, before, frame), frame);
  }

  private Value compound(AssignExpr it, Value before, Frame frame) {
    Value operand = interpreter.value(it.getValue(), frame);
    return Arithmetic.like(
        before,
        Operators.binary(it.getOperator().toBinaryOperator().orElseThrow(), before, operand));
  }

  /** True where evaluating {@code index} twice changes nothing. */
  private static boolean isPlain(Expression index) {
    return index instanceof NameExpr || index instanceof LiteralExpr;
  }

  /** Stores {@code value} in the type that {@code target} has, and answers what is stored. */
  Value assign(Expression target, Value value, Frame frame) {
    Journal journal = interpreter.journal();
    if (target instanceof EnclosedExpr it) {
      return assign(it.getInner(), value, frame);
    }
    if (target instanceof NameExpr it) {
      String name = it.getNameAsString();
      var scope = frame.scope(name);
      if (scope.isPresent()) {
        Value stored = Interpreter.named(frame.typed(name, value), name);
        journal.put(scope.get(), name, stored);
        return stored;
      }
      return interpreter.members().assign(name, Interpreter.named(value, name), frame);
    }
    if (target instanceof FieldAccessExpr it) {
      Optional<String> type = expressions.calls().typeName(it.getScope(), frame);
      if (type.isPresent()) {
        return interpreter.members().assignStatic(type.get(), it.getNameAsString(), value);
      }
      boolean own = it.getScope() instanceof ThisExpr self && self.getTypeName().isEmpty();
      Value scope = own ? frame.self() : interpreter.value(it.getScope(), frame);
      if (scope instanceof Obj object) {
        return interpreter.members().put(object, it.getNameAsString(), value);
      }
      for (Value any : either(scope)) {
        if (any instanceof Obj object) {
          interpreter
              .journal()
              .perhaps(() -> interpreter.members().put(object, it.getNameAsString(), value), MEANT);
        }
      }
      return value;
    }
    return target instanceof ArrayAccessExpr it
        ? assign(it, interpreter.value(it.getIndex(), frame), value, frame)
        : value;
  }

  private Value assign(ArrayAccessExpr target, Value index, Value value, Frame frame) {
    Value array = interpreter.value(target.getName(), frame);
    if (!(array instanceof Value.Elements elements)) {
      for (Value any : either(array)) {
        if (any instanceof Value.Elements known) {
          interpreter.journal().perhaps(() -> set(known, target, index, value), MEANT);
        }
      }
      return value;
    }
    return set(elements, target, index, value);
  }

  /** The objects that {@code value} may be, where it is not known. */
  static List<Value> either(Value value) {
    return value instanceof Value.Unknown it ? it.either() : List.of();
  }

  private Value set(Value.Elements elements, ArrayAccessExpr target, Value index, Value value) {
    List<Value> values = elements.values();
    if (index.whole().isEmpty()) {
      for (int i = 0; i < values.size(); i++) {
        interpreter
            .journal()
            .set(values, i, expressions.unknown(target, "written at an unknown index"));
      }
      return value;
    }
    int at = Expressions.check(index.whole().get(), elements);
    Value stored = Arithmetic.like(values.get(at), value);
    interpreter.journal().set(values, at, stored);
    return stored;
  }
}
