package modellint.eval;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.graph.Place;

/** One parsed source file; {@code path} is how reports name it. */
public record SourceFile(String path, CompilationUnit unit) {

  public String packageName() {
    return unit.getPackageDeclaration().map(it -> it.getNameAsString()).orElse("");
  }

  public Place.Line place(Node node) {
    return node.getBegin()
        .map(at -> new Place.Line(path, at.line, at.column))
        .orElseGet(() -> new Place.Line(path, 1, 1));
  }

  /** Every class, record, enum and interface of the file, outer ones first, those in bodies too. */
  public List<ClassSource> classes() {
    var all = new ArrayList<ClassSource>();
    String prefix = packageName().isEmpty() ? "" : packageName() + ".";
    unit.getTypes().forEach(type -> add(prefix + type.getNameAsString(), type, all));
    return all;
  }

  /** The words of code that makes an object of a class here, or calls one of its static methods. */
  public Set<String> uses() {
    var words = new HashSet<String>();
    for (ClassSource type : classes()) {
      if (type.isLocal()) {
        continue;
      }
      words.add(type.simpleName());
      for (MethodDeclaration method : type.code().getMethods()) {
        if (method.isStatic() && !method.getNameAsString().equals("main")) {
          words.add(method.getNameAsString());
        }
      }
    }
    return words;
  }

  private void add(String name, TypeDeclaration<?> type, List<ClassSource> all) {
    all.add(new ClassSource(name, type, this));
    var bodies = new ArrayList<TypeDeclaration<?>>();
    for (var member : type.getMembers()) {
      if (member instanceof TypeDeclaration<?> nested) {
        add(name + "." + nested.getNameAsString(), nested, all);
      } else {
        bodies.addAll(local(member));
      }
    }
    for (TypeDeclaration<?> it : bodies) {
      String simple = it.getNameAsString();
      // Which of several with one name is meant depends on the body that asks.
      if (bodies.stream().filter(other -> other.getNameAsString().equals(simple)).count() == 1) {
        add(name + "." + simple, it, all);
      }
    }
  }

  /** The classes and records that the body of {@code member} declares. */
  private static List<TypeDeclaration<?>> local(BodyDeclaration<?> member) {
    if (!(member instanceof CallableDeclaration<?>)) {
      return List.of();
    }
    List<Statement> statements =
        member instanceof MethodDeclaration method
            ? method.getBody().<List<Statement>>map(BlockStmt::getStatements).orElse(List.of())
            : ((ConstructorDeclaration) member).getBody().getStatements();
    var found = new ArrayList<TypeDeclaration<?>>();
    for (Statement statement : statements) {
      if (statement instanceof LocalClassDeclarationStmt it) {
        found.add(it.getClassDeclaration());
      } else if (statement instanceof LocalRecordDeclarationStmt it) {
        found.add(it.getRecordDeclaration());
      }
    }
    return found;
  }
}
