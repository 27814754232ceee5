package modellint.fuzz;

import java.util.List;
import java.util.Optional;

/**
 * Where the classes of a library are.
 *
 * @param places packages and classes that hold others, each with its dot at the end, and classes
 */
record Names(List<String> places) {

  Optional<String> qualified(String simple) {
    return places.stream()
        .filter(it -> it.endsWith(".") || it.endsWith("." + simple))
        .map(it -> it.endsWith(".") ? it + simple : it)
        .filter(Names::exists)
        .findFirst();
  }

  /** Imports of everything. */
  List<String> all() {
    return places.stream().map(it -> it.endsWith(".") ? it + "*" : it).toList();
  }

  private static boolean exists(String name) {
    String file = name.replace('.', '/').replaceAll("(/[A-Z]\\w*)/", "$1\\$");
    return Names.class.getClassLoader().getResource(file + ".class") != null;
  }
}
