package modellint.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody most likely meant. */
public final class Suggestion {

  private Suggestion() {}

  /** The nearest of {@code known} by edit distance, if it is near enough to be no coincidence. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int most = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(it -> distance(word, it) <= most)
        .min(Comparator.comparingInt((String it) -> distance(word, it)).thenComparing(it -> it));
  }

  /** {@code ; did you mean X?}, or nothing. */
  public static String sentence(String word, Collection<String> known) {
    return nearest(word, known).map(it -> "; did you mean " + it + "?").orElse("");
  }

  /** Levenshtein's distance, letters of either case alike. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
