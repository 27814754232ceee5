package modellint.report;

/**
 * Makes text from a model, a path or a library safe to print: what could move a cursor, colour a
 * terminal, turn the reading direction or start a line becomes visible as <code>&#92;u{1b}</code>.
 */
public final class SafeText {

  /** Longer texts are cut: a name of ten megabytes helps nobody. */
  private static final int MOST_CODE_POINTS = 200;

  private SafeText() {}

  /** {@code text} on one line, clipped. */
  public static String of(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= MOST_CODE_POINTS) {
      return visible(text);
    }
    return visible(text.substring(0, text.offsetByCodePoints(0, MOST_CODE_POINTS))) + "...";
  }

  private static String visible(String text) {
    if (text.codePoints().noneMatch(SafeText::isUnsafe)) {
      return text;
    }
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
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
