package modellint.eval;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import modellint.graph.Place;

/** Makes objects of classes at hand: fields, initialisers, constructors, Lombok's builders. */
final class Construction {

  /** Ends the name of the class that Lombok's {@code @Builder} would generate. */
  static final String LOMBOK_BUILDER = ".$Builder";

  private static final int MOST_DEPTH = 40;

  private final Interpreter interpreter;
  private final Members members;

  Construction(Interpreter interpreter, Members members) {
    this.interpreter = interpreter;
    this.members = members;
  }

  void initializeStatics(ClassSource type, Map<String, Value> values, boolean entered) {
    Frame frame = Frame.of(interpreter.journal(), type, new Value.Nothing(), 0);
    for (BodyDeclaration<?> member : type.code().getMembers()) {
      boolean constants =
          type.code().isClassOrInterfaceDeclaration()
              && type.code().asClassOrInterfaceDeclaration().isInterface();
      if (member instanceof FieldDeclaration field && (field.isStatic() || constants)) {
        for (VariableDeclarator variable : field.getVariables()) {
          values.put(variable.getNameAsString(), initial(type, field, variable, frame, entered));
        }
      } else if (member instanceof InitializerDeclaration block && block.isStatic()) {
        interpreter.run(block.getBody(), frame.block());
      }
    }
  }

  private Value initial(
      ClassSource type,
      FieldDeclaration field,
      VariableDeclarator variable,
      Frame frame,
      boolean entered) {
    Value initial = interpreter.initial(variable, frame, "field");
    return interpreter.sources().given(FieldWrites.guard(initial, type, field, variable, entered));
  }

  /** {@code new Type(arguments)} for any class; an inner one's object belongs to {@code outer}. */
  Value instantiate(String type, List<Value> arguments, Value outer, int depth, Place.Line place) {
    Optional<Value> collection =
        interpreter
            .jdk()
            .instantiate(type, arguments)
            .or(() -> interpreter.api().made(type, arguments));
    if (collection.isPresent()) {
      return collection.get();
    }
    Obj object = interpreter.make(type, new Origin.Made(arguments, place));
    if (outer instanceof Obj around) {
      object.belongTo(around);
    }
    interpreter
        .source(type)
        .ifPresent(source -> construct(source, object, arguments, depth, false, place));
    return object;
  }

  /** An object for an entry point: built by its simplest constructor, its fields guarded. */
  Obj enter(ClassSource type) {
    Place.Line place = type.file().place(type.code());
    Obj object = interpreter.make(type.name(), new Origin.Made(List.of(), place));
    int fewest =
        type.code().getConstructors().stream()
            .mapToInt(it -> it.getParameters().size())
            .min()
            .orElse(0);
    List<Value> arguments =
        type.constructors(fewest).stream()
            .findFirst()
            .map(ConstructorDeclaration::getParameters)
            .stream()
            .flatMap(List::stream)
            .map(it -> it.getNameAsString())
            .<Value>map(it -> new Value.Unknown(it, "parameter " + it + " of the constructor"))
            .map(interpreter.sources()::given)
            .toList();
    construct(type, object, arguments, 0, true, place);
    return object;
  }

  /** Builds {@code object}, which is made already. */
  void construct(ClassSource type, Obj object, List<Value> arguments, Place.Line place) {
    construct(type, object, arguments, 0, false, place);
  }

  private void construct(
      ClassSource type,
      Obj object,
      List<Value> arguments,
      int depth,
      boolean entered,
      Place.Line place) {
    Frame frame = members.activation(type, object, depth + 1);
    if (depth > MOST_DEPTH) {
      // What a recursion without a known end would make stays unset.
      return;
    }
    Optional<ConstructorDeclaration> constructor =
        Overloads.best(type.constructors(arguments.size()), arguments);
    List<Statement> body =
        constructor.<List<Statement>>map(it -> it.getBody().getStatements()).orElse(List.of());
    int before = before(body);
    Optional<ExplicitConstructorInvocationStmt> first =
        before < body.size()
            ? Optional.of(body.get(before).asExplicitConstructorInvocationStmt())
            : Optional.empty();
    constructor.ifPresent(
        it -> Overloads.bind(it.getParameters(), arguments, frame, "the constructor"));
    if (first.isPresent()) {
      interpreter.statements().block(body.subList(0, before), frame);
    }
    List<Value> passed =
        first
            .map(it -> it.getArguments().stream().map(a -> interpreter.value(a, frame)).toList())
            .orElse(List.of());
    if (first.isPresent() && first.get().isThis()) {
      construct(type, object, passed, depth + 1, entered, place);
    } else {
      constructSuper(type, object, passed, depth, first.isPresent(), place);
      fields(type, object, frame, entered);
    }
    if (first.isPresent()) {
      interpreter.statements().block(body.subList(before + 1, body.size()), frame);
    } else if (constructor.isPresent()) {
      interpreter.statements().block(body, frame);
    } else {
      assignInOrder(type, object, compacted(type, arguments, frame));
    }
  }

