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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.graph.Place;

/** Evaluates expressions. */
final class Expressions {

  private static final int LARGEST_ARRAY = 100_000;

  private final Interpreter interpreter;
  private final Calls calls;

  Expressions(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.calls = new Calls(interpreter);
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
      return assignment(it, frame);
    }
    if (expression instanceof UnaryExpr it) {
      return unary(it, frame);
    }
    if (expression instanceof CastExpr it) {
      return Operators.cast(interpreter.value(it.getExpression(), frame), it.getType().asString());
    }
    if (expression instanceof ConditionalExpr it) {
      return conditional(it, frame);
    }
    if (expression instanceof ArrayCreationExpr it) {
      return creation(it, frame);
    }
    if (expression instanceof ArrayInitializerExpr it) {
      return array(it, frame);
    }
    if (expression instanceof ArrayAccessExpr it) {
      return element(it, frame);
    }
    if (expression instanceof ThisExpr || expression instanceof SuperExpr) {
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
          interpreter.names().resolve(it.getType().asString(), frame.owner()).orElse(""), "class");
    }
    if (expression instanceof InstanceOfExpr it) {
      interpreter.value(it.getExpression(), frame);
      return unknown(expression, "a type test");
    }
    return unknown(expression, "an expression of an unknown form");
  }

  private Value unknown(Expression expression, String what) {
    String code = interpreter.wording().of(expression);
    return new Value.Unknown(code, code + " is " + what);
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
    if (name.equals("length") && scope instanceof Value.Elements array) {
      return new Value.Whole(array.values().size());
    }
    String code = interpreter.wording().of(it);
    return new Value.Unknown(
        code, scope instanceof Value.Unknown u ? u.reason() : code + " is not in a source at hand");
  }

  private Value binary(BinaryExpr it, Frame frame) {
    Value left = interpreter.value(it.getLeft(), frame);
    boolean and = it.getOperator() == BinaryExpr.Operator.AND;
    boolean or = it.getOperator() == BinaryExpr.Operator.OR;
    if ((and || or) && left instanceof Value.Truth truth && truth.value() == or) {
      return left;
    }
    Value right = interpreter.value(it.getRight(), frame);
    if ((and || or) && right instanceof Value.Truth truth && truth.value() == or) {
      return right;
    }
    return Operators.binary(it.getOperator(), left, right);
  }

  private Value conditional(ConditionalExpr it, Frame frame) {
    Value condition = interpreter.value(it.getCondition(), frame);
    if (condition instanceof Value.Truth truth) {
      return interpreter.value(truth.value() ? it.getThenExpr() : it.getElseExpr(), frame);
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
        : new Value.Unknown(
            interpreter.wording().of(it),
            "depends on " + interpreter.wording().of(it.getCondition()));
  }

  private Value unary(UnaryExpr it, Frame frame) {
    Value value = interpreter.value(it.getExpression(), frame);
    switch (it.getOperator()) {
      case MINUS:
        return Operators.negate(value);
      case PLUS:
        return value;
      case LOGICAL_COMPLEMENT:
        return Operators.not(value);
      case BITWISE_COMPLEMENT:
        return value.whole().<Value>map(x -> new Value.Whole(~x)).orElse(unknown(it, "unknown"));
      default:
        BinaryExpr.Operator operator =
            it.getOperator().asString().equals("++")
                ? BinaryExpr.Operator.PLUS
                : BinaryExpr.Operator.MINUS;
        Value next = Operators.binary(operator, value, new Value.Whole(1));
        assign(it.getExpression(), next, frame);
        return it.getOperator().isPostfix() ? value : next;
    }
  }

  private Value assignment(AssignExpr it, Frame frame) {
    Value value =
        it.getValue() instanceof ArrayInitializerExpr array
            ? array(array, frame)
            : interpreter.value(it.getValue(), frame);
    if (it.getOperator() != AssignExpr.Operator.ASSIGN) {
      Value before = interpreter.value(it.getTarget(), frame);
      value = Operators.binary(it.getOperator().toBinaryOperator().orElseThrow(), before, value);
      if (before instanceof Value.Whole && value instanceof Value.Real) {
        value = Operators.cast(value, "long");
      }
    }
    assign(it.getTarget(), value, frame);
    return value;
  }

  void assign(Expression target, Value value, Frame frame) {
    Journal journal = interpreter.journal();
    if (target instanceof NameExpr it) {
      String name = it.getNameAsString();
      var scope = frame.scope(name);
      if (scope.isPresent()) {
        Value before = scope.get().get(name);
        boolean widens = before instanceof Value.Real && value instanceof Value.Whole;
        journal.put(
            scope.get(),
            name,
            Interpreter.named(widens ? Operators.cast(value, "double") : value, name));
      } else {
        interpreter.members().assign(name, Interpreter.named(value, name), frame);
      }
    } else if (target instanceof FieldAccessExpr it) {
      Optional<String> type = calls.typeName(it.getScope(), frame);
      if (type.isPresent()) {
        interpreter.members().assignStatic(type.get(), it.getNameAsString(), value);
      } else if (interpreter.value(it.getScope(), frame) instanceof Obj object) {
        journal.put(object.fields(), it.getNameAsString(), value);
      }
    } else if (target instanceof ArrayAccessExpr it) {
      Value array = interpreter.value(it.getName(), frame);
      Value index = interpreter.value(it.getIndex(), frame);
      if (array instanceof Value.Elements elements) {
        if (index instanceof Value.Whole at) {
          check(at.value(), elements);
          journal.set(elements.values(), (int) at.value(), value);
        } else {
          for (int i = 0; i < elements.values().size(); i++) {
            journal.set(elements.values(), i, unknown(target, "written at an unknown index"));
          }
        }
      }
    }
  }

  private Value element(ArrayAccessExpr it, Frame frame) {
    Value array = interpreter.value(it.getName(), frame);
    Value index = interpreter.value(it.getIndex(), frame);
    if (array instanceof Value.Elements elements && index instanceof Value.Whole at) {
      check(at.value(), elements);
      return elements.values().get((int) at.value());
    }
    Value cause = array.isKnown() ? index : array;
    String code = interpreter.wording().of(it);
    return new Value.Unknown(code, cause.why().orElse(code + " is not known"));
  }

  private static void check(long index, Value.Elements elements) {
    if (index < 0 || index >= elements.values().size()) {
      throw new Thrown("java.lang.ArrayIndexOutOfBoundsException");
    }
  }

  private Value creation(ArrayCreationExpr it, Frame frame) {
    if (it.getInitializer().isPresent()) {
      return array(it.getInitializer().get(), frame);
    }
    var sizes = new ArrayList<Value>();
    it.getLevels()
        .forEach(
            level -> level.getDimension().ifPresent(d -> sizes.add(interpreter.value(d, frame))));
    return filled(sizes, it.getElementType().asString(), it.getLevels().size());
  }

  private Value filled(List<Value> sizes, String type, int levels) {
    if (levels == 0) {
      return switch (type) {
        case "int", "long", "short", "byte" -> new Value.Whole(0);
        case "double", "float" -> new Value.Real(0);
        case "boolean" -> new Value.Truth(false);
        case "char" -> new Value.Letter('\0');
        default -> new Value.Nothing();
      };
    }
    if (sizes.isEmpty()) {
      return new Value.Nothing();
    }
    Optional<Long> size = sizes.get(0).whole();
    if (size.isEmpty() || size.get() < 0 || size.get() > LARGEST_ARRAY) {
      return new Value.Unknown("array", sizes.get(0).why().orElse("an array of that size"));
    }
    interpreter.step();
    if (levels == 1) {
      Value zero = filled(List.of(), type, 0);
      return new Value.Elements(
          new ArrayList<>(Collections.nCopies(Math.toIntExact(size.get()), zero)));
    }
    var elements = new ArrayList<Value>();
    for (long i = 0; i < size.get(); i++) {
      elements.add(filled(sizes.subList(1, sizes.size()), type, levels - 1));
    }
    return new Value.Elements(elements);
  }

  Value array(ArrayInitializerExpr it, Frame frame) {
    var elements = new ArrayList<Value>();
    it.getValues().forEach(element -> elements.add(interpreter.value(element, frame)));
    var array = new Value.Elements(elements);
    interpreter.journal().born(elements);
    return array;
  }

  Value applyReference(Function.Reference it, List<Value> arguments) {
    return calls.reference(it.code(), arguments, it.frame());
  }
}
