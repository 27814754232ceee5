package modellint.eval;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Static fields of the classes at hand; the first use of a class gives them their values. */
final class Statics {

  private final Interpreter interpreter;
  private final Construction construction;
  private final Map<String, Map<String, Value>> values = new HashMap<>();
  private String entered = "";

  Statics(Interpreter interpreter, Construction construction) {
    this.interpreter = interpreter;
    this.construction = construction;
  }

  /**
   * Evaluation begins inside {@code type}, not at a main method: what other methods of the class
   * may have written to its fields by then is unknown.
   */
  void enter(String type) {
    entered = type;
  }

  /** Runs the static fields and blocks of {@code type}, where nothing has yet. */
  void load(ClassSource type) {
    of(type);
  }

  /** The field or enum constant; empty where {@code type} has none of this name. */
  Optional<Value> field(ClassSource type, String name) {
    Optional<ClassSource.Field> field = type.field(name);
    boolean constant =
        type.code().isClassOrInterfaceDeclaration()
            && type.code().asClassOrInterfaceDeclaration().isInterface();
    if (field.isEmpty() || !(field.get().isStatic() || constant)) {
      return Enums.has(type, name)
          ? Optional.of(new Value.Constant(type.name(), name))
          : Optional.empty();
    }
    var unset = new Value.Unknown(name, "field " + name + " is set at run time");
    return Optional.of(of(type).getOrDefault(name, unset));
  }

  /** Stores in a field, and answers what is stored. */
  Value put(ClassSource type, ClassSource.Field field, Value value) {
    Value stored = Arithmetic.convert(value, field.variable().getTypeAsString());
    interpreter.journal().put(of(type), field.variable().getNameAsString(), stored);
    return stored;
  }

  private Map<String, Value> of(ClassSource type) {
    Map<String, Value> known = values.get(type.name());
    if (known != null) {
      return known;
    }
    var fields = new LinkedHashMap<String, Value>();
    values.put(type.name(), fields);
    // Whatever asks first, the class is the same for all.
    interpreter
        .journal()
        .outside(() -> construction.initializeStatics(type, fields, type.name().equals(entered)));
    return fields;
  }
}
