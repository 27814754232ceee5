package modellint.eval;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Place;

/** Evaluates expressions. */
final class Expressions {

  private final Interpreter interpreter;
  private final Calls calls;
  private final Patterns patterns;
  private final ArrayCreations arrays;
  private final Assignments assignments;

  Expressions(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.calls = new Calls(interpreter);
    this.patterns = new Patterns(interpreter);
    this.arrays = new ArrayCreations(interpreter);
    this.assignments = new Assignments(interpreter, this);
  }

  Calls calls() {
    return calls;
  }

  Assignments assignments() {
    return assignments;
  }

  Patterns patterns() {
    return patterns;
  }

  Value value(Expression expression, Frame frame) {
    if (expression instanceof LiteralExpr it) {
      return Literals.value(it);
    }
    if (expression instanceof NameExpr it) {
      return name(it.getNameAsString(), frame);
    }
    if (expression instanceof MethodCallExpr it) {
      return calls.method(it, frame);
    }
    if (expression instanceof ObjectCreationExpr it) {
      return calls.creation(it, frame);
    }
    if (expression instanceof FieldAccessExpr it) {
      return field(it, frame);
    }
    if (expression instanceof BinaryExpr it) {
      return binary(it, frame);
    }
    if (expression instanceof EnclosedExpr it) {
      return interpreter.value(it.getInner(), frame);
    }
    if (expression instanceof VariableDeclarationExpr it) {
      interpreter.statements().declare(it, frame);
      return new Value.Nothing();
    }
    if (expression instanceof AssignExpr it) {
      return assignments.of(it, frame);
    }
    if (expression instanceof UnaryExpr it) {
      return unary(it, frame);
    }
    if (expression instanceof CastExpr it) {
      return Arithmetic.convert(
          interpreter.value(it.getExpression(), frame), it.getType().asString());
    }
    if (expression instanceof ConditionalExpr it) {
      return conditional(it, frame);
    }
    if (expression instanceof ArrayCreationExpr it) {
      return arrays.creation(it, frame);
    }
    if (expression instanceof ArrayInitializerExpr it) {
      return arrays.array(it, "", frame);
    }
    if (expression instanceof ArrayAccessExpr it) {
      return element(it, frame);
    }
    if (expression instanceof ThisExpr it) {
      return self(it, frame);
    }
    if (expression instanceof SuperExpr) {
      return frame.self();
    }
    if (expression instanceof LambdaExpr it) {
      var lambda = new Function.Lambda(it, frame, place(it, frame));
      interpreter.idle().add(lambda);
      return lambda;
    }
    if (expression instanceof MethodReferenceExpr it) {
      return new Function.Reference(it, frame, place(it, frame));
    }
    if (expression instanceof SwitchExpr it) {
      return interpreter.statements().switches().expression(it, frame);
    }
    if (expression instanceof ClassExpr it) {
      return new Value.Constant(
          interpreter.names().resolve(it.getType().asString(), frame.owner()).orElse(""),
          Calls.CLASS);
    }
    if (expression instanceof InstanceOfExpr it) {
      return patterns.of(it, frame).orElseGet(() -> unknown(expression, "a type test"));
    }
    return unknown(expression, "an expression of an unknown form");
  }

  Value unknown(Expression expression, String what) {
    String code = interpreter.wording().of(expression);
    return new Value.Unknown(code, code + " is " + what);
  }

  private Value self(ThisExpr it, Frame frame) {
    if (it.getTypeName().isEmpty()) {
      return interpreter.members().enums().constant(frame.self());
    }
    String written = it.getTypeName().get().asString();
    return interpreter
        .members()
        .constant(
            interpreter.names().resolve(written, frame.owner()).orElse(written), "this", frame);
  }

  private static Place.Line place(com.github.javaparser.ast.Node node, Frame frame) {
    return frame.owner().file().place(node);
  }

  Value name(String name, Frame frame) {
    return frame
        .scope(name)
        .flatMap(it -> Optional.ofNullable(it.get(name)))
        .or(() -> interpreter.members().field(name, frame))
        .or(() -> inherited(frame.self(), name))
        .orElseGet(() -> new Value.Unknown(name, name + " is declared in no source at hand"));
  }

  private Optional<Value> inherited(Value self, String name) {
    return self instanceof Obj object ? interpreter.api().field(object, name) : Optional.empty();
  }

  private Value field(FieldAccessExpr it, Frame frame) {
    Optional<String> type = calls.typeName(it.getScope(), frame);
    String name = it.getNameAsString();
    if (type.isPresent()) {
      return interpreter.members().constant(type.get(), name, frame);
    }
    Value scope = interpreter.value(it.getScope(), frame);
    if (scope instanceof Obj object) {
      Value field = object.fields().get(name);
      if (field != null) {
        return field;
      }
      Optional<Value> inherited = inherited(object, name);
      if (inherited.isPresent()) {
        return inherited.get();
      }
    }
    Optional<Value> own =
        scope instanceof Value.Constant constant
            ? interpreter.members().enums().object(constant).map(o -> o.fields().get(name))
            : Optional.empty();
    if (own.isPresent()) {
      return own.get();
    }
    if (name.equals("length") && scope instanceof Value.Elements array) {
      return new Value.Whole(array.values().size());
    }
    String code = interpreter.wording().of(it);
    if (!(scope instanceof Value.Unknown unknown)) {
      return new Value.Unknown(code, code + " is not in a source at hand");
    }
    List<Value> fields =
        unknown.either().stream()
            .flatMap(any -> any instanceof Obj o ? o.field(name).stream() : Stream.empty())
            .toList();
    return Value.Unknown.of(code, unknown.reason(), fields);
  }

