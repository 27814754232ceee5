package modellint.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import modellint.graph.Place;

/** Method calls, object creations and method references: finds out whose code is meant. */
final class Calls {

  private static final Pattern JDK = Pattern.compile("java\\.(lang|util)\\.[A-Z]\\w*");

  /** The name of the constant that a class literal is. */
  static final String CLASS = "class";

  private final Interpreter interpreter;
  private final Handed handed;

  Calls(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.handed = new Handed(interpreter);
  }

  Value method(MethodCallExpr it, Frame frame) {
    // A chain of thousands of links must not nest as deep: unwind it from its innermost scope.
    var links = new ArrayDeque<MethodCallExpr>();
    Expression at = it;
    while (at instanceof MethodCallExpr link) {
      links.push(link);
      if (link.getScope().isEmpty()) {
        break;
      }
      at = link.getScope().get();
    }
    Value value = first(links.pop(), frame);
    for (MethodCallExpr link : links) {
      interpreter.step();
      value = on(value, link, frame);
    }
    return value;
  }

  private Value first(MethodCallExpr link, Frame frame) {
    Place.Line place = frame.owner().file().place(link.getName());
    String name = link.getNameAsString();
    if (link.getScope().isEmpty()) {
      return interpreter
          .members()
          .unqualified(name, arguments(link.getArguments(), frame), frame, place);
    }
    Expression scope = link.getScope().get();
    if (scope instanceof SuperExpr) {
      return interpreter
          .members()
          .onSuper(name, arguments(link.getArguments(), frame), frame, place);
    }
    Optional<String> type = typeName(scope, frame);
    if (type.isPresent()) {
      List<Value> arguments = arguments(link.getArguments(), frame);
      Value result = interpreter.members().onType(type.get(), name, arguments, frame, place);
      if (isStrange(result)
          && !interpreter.api().has(type.get())
          && interpreter.source(type.get()).isEmpty()) {
        handed.over(arguments);
      }
      return result;
    }
    return on(interpreter.value(scope, frame), link, frame);
  }

  private Value on(Value receiver, MethodCallExpr link, Frame frame) {
    Place.Line place = frame.owner().file().place(link.getName());
    List<Value> arguments = arguments(link.getArguments(), frame);
    return on(receiver, link.getNameAsString(), arguments, frame, place, link);
  }

  private Value on(
      Value receiver,
      String method,
      List<Value> arguments,
      Frame frame,
      Place.Line place,
      Expression code) {
    Optional<Value> about = aboutClass(receiver, method, arguments);
    if (about.isPresent()) {
      return about.get();
    }
    if (receiver instanceof Obj object) {
      Value result = interpreter.members().onObject(object, method, arguments, frame, place);
      if (object.type().isEmpty() && isStrange(result)) {
        handed.over(arguments);
      }
      return result;
    }
    if (receiver instanceof Value.Unknown unknown) {
      var given = new ArrayList<Value>();
      for (Value it : unknown.either()) {
        if (!isForeign(it)) {
          interpreter
              .journal()
              .perhaps(
                  () -> given.add(on(it, method, arguments, frame, place, code)),
                  Assignments.MEANT);
        }
      }
      handed.over(arguments);
      String shown = interpreter.wording().of(code);
      return Value.Unknown.of(shown, shown + " is not known: " + unknown.reason(), given);
    }
    Optional<Value> own =
        receiver instanceof Value.Constant constant
            ? interpreter
                .members()
                .enums()
                .call(constant, method, arguments, frame.depth())
                .or(() -> interpreter.api().onConstant(constant, method, arguments, place))
            : Optional.empty();
    Value result =
        own.orElseGet(() -> interpreter.jdk().instance(receiver, method, arguments, place));
    if (own.isEmpty() && result instanceof Value.Unknown) {
      handed.over(arguments);
    }
    return result;
  }

  /** An object of a class of which nothing at hand tells: no call on it changes what is told. */
  private boolean isForeign(Value value) {
    return value instanceof Obj object
        && !object.type().isEmpty()
        && object.fields().isEmpty()
        && object.body().isEmpty()
        && !interpreter.api().has(object.type())
        && interpreter.source(object.type()).isEmpty();
  }

  /** What code gives that nothing at hand answers for. */
  private static boolean isStrange(Value result) {
    return result instanceof Value.Unknown
        || (result instanceof Obj object && object.type().isEmpty());
  }

