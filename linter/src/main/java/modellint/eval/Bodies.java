package modellint.eval;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import java.util.List;
import java.util.Optional;

/**
 * Class bodies behind {@code new Type(...)} and behind the constants of enums: their methods come
 * before those of the class, and they see the variables of the code around them.
 */
final class Bodies {

  private final Interpreter interpreter;

  Bodies(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Gives {@code made} the body that stands behind its creation in {@code frame}. */
  void give(Value made, List<BodyDeclaration<?>> members, Frame frame) {
    Frame inner = frame.within(made);
    if (made instanceof Obj object) {
      object.take(new ClassBody(members, frame));
    }
    for (BodyDeclaration<?> member : members) {
      if (member instanceof InitializerDeclaration block) {
        interpreter.run(block.getBody(), inner);
      } else if (member instanceof FieldDeclaration field && made instanceof Obj object) {
        for (VariableDeclarator it : field.getVariables()) {
          interpreter
              .journal()
              .put(object.fields(), it.getNameAsString(), interpreter.initial(it, inner, "field"));
        }
      }
    }
  }

  /** What the body's own method gives; empty where it has none. */
  Optional<Value> invoke(Obj self, String method, List<Value> arguments, int depth) {
    if (self.body().isEmpty()) {
      return Optional.empty();
    }
    ClassBody body = self.body().get();
    Optional<MethodDeclaration> found =
        Overloads.best(body.methods(method, arguments.size()), arguments);
    return found.flatMap(MethodDeclaration::getBody).isEmpty()
        ? Optional.empty()
        : Optional.of(
            interpreter.members().run(found.get(), body.made().method(self, depth), arguments));
  }

  /** What an object gives where a function is wanted: its body's one method is meant. */
  Value applied(Obj self, List<Value> arguments) {
    List<String> names =
        self.body().stream()
            .flatMap(it -> it.members().stream())
            .filter(MethodDeclaration.class::isInstance)
            .map(it -> ((MethodDeclaration) it).getNameAsString())
            .toList();
    return (names.size() == 1 ? invoke(self, names.get(0), arguments, 0) : Optional.<Value>empty())
        .orElseGet(() -> new Value.Unknown("function", "the function called is not known"));
  }
}
