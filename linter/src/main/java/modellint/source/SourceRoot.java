package modellint.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;

/** The directory from which a file's package counts; other classes are looked for below it. */
final class SourceRoot {

  private static final long LARGEST = 1_000_000;

  private final Optional<Path> root;

  SourceRoot(Path file, String packageName) {
    this.root = root(file.toAbsolutePath().normalize(), packageName);
  }

  private static Optional<Path> root(Path file, String packageName) {
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
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Optional.of(SourceReader.parse(file.toString(), text));
    } catch (IOException | SourceReader.Unreadable e) {
      return Optional.empty();
    }
  }
}
