package modellint.config;

/**
 * A pattern for paths and node names: {@code *} and {@code ?} stop at a slash, {@code **} does not,
 * and {@code **}{@code /} also stands for no directory at all. Matching takes time in proportion to
 * pattern times text, whatever a hostile configuration says, which regular expressions do not.
 */
public record Glob(String pattern, boolean literal) {

  public Glob {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("the pattern is empty");
    }
  }

  public Glob(String pattern) {
    this(pattern, false);
  }

  /** Fits {@code text} and nothing else, stars or not. */
  public static Glob exactly(String text) {
    return new Glob(text, true);
  }

  public boolean matches(String text) {
    if (literal) {
      return text.equals(pattern);
    }
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.startsWith("**/", at)) {
        reached = directories(reached, text);
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        reached = spread(reached, text, true);
        at += 2;
      } else if (pattern.charAt(at) == '*') {
        reached = spread(reached, text, false);
        at++;
      } else {
        reached = step(reached, text, pattern.charAt(at));
        at++;
      }
    }
    return reached[text.length()];
  }

  /** One character of the text for one of the pattern. */
  private static boolean[] step(boolean[] reached, String text, char wanted) {
    boolean[] next = new boolean[reached.length];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      next[i + 1] = reached[i] && (wanted == '?' ? c != '/' : c == wanted);
    }
    return next;
  }

  private static boolean[] spread(boolean[] reached, String text, boolean overSlashes) {
    boolean[] next = reached.clone();
    for (int i = 0; i < text.length(); i++) {
      next[i + 1] |= next[i] && (overSlashes || text.charAt(i) != '/');
    }
    return next;
  }

  /** Nothing, or anything up to and with a slash. */
  private static boolean[] directories(boolean[] reached, String text) {
    boolean[] anywhere = spread(reached, text, true);
    boolean[] next = reached.clone();
    for (int i = 0; i < text.length(); i++) {
      next[i + 1] |= anywhere[i] && text.charAt(i) == '/';
    }
    return next;
  }
}
