package modellint.eval;

import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Place;

/**
 * The constants of enums at hand. A constant is its name until its fields or methods are asked for;
 * then it is made, once.
 */
final class Enums {

  private final Interpreter interpreter;
  private final Members members;
  private final Map<Value.Constant, Obj> objects = new HashMap<>();
  private final Map<Value, Value.Constant> constants = new IdentityHashMap<>();

  Enums(Interpreter interpreter, Members members) {
    this.interpreter = interpreter;
    this.members = members;
  }

  private static List<EnumConstantDeclaration> entries(ClassSource type) {
    return type.code() instanceof EnumDeclaration it ? it.getEntries() : List.of();
  }

  /** Whether {@code name} is a constant of {@code type}. */
  static boolean has(ClassSource type, String name) {
    return entries(type).stream().anyMatch(it -> it.getNameAsString().equals(name));
  }

  /** {@code values()} and {@code valueOf(name)}. */
  Optional<Value> onType(ClassSource type, String method, List<Value> arguments) {
    if (!type.code().isEnumDeclaration()) {
      return Optional.empty();
    }
    List<Value> all =
        entries(type).stream()
            .<Value>map(it -> new Value.Constant(type.name(), it.getNameAsString()))
            .toList();
    if (method.equals("values") && arguments.isEmpty()) {
      return Optional.of(Value.Elements.of(all));
    }
    return method.equals("valueOf") && arguments.size() == 1
        ? arguments
            .get(0)
            .text()
            .<Value>map(it -> new Value.Constant(type.name(), it))
            .filter(all::contains)
        : Optional.empty();
  }

  /** The constant that {@code self} is the object of; any other value is itself. */
  Value constant(Value self) {
    Value.Constant constant = constants.get(self);
    return constant == null ? self : constant;
  }

  /** The object behind {@code constant}; empty where its enum is not at hand. */
  Optional<Obj> object(Value.Constant constant) {
    Obj known = objects.get(constant);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ClassSource> type = interpreter.source(constant.type());
    return type.stream()
        .flatMap(it -> entries(it).stream())
        .filter(it -> it.getNameAsString().equals(constant.name()))
        .findFirst()
        .map(it -> make(constant, it, type.orElseThrow()));
  }

  private Obj make(Value.Constant constant, EnumConstantDeclaration code, ClassSource type) {
    Frame frame = Frame.of(interpreter.journal(), type, new Value.Nothing(), 0);
    List<Value> arguments =
        code.getArguments().stream().map(it -> interpreter.value(it, frame)).toList();
    Place.Line place = type.file().place(code);
    Obj made = interpreter.make(type.name(), new Origin.Made(arguments, place));
    objects.put(constant, made);
    constants.put(made, constant);
    members.construct(type, made, arguments, place);
    members.bodies().give(made, code.getClassBody(), frame);
    return made;
  }

  /** A call on a constant; empty where its enum is not at hand or has no such method. */
  Optional<Value> call(Value.Constant constant, String method, List<Value> arguments, int depth) {
    Optional<Obj> object = object(constant);
    Optional<Value> own = object.flatMap(it -> members.ownMethod(it, method, arguments, depth));
    if (own.isPresent() || object.isEmpty()) {
      return own;
    }
    Optional<Value> field = members.accessor(object.get(), method, arguments);
    if (field.isPresent()) {
      return field;
    }
    return switch (method) {
      case "ordinal" -> ordinal(constant);
      case "compareTo" ->
          arguments.get(0) instanceof Value.Constant other
              ? ordinal(other)
                  .map(
                      it ->
                          Operators.binary(
                              com.github.javaparser.ast.expr.BinaryExpr.Operator.MINUS,
                              ordinal(constant).orElseThrow(),
                              it))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Value> ordinal(Value.Constant constant) {
    List<String> names =
        interpreter.source(constant.type()).map(Enums::entries).orElse(List.of()).stream()
            .map(EnumConstantDeclaration::getNameAsString)
            .toList();
    return names.contains(constant.name())
        ? Optional.of(new Value.Whole(names.indexOf(constant.name())))
        : Optional.empty();
  }
}
