package modellint.source;

import java.nio.file.Path;
import java.util.Optional;
import modellint.eval.SourceFile;

/** The directory from which a file's package counts; other classes are looked for below it. */
final class SourceRoot {

  private final Optional<Path> root;
  private final ParsedFiles parsed;

  SourceRoot(Path file, String packageName, ParsedFiles parsed) {
    this.parsed = parsed;
    this.root = of(file.toAbsolutePath().normalize(), packageName);
  }

  /** The root above {@code file}; empty where the folders are not called after the package. */
  static Optional<Path> of(Path file, String packageName) {
    Optional<Path> at = Optional.ofNullable(file.getParent());
    if (packageName.isEmpty()) {
      return at;
    }
    String[] names = packageName.split("\\.", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      String name = names[i];
      at =
          at.filter(it -> it.getFileName() != null && it.getFileName().toString().equals(name))
              .flatMap(it -> Optional.ofNullable(it.getParent()));
    }
    return at;
  }

  /** The source of a top-level class; empty where there is none that can be read. */
  Optional<SourceFile> find(String name) {
    if (root.isEmpty() || !name.matches("[\\w.]+")) {
      return Optional.empty();
    }
    Path file = root.get().resolve(name.replace('.', '/') + ".java");
    return parsed.get(file);
  }
}
