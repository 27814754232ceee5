package modellint.eval;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import java.util.List;

/**
 * The class body behind {@code new Type()} or behind the constant of an enum, and the activation
 * that it stands in, whose variables its methods see.
 */
record ClassBody(List<BodyDeclaration<?>> members, Frame made) {

  /** The methods that a call with {@code count} arguments may mean. */
  List<MethodDeclaration> methods(String name, int count) {
    return members.stream()
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(it -> it.getNameAsString().equals(name))
        .filter(it -> ClassSource.accepts(it.getParameters(), count))
        .toList();
  }
}
