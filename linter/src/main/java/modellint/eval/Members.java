package modellint.eval;

import com.github.javaparser.ast.body.MethodDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Place;

/** Fields and methods of the classes at hand, and the way to those of the libraries. */
final class Members {

  private final Interpreter interpreter;
  private final Construction construction;
  private final Lineage lineage;
  private final Bodies bodies;
  private final Enums enums;
  private final Statics statics;

  /** Where the classes that stand in bodies of methods are declared, by name. */
  private final Map<String, Frame> declared = new HashMap<>();

  Members(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.construction = new Construction(interpreter, this);
    this.lineage = new Lineage(interpreter);
    this.bodies = new Bodies(interpreter);
    this.enums = new Enums(interpreter, this);
    this.statics = new Statics(interpreter, construction);
  }

  Lineage lineage() {
    return lineage;
  }

  Bodies bodies() {
    return bodies;
  }

  Enums enums() {
    return enums;
  }

  Statics statics() {
    return statics;
  }

  boolean hasField(String name, Frame frame) {
    return lineage.visible(frame.owner()).stream().anyMatch(it -> it.field(name).isPresent());
  }

  Optional<Value> field(String name, Frame frame) {
    if (frame.self() instanceof Obj self && self.fields().containsKey(name)) {
      return Optional.of(self.fields().get(name));
    }
    Optional<Value> around = holder(name, frame).flatMap(it -> it.field(name));
    if (around.isPresent()) {
      return around;
    }
    for (ClassSource type : lineage.visible(frame.owner())) {
      Optional<Value> found = statics.field(type, name);
      if (found.isPresent()) {
        return found;
      }
      if (type.field(name).isPresent()) {
        return Optional.of(
            enclosing(type, frame) instanceof Obj object && object.fields().containsKey(name)
                ? object.fields().get(name)
                : new Value.Unknown(name, "field " + name + " belongs to an object not at hand"));
      }
    }
    Optional<String> imported = interpreter.names().staticImport(name, frame.owner());
    if (imported.isPresent()) {
      return Optional.of(constant(imported.get(), name, frame));
    }
    return interpreter
        .names()
        .staticImports(frame.owner())
        .flatMap(type -> interpreter.source(type).flatMap(it -> statics.field(it, name)).stream())
        .findFirst();
  }

  /** The object of class {@code type} around the code of {@code frame}; nothing where unknown. */
  private Value enclosing(ClassSource type, Frame frame) {
    return frame.selves().stream()
        .filter(
            it ->
                interpreter
                    .source(it.type())
                    .filter(source -> lineage.chain(source).contains(type))
                    .isPresent())
        .findFirst()
        .<Value>map(it -> it)
        .orElse(new Value.Nothing());
  }

  /** The innermost object around the code of {@code frame} that has a field of this name. */
  private static Optional<Obj> holder(String name, Frame frame) {
    return frame.selves().stream().filter(it -> it.fields().containsKey(name)).findFirst();
  }

