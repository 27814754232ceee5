package modellint.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.graph.Place;

/** A deep-learning library whose definitions can be read from source. */
public interface Library {

  /**
   * Text that every source using the library contains, by its imports; the filter before parsing.
   */
  List<String> imports();

  /** The library's classes, for the evaluator. */
  Api api();

  /** Method names, alone or as {@code Type.method}, and simple class names of definitions only. */
  Set<String> marks();

  /** The definitions among the objects that an evaluation made. */
  Found definitions(Evaluator.Result evaluation, String version);

  /**
   * Definitions, and the places where one stands that cannot be read, with the reason.
   *
   * @param refused sites whose structure (not merely a size) the source does not determine
   */
  record Found(List<Definition> definitions, Map<Place.Line, String> refused) {
    public Found {
      definitions = List.copyOf(definitions);
      refused = Map.copyOf(refused);
    }
  }
}
