package modellint.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.graph.Place;

/** What all libraries found in one file. */
final class Gathered {

  final List<String> stopped = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final Map<Place.Line, String> refused = new LinkedHashMap<>();

  /** Adds what of {@code found} stands in the file that reports call {@code path}. */
  void add(Library.Found found, String path) {
    found.definitions().stream()
        .filter(it -> it.site().file().equals(path))
        .forEach(definitions::add);
    found
        .refused()
        .forEach(
            (site, reason) -> {
              if (site.file().equals(path)) {
                refused.put(site, reason);
              }
            });
  }

  /** Puts what {@code change} makes of each definition in its place. */
  void change(UnaryOperator<Definition> change) {
    definitions.replaceAll(change);
  }

  /**
   * @param accepted by the file at hand and the files read for it
   */
  JavaReader.Result result(
      Map<String, List<Accepted>> accepted, Map<String, JavaReader.Result> beyond) {
    definitions.sort(Comparator.comparingInt(it -> it.site().line()));
    return new JavaReader.Result(definitions, refused, stopped, accepted, beyond);
  }
}
