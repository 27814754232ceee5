package modellint.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import modellint.config.Glob;

/**
 * The files that a run is to read. A named file is always taken; in a directory, those whose names
 * a front end claims. Links to directories are not followed, so no loop can occur, and nothing but
 * regular files is ever opened, so no pipe or device can block.
 *
 * @param files each file with the name reports give it, sorted by that name
 * @param searched directories and patterns asked for: each must yield a model
 */
record Sources(Map<String, Path> files, List<Searched> searched, List<NotChecked> notChecked) {

  /** A directory or pattern as the user wrote it, and the names of the files found by it. */
  record Searched(String argument, Set<String> found) {}

  /** Whether a configuration leaves a file out; {@code named} where the user named it himself. */
  interface Exclusion {
    boolean excludes(Path file, boolean named);
  }

  private static final Set<String> SKIPPED =
      Set.of(".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__");

  static Sources find(List<String> arguments, Predicate<Path> claimed, Exclusion exclusion) {
    var search = new Search(claimed, exclusion);
    arguments.forEach(search::add);
    return new Sources(search.files, search.searched, search.notChecked);
  }

  /** The same, and what was piped, under the name it goes by. */
  Sources with(Optional<Plan.Piped> piped) {
    var all = new TreeMap<>(files);
    piped.ifPresent(it -> all.put(display(it.name()), it.file()));
    return new Sources(all, searched, notChecked);
  }

  /** How a report names {@code file}: relative to the working directory where it lies below it. */
  static String display(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path full = file.toAbsolutePath().normalize();
    Path shown = full.startsWith(here) && !full.equals(here) ? here.relativize(full) : file;
    return slashed(shown.normalize());
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static final class Search {

    private final Predicate<Path> claimed;
    private final Exclusion exclusion;
    private final Map<String, Path> files = new TreeMap<>();
    private final List<Searched> searched = new ArrayList<>();
    private final List<NotChecked> notChecked = new ArrayList<>();

    Search(Predicate<Path> claimed, Exclusion exclusion) {
      this.claimed = claimed;
      this.exclusion = exclusion;
    }

    void add(String argument) {
      Optional<Path> path = pathOf(argument);
      if (path.filter(Files::isDirectory).isPresent()) {
        searched.add(new Searched(argument, walk(path.get(), claimed)));
      } else if (path.filter(Files::exists).isPresent()) {
        if (!exclusion.excludes(path.get(), true)) {
          take(path.get());
        }
      } else {
        expand(argument);
      }
    }

    /**
     * Empty where the file system cannot have such a name, as Windows cannot have a star in one.
     */
    private static Optional<Path> pathOf(String argument) {
      try {
        return Optional.of(Path.of(argument));
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }

    private void expand(String pattern) {
      String normal = pattern.replace('\\', '/');
      int wild = normal.chars().filter(c -> c == '*' || c == '?').findFirst().orElse(-1);
      if (wild < 0) {
        throw new MissingInputException("no such file or directory: " + pattern);
      }
      int cut = normal.lastIndexOf('/', normal.indexOf(wild)) + 1;
      var glob = new Glob(normal.substring(cut));
      Set<String> found =
          pathOf(cut == 0 ? "." : normal.substring(0, cut))
              .filter(Files::isDirectory)
              .map(base -> walk(base, file -> glob.matches(slashed(base.relativize(file)))))
              .orElse(Set.of());
      if (found.isEmpty()) {
        throw new MissingInputException("no file matches: " + pattern);
      }
      searched.add(new Searched(pattern, found));
    }

    private Set<String> walk(Path directory, Predicate<Path> wanted) {
      var found = new TreeSet<String>();
      try {
        Files.walkFileTree(
            directory,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean skip =
                    !dir.equals(directory)
                        && (SKIPPED.contains(String.valueOf(dir.getFileName()))
                            || isBuildOutput(dir));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean linkToDirectory = attributes.isSymbolicLink() && Files.isDirectory(file);
                if (wanted.test(file) && !linkToDirectory && !exclusion.excludes(file, false)) {
                  take(file);
                  found.add(display(file));
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure) {
                notChecked.add(unreadable(file, failure));
                found.add(display(file));
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        notChecked.add(unreadable(directory, e));
        found.add(display(directory));
      }
      return found;
    }

    /** Maven copies resources to {@code target}: the same models a second time. */
    private static boolean isBuildOutput(Path dir) {
      return dir.endsWith("target") && Files.exists(dir.resolveSibling("pom.xml"));
    }

    private void take(Path file) {
      if (Files.isRegularFile(file)) {
        files.put(display(file), file);
      } else if (Files.isSymbolicLink(file) && !Files.exists(file)) {
        notChecked.add(
            new NotChecked(display(file), NotChecked.Kind.UNREADABLE, "the link leads to nothing"));
      } else {
        notChecked.add(
            new NotChecked(
                display(file), NotChecked.Kind.UNREADABLE, "not a regular file, so not opened"));
      }
    }
  }

  static NotChecked unreadable(Path file, IOException failure) {
    return new NotChecked(display(file), NotChecked.Kind.UNREADABLE, reason(failure));
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "vanished while being read";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
