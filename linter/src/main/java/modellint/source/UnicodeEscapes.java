package modellint.source;

/**
 * Characters written as a backslash, a u and four digits, which Java reads before anything else
 * (JLS 3.3): a keyword, an import or a bracket may be spelt so.
 */
final class UnicodeEscapes {

  private static final int DIGITS = 4;

  private UnicodeEscapes() {}

  /** {@code text} with its escapes replaced; what is no escape stays as it is. */
  static String replaced(String text) {
    int next = text.indexOf("\\u");
    if (next < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        i++;
        continue;
      }
      int start = i + 1;
      while (start < text.length() && text.charAt(start) == 'u') {
        start++;
      }
      int value = start > i + 1 ? value(text, start) : -1;
      if (value >= 0) {
        plain.append((char) value);
        i = start + DIGITS;
      } else {
        // A backslash takes the next one with it, so that no escape begins there.
        plain.append(c).append(text.charAt(i + 1));
        i += 2;
      }
    }
    return plain.toString();
  }

  /** The number that four digits at {@code start} write; -1 where there are none. */
  private static int value(String text, int start) {
    if (start + DIGITS > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + DIGITS; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
