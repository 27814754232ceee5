package modellint.report;

/**
 * Makes text from a model, a path or a library safe to print: what could move a cursor, colour a
 * terminal, turn the reading direction or start a line becomes visible as <code>&#92;u{1b}</code>.
 */
public final class SafeText {

  /** Longer texts are cut: a name of ten megabytes helps nobody. */
  private static final int MOST_CODE_POINTS = 200;

  /** Several sentences of our own, in which names stand. */
  private static final int MOST_OF_PROSE = 1000;

  private SafeText() {}

  /** {@code text} on one line, clipped. */
  public static String of(String text) {
    return clipped(text, MOST_CODE_POINTS);
  }

  /** The same for sentences, of which more is read. */
  public static String prose(String text) {
    return clipped(text, MOST_OF_PROSE);
  }

  private static String clipped(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) {
      return visible(text);
    }
    return visible(text.substring(0, text.offsetByCodePoints(0, most))) + "...";
  }

  private static String visible(String text) {
    String safe = withoutCommands(text);
    if (safe.codePoints().noneMatch(SafeText::isUnsafe)) {
      return safe;
    }
    var visible = new StringBuilder();
    safe.codePoints()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                visible.append(escape(c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  /**
   * A build runner obeys lines that begin with two colons, and two marks and a bracket anywhere.
   */
  private static String withoutCommands(String text) {
    String safe = text.replace("##[", "##" + escape('['));
    String trimmed = safe.stripLeading();
    return trimmed.startsWith("::") ? escape(':') + trimmed.substring(1) : safe;
  }

  private static String escape(int codePoint) {
    return "\\u{" + Integer.toHexString(codePoint) + "}";
  }

  /** Controls, format characters (bidi, zero width), separators of lines, lone surrogates. */
  static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
