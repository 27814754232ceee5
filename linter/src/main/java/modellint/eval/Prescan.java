package modellint.eval;

/**
 * A look at the characters of a source before it is parsed: how deep brackets nest, how long the
 * longest statement is, how many casts follow each other. The limits lie far above real code and
 * below what the parser was measured to survive.
 */
final class Prescan {

  private static final int DEEPEST = 1_000;
  private static final int LONGEST_STATEMENT = 400_000;
  private static final int MOST_CASTS = 200;

  private Prescan() {}

  static void check(String text) throws SourceReader.Unreadable {
    int depth = 0;
    int statement = 0;
    int casts = 0;
    int i = 0;
    char before = ' ';
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '/' && i + 1 < text.length() && "/*".indexOf(text.charAt(i + 1)) >= 0) {
        String end = text.charAt(i + 1) == '/' ? "\n" : "*/";
        int close = text.indexOf(end, i + 2);
        i = close < 0 ? text.length() : close + end.length();
        continue;
      }
      if (c == '"' || c == '\'') {
        i = Quoted.behind(text, i);
        before = c;
        continue;
      }
      switch (c) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        default -> {}
      }
      casts = c == '(' && before == ')' ? casts + 1 : c == ';' || c == '.' ? 0 : casts;
      statement = c == ';' || c == '{' || c == '}' ? 0 : statement + 1;
      if (depth > DEEPEST) {
        throw new SourceReader.Unreadable("brackets are nested deeper than " + DEEPEST);
      }
      if (statement > LONGEST_STATEMENT) {
        throw new SourceReader.Unreadable(
            "a statement is longer than " + LONGEST_STATEMENT + " characters");
      }
      if (casts > MOST_CASTS) {
        throw new SourceReader.Unreadable("more than " + MOST_CASTS + " casts in one expression");
      }
      if (!Character.isWhitespace(c)) {
        before = c;
      }
      i++;
    }
  }
}