  private Value binary(BinaryExpr it, Frame frame) {
    Value left = interpreter.value(it.getLeft(), frame);
    boolean and = it.getOperator() == BinaryExpr.Operator.AND;
    boolean or = it.getOperator() == BinaryExpr.Operator.OR;
    if ((and || or) && left instanceof Value.Truth truth && truth.value() == or) {
      return left;
    }
    boolean doubtful = (and || or) && !(left instanceof Value.Truth);
    Value right =
        doubtful ? perhaps(it.getRight(), frame) : interpreter.value(it.getRight(), frame);
    if ((and || or) && right instanceof Value.Truth truth && truth.value() == or) {
      return right;
    }
    return Operators.binary(it.getOperator(), left, right);
  }

  /** The value of what may or may not be evaluated. */
  private Value perhaps(Expression it, Frame frame) {
    if (it instanceof NameExpr || it instanceof LiteralExpr) {
      return interpreter.value(it, frame);
    }
    var values = new ArrayList<Value>();
    interpreter
        .journal()
        .fork(
            List.of(() -> values.add(interpreter.value(it, frame)), () -> true),
            "whether " + interpreter.wording().of(it) + " is evaluated");
    return values.get(0);
  }

  private Value conditional(ConditionalExpr it, Frame frame) {
    Value condition = interpreter.value(it.getCondition(), frame);
    if (condition instanceof Value.Truth truth) {
      Expression chosen = truth.value() ? it.getThenExpr() : it.getElseExpr();
      Expression other = truth.value() ? it.getElseExpr() : it.getThenExpr();
      Value value = interpreter.value(chosen, frame);
      // The other one is not evaluated, but where it is a real number the result is one.
      return value instanceof Value.Whole && plain(other, frame) instanceof Value.Real real
          ? Arithmetic.like(real, value)
          : value;
    }
    var values = new ArrayList<Value>();
    interpreter
        .journal()
        .fork(
            List.of(
                () -> values.add(interpreter.value(it.getThenExpr(), frame)),
                () -> values.add(interpreter.value(it.getElseExpr(), frame))),
            "the condition " + interpreter.wording().of(it.getCondition()));
    Value result = Interpreter.agree(values);
    return result.isKnown()
        ? result
        : Value.Unknown.of(
            interpreter.wording().of(it),
            "depends on " + interpreter.wording().of(it.getCondition()),
            values);
  }

  /** The value of a literal or variable, which to ask for changes nothing. */
  private Value plain(Expression it, Frame frame) {
    Expression bare = it instanceof UnaryExpr sign ? sign.getExpression() : it;
    return bare instanceof LiteralExpr || bare instanceof NameExpr
        ? interpreter.value(bare, frame)
        : new Value.Nothing();
  }

  private Value unary(UnaryExpr it, Frame frame) {
    Value value = interpreter.value(it.getExpression(), frame);
    switch (it.getOperator()) {
      case MINUS:
        return Arithmetic.negate(value);
      case PLUS:
        return Arithmetic.promoted(value);
      case LOGICAL_COMPLEMENT:
        return Operators.not(value);
      case BITWISE_COMPLEMENT:
        return Arithmetic.complement(value);
      default:
        BinaryExpr.Operator operator =
            it.getOperator().asString().equals("++")
                ? BinaryExpr.Operator.PLUS
                : BinaryExpr.Operator.MINUS;
        Value next = Arithmetic.like(value, Operators.binary(operator, value, new Value.Whole(1)));
        assignments.assign(it.getExpression(), next, frame);
        return it.getOperator().isPostfix() ? value : next;
    }
  }

  private Value element(ArrayAccessExpr it, Frame frame) {
    Value array = interpreter.value(it.getName(), frame);
    return element(it, array, interpreter.value(it.getIndex(), frame));
  }

  Value element(ArrayAccessExpr it, Value array, Value index) {
    if (array instanceof Value.Elements elements && index.whole().isPresent()) {
      return elements.values().get(check(index.whole().get(), elements));
    }
    Value cause = array.isKnown() ? index : array;
    String code = interpreter.wording().of(it);
    return new Value.Unknown(code, cause.why().orElse(code + " is not known"));
  }

  static int check(long index, Value.Elements elements) {
    if (index < 0 || index >= elements.values().size()) {
      throw new Thrown("java.lang.ArrayIndexOutOfBoundsException");
    }
    return (int) index;
  }

  /** The array that {@code it} makes, {@code type} being the array's: {@code double[]}. */
  Value array(ArrayInitializerExpr it, String type, Frame frame) {
    return arrays.array(it, type, frame);
  }

  Value applyReference(Function.Reference it, List<Value> arguments) {
    return calls.reference(it.code(), arguments, it.frame());
  }
}
