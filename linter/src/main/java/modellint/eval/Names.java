package modellint.eval;

import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a type's name means in a file, by Java's own rules: enclosing classes, single-type imports,
 * the package, on-demand imports, java.lang. A simple name alone never decides.
 */
final class Names {

  /** The packages of the language's own library, by name, and the modules that they are in. */
  private static final Map<String, Module> JAVA = packages();

  private final Sources sources;
  private final Api api;
  private final Map<ClassSource, Map<String, Optional<String>>> known = new HashMap<>();

  Names(Sources sources, Api api) {
    this.sources = sources;
    this.api = api;
  }

  private static Map<String, Module> packages() {
    var packages = new HashMap<String, Module>();
    for (Module module : ModuleLayer.boot().modules()) {
      module.getPackages().stream()
          .filter(it -> it.startsWith("java."))
          .forEach(it -> packages.put(it, module));
    }
    return packages;
  }

  /** The qualified name that {@code written} has inside {@code owner}; empty where unresolved. */
  Optional<String> resolve(String written, ClassSource owner) {
    return known
        .computeIfAbsent(owner, it -> new HashMap<>())
        .computeIfAbsent(written, it -> resolved(it, owner));
  }

  private Optional<String> resolved(String written, ClassSource owner) {
    int dot = written.indexOf('.');
    String first = dot < 0 ? written : written.substring(0, dot);
    String rest = dot < 0 ? "" : written.substring(dot);
    Optional<String> head = simple(first, owner).map(name -> name + rest);
    if (head.isPresent() || dot < 0) {
      return head;
    }
    return exists(written) || looksQualified(written) ? Optional.of(written) : Optional.empty();
  }

  private Optional<String> simple(String name, ClassSource owner) {
    for (Optional<ClassSource> at = Optional.of(owner); at.isPresent(); ) {
      ClassSource here = at.get();
      if (here.simpleName().equals(name)) {
        return Optional.of(here.name());
      }
      if (sources.find(here.name() + "." + name).isPresent()) {
        return Optional.of(here.name() + "." + name);
      }
      at = here.outer().isEmpty() ? Optional.empty() : sources.find(here.outer());
    }
    for (ImportDeclaration it : owner.file().unit().getImports()) {
      if (!it.isAsterisk() && !it.isModule() && it.getName().getIdentifier().equals(name)) {
        return Optional.of(it.getNameAsString());
      }
    }
    String prefix = owner.file().packageName();
    String here = prefix.isEmpty() ? name : prefix + "." + name;
    if (exists(here)) {
      return Optional.of(here);
    }
    // A name of java.lang that an import on demand gave as well would not compile.
    String lang = "java.lang." + name;
    return isOfJava(lang) ? Optional.of(lang) : onDemand(name, owner);
  }

  private Optional<String> onDemand(String name, ClassSource owner) {
    List<String> prefixes =
        owner.file().unit().getImports().stream()
            .filter(ImportDeclaration::isAsterisk)
            .map(ImportDeclaration::getNameAsString)
            .toList();
    return prefixes.stream()
        .filter(it -> isOfJava(it + "." + name))
        .findFirst()
        .or(() -> prefixes.stream().filter(it -> exists(it + "." + name)).findFirst())
        .map(it -> it + "." + name)
        .or(() -> ofModule(name, owner));
  }

  /**
   * {@code import module java.base}, which a source file without a class of its own does unasked.
   */
  private static Optional<String> ofModule(String name, ClassSource owner) {
    Stream<String> asked =
        owner.file().unit().getImports().stream()
            .filter(ImportDeclaration::isModule)
            .map(ImportDeclaration::getNameAsString);
    boolean compact = owner.code() instanceof ClassOrInterfaceDeclaration it && it.isCompact();
    Set<Module> modules =
        Stream.concat(asked, compact ? Stream.of("java.base") : Stream.empty())
            .flatMap(it -> ModuleLayer.boot().findModule(it).stream())
            .collect(Collectors.toSet());
    return JAVA.keySet().stream()
        .filter(it -> modules.contains(JAVA.get(it)))
        .map(it -> it + "." + name)
        .filter(Names::isOfJava)
        .sorted()
        .findFirst();
  }

  /** True for a class of the language's own library, which the one that runs this code has too. */
  private static boolean isOfJava(String name) {
    Module module = JAVA.get(name.substring(0, name.lastIndexOf('.')));
    return module != null && Class.forName(module, name) != null;
  }

  private boolean exists(String name) {
    return api.has(name) || sources.find(name).isPresent();
  }

  /** {@code a.b.Type}: lower-case segments before a capital one, as packages are written. */
  private static boolean looksQualified(String written) {
    String[] parts = written.split("\\.", -1);
    int i = 0;
    while (i < parts.length && !parts[i].isEmpty() && Character.isLowerCase(parts[i].charAt(0))) {
      i++;
    }
    return i > 1 && i < parts.length;
  }

  /** The class behind a static import of the member {@code name}. */
  Optional<String> staticImport(String name, ClassSource owner) {
    for (ImportDeclaration it : owner.file().unit().getImports()) {
      if (it.isStatic() && !it.isAsterisk() && it.getName().getIdentifier().equals(name)) {
        return it.getName().getQualifier().map(Object::toString);
      }
    }
    return Optional.empty();
  }

  /** The classes whose static members are all imported. */
  Stream<String> staticImports(ClassSource owner) {
    return owner.file().unit().getImports().stream()
        .filter(it -> it.isStatic() && it.isAsterisk())
        .map(ImportDeclaration::getNameAsString);
  }
}
