package modellint.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import modellint.eval.SourceFile;

/**
 * The directory from which a file's package counts; other classes are looked for below it, then
 * among all files of the run. Where several of those hold a class of one name, the one of the same
 * module is meant, and none where no module says which.
 */
final class SourceRoot {

  /**
   * Sources of a library beside its users' are not followed: its reader knows what they do. Some
   * packages of DJL are made of the library's layers, as users' own models are.
   */
  private static final Pattern OF_LIBRARIES =
      Pattern.compile(
          "(org/(deeplearning4j|nd4j|neuroph|encog|tribuo|tensorflow)"
              + "|ai/djl(?!/(basicmodelzoo|examples|integration|modality/nlp/\\w+\\.|nn/transformer"
              + "|timeseries))|deepnetts|smile)/.*");

  private final Optional<Path> root;
  private final boolean isNamed;
  private final ParsedFiles parsed;
  private final RunFiles run;

  SourceRoot(Path file, String packageName, ParsedFiles parsed, RunFiles run) {
    this.parsed = parsed;
    this.run = run;
    this.isNamed = !packageName.isEmpty();
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

  /**
   * The source of a top-level class; empty where there is none that can be read. Only code without
   * a package can use classes without one.
   */
  Optional<SourceFile> find(String name) {
    if (!name.matches("[\\w.]+") || (isNamed && !name.contains("."))) {
      return Optional.empty();
    }
    String written = name.replace('.', '/') + ".java";
    Path below = Path.of(written);
    return root.map(it -> it.resolve(below))
        .flatMap(parsed::get)
        .or(() -> elsewhere(written).flatMap(parsed::get));
  }

  /** A class without a package cannot be meant from another folder. */
  private Optional<Path> elsewhere(String written) {
    Path below = Path.of(written);
    if (below.getNameCount() < 2 || OF_LIBRARIES.matcher(written).matches()) {
      return Optional.empty();
    }
    List<Path> all =
        run.called(RunFiles.stem(below)).stream().filter(it -> it.endsWith(below)).toList();
    List<Path> near = all.size() < 2 ? all : all.stream().filter(this::isNear).toList();
    return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
  }

  /** True in the same module: {@code src/main/java} for {@code src/test/java}. */
  private boolean isNear(Path file) {
    return root.map(Path::getParent)
        .map(Path::getParent)
        .filter(it -> it.getFileName() != null && it.getFileName().toString().equals("src"))
        .filter(file::startsWith)
        .isPresent();
  }
}