  /** How many statements stand before the call of another constructor; all where there is none. */
  private static int before(List<Statement> body) {
    int before = 0;
    while (before < body.size() && !body.get(before).isExplicitConstructorInvocationStmt()) {
      before++;
    }
    return before;
  }

  private void constructSuper(
      ClassSource type,
      Obj object,
      List<Value> passed,
      int depth,
      boolean explicit,
      Place.Line place) {
    Optional<String> name = members.lineage().superclass(type);
    Optional<ClassSource> source = name.flatMap(interpreter::source);
    if (source.isPresent() && !source.get().equals(type)) {
      construct(source.get(), object, passed, depth + 1, false, place);
    } else if (explicit) {
      interpreter.call(object, "super", passed, place);
    }
  }

  private void fields(ClassSource type, Obj object, Frame frame, boolean entered) {
    for (BodyDeclaration<?> member : type.code().getMembers()) {
      if (member instanceof FieldDeclaration field && !field.isStatic()) {
        for (VariableDeclarator variable : field.getVariables()) {
          String name = variable.getNameAsString();
          Value initial = initial(type, field, variable, frame, entered);
          interpreter
              .journal()
              .put(
                  object.fields(),
                  name,
                  object.fields().containsKey(name)
                      ? new Value.Unknown(name, "two classes have a field " + name)
                      : initial);
        }
      } else if (member instanceof InitializerDeclaration block && !block.isStatic()) {
        interpreter.run(block.getBody(), frame.block());
      }
    }
  }

  /** What a record's compact constructor makes of its arguments. */
  private List<Value> compacted(ClassSource type, List<Value> arguments, Frame frame) {
    if (!(type.code() instanceof RecordDeclaration record)
        || record.getParameters().size() != arguments.size()) {
      return arguments;
    }
    Overloads.bind(record.getParameters(), arguments, frame, "the constructor");
    record.getCompactConstructors().forEach(it -> interpreter.run(it.getBody(), frame));
    return record.getParameters().stream()
        .map(it -> frame.scope(it.getNameAsString()).orElseThrow().get(it.getNameAsString()))
        .toList();
  }

  /** A record's canonical constructor, or Lombok's for all fields or for those that need it. */
  private void assignInOrder(ClassSource type, Obj object, List<Value> arguments) {
    List<String> names =
        type.code() instanceof RecordDeclaration record
            ? record.getParameters().stream().map(it -> it.getNameAsString()).toList()
            : fields(type, it -> true);
    if (names.size() > arguments.size()) {
      names = fields(type, it -> it.isFinal() && it.getVariable(0).getInitializer().isEmpty());
    }
    if (names.size() == arguments.size()) {
      for (int i = 0; i < names.size(); i++) {
        members.put(object, names.get(i), arguments.get(i));
      }
    }
  }

  private static List<String> fields(ClassSource type, Predicate<FieldDeclaration> wanted) {
    return type.code().getFields().stream()
        .filter(it -> !it.isStatic() && wanted.test(it))
        .flatMap(it -> it.getVariables().stream())
        .map(it -> it.getNameAsString())
        .toList();
  }

  Value onLombokBuilder(
      Obj builder, String method, List<Value> arguments, int depth, Place.Line place) {
    if (arguments.size() == 1) {
      interpreter.journal().put(builder.fields(), method, arguments.get(0));
      return builder;
    }
    String type = builder.type().substring(0, builder.type().length() - LOMBOK_BUILDER.length());
    ClassSource source = interpreter.sources().find(type).orElseThrow();
    Obj object = interpreter.make(type, new Origin.Made(List.of(), place));
    fields(source, object, Frame.of(interpreter.journal(), source, object, depth + 1), false);
    for (FieldDeclaration field : source.code().getFields()) {
      boolean kept = field.isStatic() || isBuilderDefault(field);
      for (VariableDeclarator variable : field.getVariables()) {
        String name = variable.getNameAsString();
        if (builder.fields().containsKey(name)) {
          object.fields().put(name, builder.fields().get(name));
        } else if (!kept) {
          object.fields().put(name, new Value.Nothing());
        }
      }
    }
    return object;
  }

  static boolean isBuilderDefault(FieldDeclaration field) {
    return field.getAnnotations().stream()
        .anyMatch(it -> it.getNameAsString().endsWith("Builder.Default"));
  }
}
