package modellint.eval;

/** Literals of strings and characters in the text of a source, found without a parser. */
public final class Quoted {

  private Quoted() {}

  /** Where the literal that begins at {@code start} ends; one left open ends with its line. */
  public static int behind(String text, int start) {
    boolean block = text.startsWith("\"\"\"", start);
    String quotes = block ? "\"\"\"" : text.substring(start, start + 1);
    int i = start + quotes.length();
    while (i < text.length() && !text.startsWith(quotes, i)) {
      if (!block && text.charAt(i) == '\n') {
        return i;
      }
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + quotes.length());
  }
}
