package modellint.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Markup that is HTML and XML at once: every element is closed, every attribute quoted, every text
 * escaped. Whatever a model is called, it stays text.
 */
final class Markup {

  /** Elements that stand in a line; behind all others the line ends. */
  private static final Set<String> INLINE =
      Set.of("a", "abbr", "b", "code", "small", "span", "strong", "td", "th", "title", "tspan");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens {@code element}; {@code attributes} are names and values by turns. */
  Markup open(String element, String... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes what was opened last. */
  Markup close() {
    String element = open.pop();
    out.append("</").append(element).append('>');
    return lineEnd(element);
  }

  /** Text from anywhere. */
  Markup text(String text) {
    out.append(Xml.of(text));
    return this;
  }

  /** Text of ours, which may be longer than one from anywhere. */
  Markup prose(String text) {
    out.append(Xml.escaped(text));
    return this;
  }

  /** An element that holds nothing but a text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element without content, of those that have none in HTML, or of SVG. */
  Markup leaf(String element, String... attributes) {
    start(element, attributes);
    out.append("/>");
    return lineEnd(element);
  }

  /** Content of ours that is written as it stands: a declaration, a style sheet. */
  Markup verbatim(String content) {
    out.append(content);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      // Only ids and drawings of ours go here, which may be long.
      out.append(Xml.escaped(attributes[i + 1])).append('"');
    }
  }

  private Markup lineEnd(String element) {
    if (!INLINE.contains(element)) {
      out.append('\n');
    }
    return this;
  }
}
