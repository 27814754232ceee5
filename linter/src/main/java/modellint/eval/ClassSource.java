package modellint.eval;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A class whose source is at hand, under its qualified name, its members indexed by name. */
public final class ClassSource {

  private static final Set<String> MAKES_SETTERS = Set.of("Data", "Setter", "Builder");

  private final String name;
  private final TypeDeclaration<?> code;
  private final SourceFile file;
  private final Map<String, Field> fields = new HashMap<>();
  private final Map<String, List<MethodDeclaration>> methods = new HashMap<>();
  private Optional<Map<String, List<AssignExpr>>> assignments = Optional.empty();

  /** A field as declared: the whole declaration and the one variable of it. */
  record Field(FieldDeclaration declaration, VariableDeclarator variable) {
    boolean isStatic() {
      return declaration.isStatic();
    }
  }

  ClassSource(String name, TypeDeclaration<?> code, SourceFile file) {
    this.name = name;
    this.code = code;
    this.file = file;
    for (FieldDeclaration field : code.getFields()) {
      for (VariableDeclarator variable : field.getVariables()) {
        fields.putIfAbsent(variable.getNameAsString(), new Field(field, variable));
      }
    }
    for (MethodDeclaration method : code.getMethods()) {
      methods.computeIfAbsent(method.getNameAsString(), it -> new ArrayList<>()).add(method);
    }
  }

  /** The qualified name, nested classes with a dot. */
  public String name() {
    return name;
  }

  public TypeDeclaration<?> code() {
    return code;
  }

  public SourceFile file() {
    return file;
  }

  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Where anything in this class gives {@code name}, of whatever it is, a new value. */
  List<AssignExpr> assignments(String name) {
    if (assignments.isEmpty()) {
      assignments = Optional.of(assignments(code));
    }
    return assignments.get().getOrDefault(name, List.of());
  }

  private static Map<String, List<AssignExpr>> assignments(TypeDeclaration<?> code) {
    var found = new HashMap<String, List<AssignExpr>>();
    for (AssignExpr it : code.findAll(AssignExpr.class)) {
      if (it.getOperator() == AssignExpr.Operator.ASSIGN
          && it.getTarget() instanceof NodeWithSimpleName<?> target) {
        found.computeIfAbsent(target.getNameAsString(), name -> new ArrayList<>()).add(it);
      }
    }
    return found;
  }

  /** The methods that a call with {@code count} arguments may mean. */
  List<MethodDeclaration> methods(String name, int count) {
    List<MethodDeclaration> all = methods.getOrDefault(name, List.of());
    return all.isEmpty()
        ? all
        : all.stream().filter(it -> accepts(it.getParameters(), count)).toList();
  }

  List<ConstructorDeclaration> constructors(int count) {
    return code.getConstructors().stream()
        .filter(it -> accepts(it.getParameters(), count))
        .toList();
  }

  static boolean accepts(List<com.github.javaparser.ast.body.Parameter> parameters, int count) {
    int size = parameters.size();
    return size == count || (size > 0 && parameters.get(size - 1).isVarArgs() && count >= size - 1);
  }

  /** The superclass as written; empty for none. */
  Optional<ClassOrInterfaceType> superclass() {
    return code instanceof ClassOrInterfaceDeclaration it && !it.isInterface()
        ? it.getExtendedTypes().getFirst()
        : Optional.empty();
  }

  /** The interfaces as written. */
  List<ClassOrInterfaceType> interfaces() {
    if (code instanceof ClassOrInterfaceDeclaration it) {
      return it.isInterface() ? it.getExtendedTypes() : it.getImplementedTypes();
    }
    return code instanceof NodeWithImplements<?> it ? it.getImplementedTypes() : List.of();
  }

  /** True where Lombok or a framework writes this class's fields behind the source's back. */
  boolean isWrittenByAnnotations() {
    return code.getAnnotations().stream()
        .anyMatch(it -> MAKES_SETTERS.contains(it.getName().getIdentifier()));
  }

  boolean hasLombokBuilder() {
    return code.getAnnotations().stream()
        .anyMatch(it -> it.getName().getIdentifier().equals("Builder"));
  }

  /** The name of the enclosing class; empty at the top level. */
  String outer() {
    int dot = name.lastIndexOf('.');
    String prefix = dot < 0 ? "" : name.substring(0, dot);
    return prefix.equals(file.packageName()) ? "" : prefix;
  }

  /** True where each object of this class belongs to one of the class around it. */
  boolean isInner() {
    return !outer().isEmpty()
        && code instanceof ClassOrInterfaceDeclaration it
        && !it.isInterface()
        && !it.isStatic()
        && !it.isLocalClassDeclaration()
        && it.getParentNode()
            .filter(around -> around instanceof ClassOrInterfaceDeclaration)
            .map(ClassOrInterfaceDeclaration.class::cast)
            .filter(around -> !around.isInterface())
            .isPresent();
  }

  /** True for one that the body of a method declares: it is made and called nowhere else. */
  boolean isLocal() {
    return code.getParentNode().filter(Statement.class::isInstance).isPresent();
  }

  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
