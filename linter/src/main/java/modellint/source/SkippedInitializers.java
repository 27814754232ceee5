package modellint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Remark;

/**
 * Fields that a definition reads from and that Lombok's {@code @Builder} leaves null, whatever
 * their initializer says: it counts only with {@code @Builder.Default} (Lombok, features/Builder).
 */
final class SkippedInitializers {

  private SkippedInitializers() {}

  /** The definition with a remark for each such field. */
  static Definition remarked(Definition it, CompilationUnit unit) {
    int line = it.site().line();
    Optional<MethodDeclaration> method =
        unit.findAll(MethodDeclaration.class).stream()
            .filter(each -> spans(each, line))
            .reduce((a, b) -> b);
    Definition result = it;
    for (Remark remark :
        method.map(m -> remarks(m, it.site().file())).orElse(Stream.of()).toList()) {
      result = result.remarking(remark);
    }
    return result;
  }

  private static boolean spans(Node node, int line) {
    return node.getRange().filter(it -> it.begin.line <= line && line <= it.end.line).isPresent();
  }

  private static Stream<Remark> remarks(MethodDeclaration method, String file) {
    return method.getParentNode().stream()
        .filter(TypeDeclaration.class::isInstance)
        .<TypeDeclaration<?>>map(TypeDeclaration.class::cast)
        .filter(it -> has(it, "Builder"))
        .flatMap(it -> it.getFields().stream())
        .filter(it -> !it.isStatic() && !it.isFinal() && !has(it, "Default"))
        .flatMap(it -> it.getVariables().stream())
        .filter(it -> it.getInitializer().isPresent() && !it.getType().isPrimitiveType())
        .filter(it -> isReadThrough(it.getNameAsString(), method))
        .map(it -> remark(it, file));
  }

  private static boolean has(NodeWithAnnotations<?> node, String annotation) {
    return node.getAnnotations().stream()
        .anyMatch(it -> it.getName().getIdentifier().equals(annotation));
  }

  /** Whether the code takes something out of what the variable holds, which throws at null. */
  private static boolean isReadThrough(String name, MethodDeclaration method) {
    return Stream.of(
            method.findAll(ArrayAccessExpr.class).stream().map(ArrayAccessExpr::getName),
            method.findAll(FieldAccessExpr.class).stream().map(FieldAccessExpr::getScope),
            method.findAll(MethodCallExpr.class).stream().flatMap(it -> it.getScope().stream()))
        .flatMap(it -> it)
        .anyMatch(it -> isNamed(it, name));
  }

  private static boolean isNamed(Expression it, String name) {
    return (it.isNameExpr() && it.asNameExpr().getNameAsString().equals(name))
        || (it.isFieldAccessExpr()
            && it.asFieldAccessExpr().getScope().isThisExpr()
            && it.asFieldAccessExpr().getNameAsString().equals(name));
  }

  private static Remark remark(VariableDeclarator it, String file) {
    var at = it.getBegin().orElseThrow();
    return new Remark(
        Remark.Kind.SKIPPED_INITIALIZER,
        new Place.Line(file, at.line, at.column),
        0,
        "write @Builder.Default before the field " + it.getNameAsString());
  }
}
