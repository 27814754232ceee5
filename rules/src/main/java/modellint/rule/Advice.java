package modellint.rule;

import java.util.Map;

/**
 * A fix in the words of the library that the model is written with. A name that another library has
 * is no help, and where the library is not known the plain words have to do.
 *
 * @param plain for models of which no library is known, or none that has words of its own here
 * @param words by the library's word in reports: {@code dl4j}
 */
public record Advice(String plain, Map<String, String> words) {

  /** The key under which a graph's metadata names the library of its source. */
  public static final String LIBRARY = "modellint.library";

  public Advice {
    words = Map.copyOf(words);
  }

  public Fix to(Subject subject) {
    String library = subject.graph().metadata().getOrDefault(LIBRARY, "");
    return Fix.of(words.getOrDefault(library, plain));
  }
}
