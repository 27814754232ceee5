package modellint.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import modellint.definition.Definition;

/**
 * Where a definition stands as a person writes it: {@code Net.java}, {@code Net.java:12} or {@code
 * Net.java#name}.
 *
 * @param line the line of the definition; 0 where none is given
 * @param name the name of its graph; empty where none is given
 */
public record Address(String file, int line, String name) {

  private static final Pattern FORM = Pattern.compile("(.+?\\.java)(?::(\\d{1,9})|#(.+))?");

  /** No definition, or more than one, stands there; the message is a sentence for people. */
  public static final class NotOne extends Exception {
    private static final long serialVersionUID = 1L;

    NotOne(String message) {
      super(message);
    }
  }

  public static Address of(String text) throws NotOne {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new NotOne(
          "not a definition: " + text + " (FILE.java, FILE.java:LINE, FILE.java#NAME)");
    }
    return new Address(
        parts.group(1),
        parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2)),
        parts.group(3) == null ? "" : parts.group(3));
  }

  /** The one definition in {@code read} that this means. */
  public Definition choose(JavaReader.Result read) throws NotOne {
    List<Definition> meant = read.definitions().stream().filter(this::means).toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      String reasons =
          read.refused().entrySet().stream()
              .filter(it -> line == 0 || it.getKey().line() == line)
              .map(
                  it ->
                      "; the one in line "
                          + it.getKey().line()
                          + " cannot be read: "
                          + it.getValue())
              .sorted()
              .collect(Collectors.joining());
      throw new NotOne("no definition in " + this + lines(read.definitions()) + reasons);
    }
    throw new NotOne(meant.size() + " definitions in " + this + lines(meant));
  }

  private boolean means(Definition it) {
    return (line == 0 || it.site().line() == line)
        && (name.isEmpty() || it.graph().name().equals(name));
  }

  private static String lines(List<Definition> definitions) {
    String first =
        definitions.size() == 1 ? "; there is one in line " : "; there are those in lines ";
    return definitions.isEmpty()
        ? ""
        : definitions.stream()
            .map(it -> Integer.toString(it.site().line()))
            .collect(Collectors.joining(", ", first, ""));
  }

  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line) + (name.isEmpty() ? "" : "#" + name);
  }
}