  /** {@code Type.name}. */
  Value constant(String type, String name, Frame frame) {
    Optional<ClassSource> source = interpreter.source(type);
    if (name.equals("this")) {
      return source
          .map(it -> enclosing(it, frame))
          .filter(Obj.class::isInstance)
          .orElseGet(() -> new Value.Unknown(type + ".this", "the object around is not at hand"));
    }
    if (source.isPresent()) {
      for (ClassSource at : lineage.chain(source.get())) {
        Optional<Value> found = statics.field(at, name);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return Jdk.constant(type, name)
        .or(() -> interpreter.api().constant(type, name))
        .orElseGet(() -> new Value.Constant(type, name));
  }

  /** Stores in a field seen from {@code frame}, and answers what is stored. */
  Value assign(String name, Value value, Frame frame) {
    if (frame.self() instanceof Obj self && self.fields().containsKey(name)) {
      return put(self, name, value);
    }
    for (ClassSource type : lineage.visible(frame.owner())) {
      Optional<ClassSource.Field> field = type.field(name);
      if (field.isPresent() && field.get().isStatic()) {
        return statics.put(type, field.get(), value);
      }
    }
    return holder(name, frame).map(it -> put(it, name, value)).orElse(value);
  }

  /** Stores in a field of {@code object}, in the field's type. */
  Value put(Obj object, String name, Value value) {
    Value before = object.fields().get(name);
    Value stored = value;
    if (before != null && Arithmetic.isNumber(before)) {
      stored = Arithmetic.stored(before, value);
    } else if (Arithmetic.isNumber(value)) {
      stored =
          interpreter.source(object.type()).map(lineage::chain).stream()
              .flatMap(List::stream)
              .flatMap(it -> it.field(name).stream())
              .findFirst()
              .map(it -> Arithmetic.convert(value, it.variable().getTypeAsString()))
              .orElse(value);
    }
    interpreter.journal().put(object.fields(), name, stored);
    return stored;
  }

  Value assignStatic(String type, String name, Value value) {
    return interpreter.source(type).map(lineage::chain).stream()
        .flatMap(List::stream)
        .filter(it -> it.field(name).isPresent())
        .findFirst()
        .map(it -> statics.put(it, it.field(name).orElseThrow(), value))
        .orElse(value);
  }

  Value unqualified(String method, List<Value> arguments, Frame frame, Place.Line place) {
    if (frame.self() instanceof Value.Elements || frame.self() instanceof Value.Table) {
      return interpreter.jdk().instance(frame.self(), method, arguments, place);
    }
    if (frame.self() instanceof Obj self) {
      Optional<MethodDeclaration> hidden =
          Overloads.best(frame.owner().methods(method, arguments.size()), arguments)
              .filter(MethodDeclaration::isPrivate);
      Optional<Value> own =
          hidden.isPresent() && enclosing(frame.owner(), frame) == self
              ? Optional.of(invoke(hidden.get(), frame.owner(), self, arguments, frame.depth()))
              : ownMethod(self, method, arguments, frame.depth());
      if (own.isPresent()) {
        return own.get();
      }
      if (arguments.isEmpty() && frame.owner().code().isRecordDeclaration()) {
        Optional<Value> component = accessor(self, method, arguments);
        if (component.isPresent()) {
          return component.get();
        }
      }
    }
    for (ClassSource type : lineage.visible(frame.owner())) {
      Optional<MethodDeclaration> found =
          Overloads.best(type.methods(method, arguments.size()), arguments);
      if (found.isPresent()) {
        Value self = found.get().isStatic() ? new Value.Nothing() : enclosing(type, frame);
        return self instanceof Obj object
            ? ownMethod(object, method, arguments, frame.depth())
                .orElseGet(() -> invoke(found.get(), type, self, arguments, frame.depth()))
            : invoke(found.get(), type, self, arguments, frame.depth());
      }
    }
    Optional<String> imported = interpreter.names().staticImport(method, frame.owner());
    if (imported.isEmpty()) {
      imported =
          interpreter
              .names()
              .staticImports(frame.owner())
              .filter(
                  type ->
                      interpreter
                          .source(type)
                          .filter(it -> !it.methods(method, arguments.size()).isEmpty())
                          .isPresent())
              .findFirst();
    }
    if (imported.isPresent()) {
      return onType(imported.get(), method, arguments, frame, place);
    }
    if (frame.self() instanceof Obj self) {
      return interpreter.call(self, method, arguments, place);
    }
    return new Value.Unknown(method + "()", "method " + method + " is in no source at hand");
  }

  Optional<Value> ownMethod(Obj self, String method, List<Value> arguments, int depth) {
    Optional<Value> overridden = bodies.invoke(self, method, arguments, depth);
    if (overridden.isPresent()) {
      return overridden;
    }
    Optional<ClassSource> source = interpreter.source(self.type());
    for (ClassSource type : source.map(lineage::chain).orElse(List.of())) {
      Optional<MethodDeclaration> found =
          Overloads.best(type.methods(method, arguments.size()), arguments);
      if (found.isPresent() && found.get().getBody().isPresent()) {
        return Optional.of(invoke(found.get(), type, self, arguments, depth));
      }
    }
    return Optional.empty();
  }

  Value onSuper(String method, List<Value> arguments, Frame frame, Place.Line place) {
    for (ClassSource type : lineage.chain(frame.owner())) {
      if (type != frame.owner()) {
        Optional<MethodDeclaration> found =
            Overloads.best(type.methods(method, arguments.size()), arguments);
        if (found.isPresent()) {
          return invoke(found.get(), type, frame.self(), arguments, frame.depth());
        }
      }
    }
    return frame.self() instanceof Obj self
        ? interpreter.call(self, method, arguments, place)
        : new Value.Unknown(method + "()", "method " + method + " is in no source at hand");
  }

  Value onType(String type, String method, List<Value> arguments, Frame frame, Place.Line place) {
    Optional<ClassSource> source = interpreter.source(type);
    if (source.isPresent()) {
      Optional<Value> listed = enums.onType(source.get(), method, arguments);
      if (listed.isPresent()) {
        return listed.get();
      }
      for (ClassSource at : lineage.chain(source.get())) {
        Optional<MethodDeclaration> found =
            Overloads.best(at.methods(method, arguments.size()), arguments);
        if (found.isPresent()) {
          Value self = found.get().isStatic() ? new Value.Nothing() : frame.self();
          return invoke(found.get(), at, self, arguments, frame.depth());
        }
      }
      if (!arguments.isEmpty() && arguments.get(0) instanceof Obj self) {
        // Type::method on an object, which is the first argument.
        return onObject(self, method, arguments.subList(1, arguments.size()), frame, place);
      }
      if (method.equals("builder") && source.get().hasLombokBuilder()) {
        return interpreter.make(
            type + Construction.LOMBOK_BUILDER, new Origin.Made(List.of(), place));
      }
    }
    return interpreter
        .jdk()
        .onType(type, method, arguments)
        .or(() -> interpreter.api().staticResult(type, method, arguments))
        .orElseGet(
            () ->
                interpreter.make(
                    interpreter.api().staticResultType(type, method),
                    new Origin.Static(type, method, arguments, place)));
  }

  Value onObject(Obj object, String method, List<Value> arguments, Frame frame, Place.Line place) {
    if (object.type().endsWith(Construction.LOMBOK_BUILDER)) {
      return construction.onLombokBuilder(object, method, arguments, frame.depth(), place);
    }
    return ownMethod(object, method, arguments, frame.depth())
        .or(() -> accessor(object, method, arguments))
        .orElseGet(() -> interpreter.call(object, method, arguments, place));
  }

  /** A getter or setter that an annotation writes, or a record's accessor. */
  Optional<Value> accessor(Obj object, String method, List<Value> arguments) {
    String field = method;
    for (String prefix : List.of("get", "set", "is")) {
      if (method.startsWith(prefix) && method.length() > prefix.length()) {
        field =
            Character.toLowerCase(method.charAt(prefix.length()))
                + method.substring(prefix.length() + 1);
      }
    }
    if (!object.fields().containsKey(field)) {
      return Optional.empty();
    }
    if (arguments.isEmpty()) {
      return Optional.of(object.fields().get(field));
    }
    put(object, field, arguments.get(0));
    return Optional.of(new Value.Nothing());
  }

  /** {@code new type(arguments)} in {@code frame}, whose objects an inner class's belongs to. */
  Value instantiate(String type, List<Value> arguments, Frame frame, Place.Line place) {
    Value outer =
        interpreter
            .source(type)
            .filter(ClassSource::isInner)
            .flatMap(it -> interpreter.source(it.outer()))
            .map(it -> enclosing(it, frame))
            .orElse(new Value.Nothing());
    return construction.instantiate(type, arguments, outer, frame.depth(), place);
  }

  Obj enterObject(ClassSource type) {
    return construction.enter(type);
  }

  /** Builds {@code object} by a constructor of {@code type}. */
  void construct(ClassSource type, Obj object, List<Value> arguments, Place.Line place) {
    construction.construct(type, object, arguments, place);
  }

  /** Runs {@code method} with its parameters bound. */
  Value invoke(
      MethodDeclaration method, ClassSource owner, Value self, List<Value> arguments, int depth) {
    interpreter.step();
    interpreter.visited().add(method);
    if (method.getBody().isEmpty()) {
      return new Value.Unknown(
          method.getNameAsString() + "()", "method " + method.getName() + " has no body");
    }
    return run(method, activation(owner, self, depth + 1), arguments);
  }

  /** Notes that the class of this name is declared in {@code frame}, whose variables it sees. */
  void declare(String type, Frame frame) {
    declared.put(type, frame);
  }

  /** The variables of code of {@code owner}, {@code depth} calls from the entry point. */
  Frame activation(ClassSource owner, Value self, int depth) {
    Frame around = declared.get(owner.name());
    return around == null
        ? Frame.of(interpreter.journal(), owner, self, depth)
        : around.method(owner, self, depth);
  }

  /** Runs {@code method}, which has a body, in its own {@code frame}. */
  Value run(MethodDeclaration method, Frame frame, List<Value> arguments) {
    Overloads.bind(method.getParameters(), arguments, frame, "method " + method.getName());
    Value result = interpreter.run(method.getBody().orElseThrow(), frame);
    return Arithmetic.isNumber(result)
        ? Arithmetic.convert(result, method.getTypeAsString())
        : result;
  }
}
