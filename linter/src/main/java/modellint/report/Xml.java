package modellint.report;

/** Text inside XML 1.0, where controls are not allowed even as references. */
final class Xml {

  private Xml() {}

  /** {@code text} for an attribute in double quotes or between tags. */
  static String of(String text) {
    return escaped(SafeText.of(text));
  }

  /** The same of a text that is safe already, however long. */
  static String escaped(String safe) {
    return safe.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\ufffe", "?")
        .replace("\uffff", "?");
  }

  /** {@code name="text"} with a space before. */
  static String attribute(String name, String text) {
    return " " + name + "=\"" + of(text) + "\"";
  }
}
