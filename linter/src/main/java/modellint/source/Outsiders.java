package modellint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Source files beside a run: a file that is read alone may finish the definition that one of them
 * begins, and nothing else of the run would speak of it. Where the run has all the files there are,
 * finding that out costs a look at the folders.
 */
final class Outsiders {

  private static final int MOST_STEPS = 3;
  private static final int MOST_FILES = 64;

  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import\\s+(?:static\\s+)?([\\w.]+)", Pattern.MULTILINE);

  private final RunFiles run;

  /** By folder the files that are not of the run, by the class they are called after. */
  private final Map<Path, Map<String, Path>> folders = new HashMap<>();

  Outsiders(RunFiles run) {
    this.run = run;
  }

  /**
   * The files through which {@code text} may come to a definition, nearest first.
   *
   * @param uses true for the text of a file that uses the library at all
   * @param defines true for the text of a file that may hold a definition
   */
  synchronized Set<Path> leading(
      Path file, String text, Predicate<String> uses, Predicate<String> defines) {
    var leading = new LinkedHashSet<Path>();
    lead(file.toAbsolutePath().normalize(), text, uses, defines, leading, MOST_STEPS);
    return leading;
  }

  private boolean lead(
      Path file,
      String text,
      Predicate<String> uses,
      Predicate<String> defines,
      Set<Path> leading,
      int steps) {
    boolean any = false;
    for (Path other : mentioned(file, text)) {
      if (leading.contains(other) || leading.size() > MOST_FILES || other.equals(file)) {
        continue;
      }
      String its = text(other);
      if (uses.test(its)
          && (defines.test(its)
              || (steps > 1 && lead(other, its, uses, defines, leading, steps - 1)))) {
        leading.add(other);
        any = true;
      }
    }
    return any;
  }

  private static String text(Path file) {
    try {
      return SourceText.of(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** The files whose classes {@code text} names: neighbours, and what it imports. */
  private Set<Path> mentioned(Path file, String text) {
    var mentioned = new LinkedHashSet<Path>();
    Optional.ofNullable(file.getParent()).ifPresent(it -> take(it, text, mentioned));
    Matcher declared = PACKAGE.matcher(text);
    Optional<Path> root = SourceRoot.of(file, declared.find() ? declared.group(1) : "");
    if (root.isEmpty()) {
      return mentioned;
    }
    Matcher imported = IMPORT.matcher(text);
    while (imported.find()) {
      Path folder = root.get();
      String name = "";
      for (String part : imported.group(1).split("\\.")) {
        if (Character.isUpperCase(part.charAt(0))) {
          name = part;
          break;
        }
        folder = folder.resolve(part);
      }
      if (name.isEmpty()) {
        take(folder, text, mentioned);
      } else {
        Path other = folder(folder).get(name);
        if (other != null) {
          mentioned.add(other);
        }
      }
    }
    return mentioned;
  }

  private void take(Path folder, String text, Set<Path> mentioned) {
    Map<String, Path> outside = folder(folder);
    if (!outside.isEmpty()) {
      Set<String> words = SourceText.typeNames(text);
      outside.forEach(
          (name, other) -> {
            if (words.contains(name)) {
              mentioned.add(other);
            }
          });
    }
  }

  private Map<String, Path> folder(Path folder) {
    return folders.computeIfAbsent(folder, this::list);
  }

  private Map<String, Path> list(Path folder) {
    var outside = new LinkedHashMap<String, Path>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(it -> it.toString().endsWith(".java") && !run.has(it))
            .sorted()
            .forEach(it -> outside.put(RunFiles.stem(it), it));
      } catch (IOException e) {
        return Map.of();
      }
    }
    return outside;
  }
}
