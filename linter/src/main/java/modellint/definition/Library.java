package modellint.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.graph.Place;

/** A deep-learning library whose definitions can be read from source. */
public interface Library {

  /**
   * Text that every source using the library contains, by its imports; the filter before parsing.
   */
  List<String> imports();

  /**
   * Maven groups of the artefacts whose version decides how a definition is read, the one that says
   * it best first; none where all versions read alike.
   */
  default List<String> groups() {
    return List.of();
  }

  /** The library's classes, for the evaluator. */
  Api api();

  /** Method names, alone or as {@code Type.method}, and simple class names of definitions only. */
  Set<String> marks();

  /**
   * The definitions among the objects that an evaluation made.
   *
   * @param version of the library, as a build file states it; empty where none does
   */
  Found definitions(Evaluator.Result evaluation, String version);

  /**
   * Definitions, and the places where one stands that cannot be read, with the reason.
   *
   * @param refused sites whose structure (not merely a size) the source does not determine
   * @param unfinished sites of definitions that are read as far as they go: nothing is seen to
   *     build them, so code elsewhere may add to them
   */
  record Found(
      List<Definition> definitions, Map<Place.Line, String> refused, Set<Place.Line> unfinished) {

    public Found {
      definitions = List.copyOf(definitions);
      refused = Map.copyOf(refused);
      unfinished = Set.copyOf(unfinished);
    }

    /** Where a definition has no end of its own. */
    public Found(List<Definition> definitions, Map<Place.Line, String> refused) {
      this(definitions, refused, Set.of());
    }

    /** The sites in {@code files} of which more code could tell more. */
    public Set<Place.Line> open(Set<String> files) {
      return Stream.concat(refused.keySet().stream(), unfinished.stream())
          .filter(it -> files.contains(it.file()))
          .collect(Collectors.toSet());
    }

    /** True where anything stands in {@code file}. */
    public boolean at(String file) {
      return Stream.concat(refused.keySet().stream(), definitions.stream().map(Definition::site))
          .anyMatch(it -> it.file().equals(file));
    }

    /** True where nothing is left to tell of what stands at {@code sites}. */
    public boolean knows(Set<Place.Line> sites) {
      return sites.stream()
          .allMatch(
              site ->
                  finished().contains(site)
                      && definitions.stream()
                          .filter(it -> it.site().equals(site))
                          .allMatch(it -> it.unknowns().isEmpty()));
    }

    /** The sites of what is read to its end. */
    public Set<Place.Line> finished() {
      return definitions.stream()
          .map(Definition::site)
          .filter(it -> !unfinished.contains(it))
          .collect(Collectors.toSet());
    }

    /**
     * This, and what {@code alone} refuses at {@code sites} of which nothing is said here: what is
     * a part of something else where more code is known need not be read there.
     */
    public Found orRefused(Found alone, Set<Place.Line> sites) {
      var all = new LinkedHashMap<>(refused);
      Set<Place.Line> read = definitions.stream().map(Definition::site).collect(Collectors.toSet());
      alone
          .refused()
          .forEach(
              (site, reason) -> {
                if (sites.contains(site) && !read.contains(site)) {
                  all.putIfAbsent(site, reason);
                }
              });
      return new Found(definitions, all, unfinished);
    }

    /** What stands at other sites than {@code sites}. */
    public Found without(Set<Place.Line> sites) {
      var left = new LinkedHashMap<>(refused);
      left.keySet().removeAll(sites);
      return new Found(
          definitions.stream().filter(it -> !sites.contains(it.site())).toList(), left, unfinished);
    }
  }
}
