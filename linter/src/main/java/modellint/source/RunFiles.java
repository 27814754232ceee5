package modellint.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The files of one run: what reports call them, and which of them mention a class of another. A
 * definition that one file begins may be finished by any of them.
 */
public final class RunFiles {

  private final Map<Path, String> names = new TreeMap<>();
  private final Function<Path, String> naming;
  private Optional<Map<String, Set<Path>>> mentions = Optional.empty();
  private final Map<String, List<Path>> stems = new HashMap<>();

  /**
   * @param files by the name that reports give them
   * @param naming how reports name any other file
   */
  public RunFiles(Map<String, Path> files, Function<Path, String> naming) {
    files.forEach((name, file) -> names.put(normal(file), name));
    names.keySet().forEach(it -> stems.computeIfAbsent(stem(it), key -> new ArrayList<>()).add(it));
    this.naming = naming;
  }

  /** A run over no file but the one asked for. */
  static RunFiles none() {
    return new RunFiles(Map.of(), Path::toString);
  }

  private static Path normal(Path file) {
    return file.toAbsolutePath().normalize();
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean has(Path file) {
    return names.containsKey(normal(file));
  }

  /** How reports name {@code file}, which need not be of the run. */
  String name(Path file) {
    String name = names.get(normal(file));
    return name == null ? naming.apply(file) : name;
  }

  /** The files that are called after a class of this simple name. */
  List<Path> called(String stem) {
    return stems.getOrDefault(stem, List.of());
  }

  /** The other files in whose text the class that {@code file} is called after occurs. */
  synchronized List<Path> mentioning(Path file) {
    if (mentions.isEmpty()) {
      mentions = Optional.of(index());
    }
    return mentions.get().computeIfAbsent(stem(file), this::mentioning).stream()
        .filter(it -> !it.equals(normal(file)))
        .toList();
  }

  private Map<String, Set<Path>> index() {
    var index = new HashMap<String, Set<Path>>();
    names.keySet().forEach(it -> index.put(stem(it), new LinkedHashSet<>()));
    for (Path file : names.keySet()) {
      for (String word : typeNames(file)) {
        Set<Path> mentioning = index.get(word);
        if (mentioning != null) {
          mentioning.add(file);
        }
      }
    }
    return index;
  }

  private Set<Path> mentioning(String word) {
    var mentioning = new LinkedHashSet<Path>();
    names.keySet().stream().filter(it -> typeNames(it).contains(word)).forEach(mentioning::add);
    return mentioning;
  }

  private static Set<String> typeNames(Path file) {
    if (!file.toString().endsWith(".java")) {
      return Set.of();
    }
    try {
      return SourceText.typeNames(SourceText.of(file));
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** The name of the class that a file is called after. */
  static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
  }
}
