package modellint.eval;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a field still has its initial value when it is read. {@code int numClasses = 0}
 * that run-time code assigns later is unknown, not zero: the zero only says "not yet". A default
 * that means something ({@code int batchSize = 32}) is kept where only a setter could replace it.
 */
final class FieldWrites {

  private FieldWrites() {}

  /**
   * @param entered true where evaluation begins in a method of {@code type} that others call first
   */
  static Value guard(
      Value initial,
      ClassSource type,
      FieldDeclaration field,
      VariableDeclarator variable,
      boolean entered) {
    String name = variable.getNameAsString();
    if (entered && isEmpty(initial) && isFilled(type, name)) {
      return new Value.Unknown(name, "field " + name + " is filled at run time");
    }
    if (variable.getInitializer().isEmpty()
        && variable.getType().isReferenceType()
        && !initial.isKnown()
        && isWatched(type, field, entered)) {
      return new Value.Nothing();
    }
    boolean bare = variable.getInitializer().isEmpty() && variable.getType().isPrimitiveType();
    if (bare && !initial.isKnown() && isOwn(type, field, entered)) {
      return zero(variable.getTypeAsString());
    }
    boolean fixed = field.isFinal() && !Construction.isBuilderDefault(field);
    if (fixed || !initial.isKnown() || isWatched(type, field, entered)) {
      return initial;
    }
    boolean open = !field.isPrivate() || type.isWrittenByAnnotations();
    boolean says = saysNothing(initial);
    boolean written =
        says
            ? open || !type.assignments(name).isEmpty()
            : entered && type.assignments(name).stream().anyMatch(FieldWrites::isForeign);
    return written ? new Value.Unknown(name, "field " + name + " is set at run time") : initial;
  }

  /** All that ever sets a builder which the program itself makes are the calls that it makes. */
  private static boolean isWatched(ClassSource type, FieldDeclaration field, boolean entered) {
    return !entered
        && !field.isStatic()
        && type.code().getNameAsString().endsWith("Builder")
        && !type.isWrittenByAnnotations();
  }

  /** What only the methods of an object set that the program itself makes. */
  private static boolean isOwn(ClassSource type, FieldDeclaration field, boolean entered) {
    return !entered
        && !field.isStatic()
        && field.isPrivate()
        && field.getAnnotations().isEmpty()
        && !type.isWrittenByAnnotations();
  }

  private static Value zero(String type) {
    return switch (type) {
      case "boolean" -> new Value.Truth(false);
      case "char" -> new Value.Letter((char) 0);
      default -> Arithmetic.convert(new Value.Whole(0), type);
    };
  }

  private static boolean isEmpty(Value value) {
    return (value instanceof Value.Table table && table.entries().isEmpty())
        || value.elements().filter(List::isEmpty).isPresent();
  }

  /** By a method that evaluation does not begin with: one that the program calls in between. */
  private static boolean isFilled(ClassSource type, String name) {
    return type.code().getMethods().stream()
        .filter(it -> !it.getNameAsString().equals("main"))
        .flatMap(it -> it.findAll(MethodCallExpr.class).stream())
        .filter(it -> it.getNameAsString().matches("add|addAll|put|putAll"))
        .anyMatch(it -> it.getScope().filter(scope -> isField(scope, name)).isPresent());
  }

  private static boolean saysNothing(Value value) {
    return value instanceof Value.Nothing
        || value.equals(new Value.Whole(0))
        || value.equals(new Value.Real(0))
        || value.equals(new Value.Text(""));
  }

  private static boolean isField(Expression target, String name) {
    return target instanceof NodeWithSimpleName<?> it && it.getNameAsString().equals(name);
  }

  /** A builder's {@code optX(x)}: {@code this.x = x; return this}. */
  private static boolean isFluent(MethodDeclaration method) {
    return method
        .getBody()
        .flatMap(it -> it.getStatements().getLast())
        .flatMap(Statement::toReturnStmt)
        .flatMap(ReturnStmt::getExpression)
        .filter(it -> it.isThisExpr() || isSelf(it))
        .isPresent();
  }

  private static boolean isSelf(Expression result) {
    return result instanceof MethodCallExpr call
        && call.getNameAsString().equals("self")
        && call.getArguments().isEmpty();
  }

  /** Not in a constructor, an initialiser or a plain setter. */
  private static boolean isForeign(AssignExpr write) {
    for (Optional<Node> at = write.getParentNode(); at.isPresent(); ) {
      Node node = at.get();
      if (node instanceof MethodDeclaration method) {
        return !method.getNameAsString().startsWith("set") && !isFluent(method);
      }
      if (node instanceof ConstructorDeclaration || node instanceof InitializerDeclaration) {
        return false;
      }
      at = node.getParentNode();
    }
    return false;
  }
}