  /** {@code x.getClass().getSimpleName()}, where x is of a class with a name. */
  private static Optional<Value> aboutClass(Value receiver, String method, List<Value> arguments) {
    if (!arguments.isEmpty()) {
      return Optional.empty();
    }
    if (receiver instanceof Value.Constant it
        && it.name().equals(CLASS)
        && method.equals("getSimpleName")) {
      return Optional.of(new Value.Text(last(it.type())));
    }
    return receiver instanceof Obj it
            && method.equals("getClass")
            && !it.type().isEmpty()
            && it.body().isEmpty()
        ? Optional.of(new Value.Constant(it.type(), CLASS))
        : Optional.empty();
  }

  List<Value> arguments(List<Expression> expressions, Frame frame) {
    var values = new ArrayList<Value>();
    expressions.forEach(it -> values.add(interpreter.value(it, frame)));
    return values;
  }

  /** The qualified name of the type that {@code scope} names; empty where it is a value. */
  Optional<String> typeName(Expression scope, Frame frame) {
    if (scope instanceof TypeExpr it) {
      return interpreter.names().resolve(it.getType().asString(), frame.owner());
    }
    if (!isDotted(scope)) {
      return Optional.empty();
    }
    String written = written(scope);
    String first = written.contains(".") ? written.substring(0, written.indexOf('.')) : written;
    if (frame.scope(first).isPresent() || interpreter.members().hasField(first, frame)) {
      return Optional.empty();
    }
    Optional<String> type = interpreter.names().resolve(written, frame.owner());
    return type.filter(
        name ->
            !written.contains(".")
                || exists(name)
                || (isInPackage(name) && interpreter.api().has(name))
                || (isType(last(name)) && !isValue(name)));
  }

  /** A dotted name; the parser's own printer is slow. */
  private static String written(Expression dotted) {
    return dotted instanceof FieldAccessExpr it
        ? written(it.getScope()) + "." + it.getNameAsString()
        : dotted.asNameExpr().getNameAsString();
  }

  private boolean exists(String name) {
    return interpreter.sources().find(name).isPresent() || JDK.matcher(name).matches();
  }

  /** {@code some.lowercase.NAME} can only be a type: no constant stands in a package. */
  private static boolean isInPackage(String name) {
    String around = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return !around.isEmpty() && Character.isLowerCase(last(around).charAt(0));
  }

  /** Types are written {@code LikeThis}, constants {@code LIKE_THIS}. */
  private static boolean isType(String name) {
    return Character.isUpperCase(name.charAt(0))
        && (name.length() == 1 || name.chars().anyMatch(Character::isLowerCase));
  }

  /** {@code Outer.FIELD} reads like a type's name; what the source declares as a field is none. */
  private boolean isValue(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && interpreter.sources().find(name).isEmpty()
        && interpreter
            .source(name.substring(0, dot))
            .filter(it -> it.field(last(name)).isPresent() || Enums.has(it, last(name)))
            .isPresent();
  }

  private static boolean isDotted(Expression it) {
    return it instanceof NameExpr
        || (it instanceof FieldAccessExpr field && isDotted(field.getScope()));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  Value creation(ObjectCreationExpr it, Frame frame) {
    List<Value> arguments = arguments(it.getArguments(), frame);
    Place.Line place = frame.owner().file().place(it);
    Optional<String> type =
        interpreter.names().resolve(it.getType().getNameWithScope(), frame.owner());
    Frame around =
        it.getScope().map(outer -> frame.within(interpreter.value(outer, frame))).orElse(frame);
    if (type.isEmpty()) {
      String name = it.getType().getNameWithScope();
      return new Value.Unknown(name, "class " + name + " is in no import of the file");
    }
    Value made = interpreter.members().instantiate(type.get(), arguments, around, place);
    it.getAnonymousClassBody()
        .ifPresent(body -> interpreter.members().bodies().give(made, body, frame));
    return made;
  }

  Value reference(MethodReferenceExpr it, List<Value> arguments, Frame frame) {
    Place.Line place = frame.owner().file().place(it);
    // The parser takes the name of a variable for that of a type.
    Expression scope =
        it.getScope() instanceof TypeExpr named
                && named.getType() instanceof ClassOrInterfaceType written
                && written.getScope().isEmpty()
            ? new NameExpr(written.getNameAsString())
            : it.getScope();
    Optional<String> type = typeName(scope, frame);
    String method = it.getIdentifier();
    if (type.isPresent()) {
      return method.equals("new")
          ? interpreter.members().instantiate(type.get(), arguments, frame, place)
          : interpreter.members().onType(type.get(), method, arguments, frame, place);
    }
    return on(interpreter.value(scope, frame), method, arguments, frame, place, it);
  }
}
