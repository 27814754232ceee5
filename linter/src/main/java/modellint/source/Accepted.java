package modellint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Findings that a source file accepts: {@code // modellint:ignore[ML101] reason} on its own line or
 * the one above, and {@code @SuppressWarnings("modellint:ML101")} on a declaration.
 *
 * @param rules ids, beginnings of ids, or names
 * @param reason why; an annotation has no place for one and is reason enough
 * @param line where it is written
 * @param first the first line that it covers
 * @param last the last line that it covers
 */
public record Accepted(List<String> rules, String reason, int line, int first, int last) {

  private static final String WORD = "modellint:";
  private static final Pattern COMMENT =
      Pattern.compile("modellint:ignore\\s*\\[([^\\]]*)\\](.*)", Pattern.DOTALL);

  public Accepted {
    rules = List.copyOf(rules);
  }

  public boolean covers(int at) {
    return first <= at && at <= last;
  }

  static List<Accepted> of(CompilationUnit unit, String text) {
    if (!text.contains(WORD)) {
      return List.of();
    }
    var all = new ArrayList<Accepted>();
    comments(text, all);
    unit.findAll(AnnotationExpr.class).stream()
        .filter(it -> it.getName().getIdentifier().equals("SuppressWarnings"))
        .forEach(it -> annotation(it).ifPresent(all::add));
    all.sort(Comparator.comparingInt(Accepted::line));
    return all.stream().flatMap(it -> it.each()).toList();
  }

  /** One for each rule: of several accepted in one place, each is used or not by itself. */
  private Stream<Accepted> each() {
    return rules.stream()
        .distinct()
        .map(it -> new Accepted(List.of(it), reason, line, first, last));
  }

  private static Optional<Accepted> annotation(AnnotationExpr annotation) {
    List<String> rules =
        annotation.findAll(StringLiteralExpr.class).stream()
            .map(StringLiteralExpr::asString)
            .filter(it -> it.startsWith(WORD))
            .flatMap(it -> words(it.substring(WORD.length())).stream())
            .toList();
    Optional<Node> declaration = annotation.getParentNode();
    int line = annotation.getBegin().map(it -> it.line).orElse(1);
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Accepted(
                rules,
                "accepted by an annotation",
                line,
                line,
                declaration.flatMap(Node::getEnd).map(it -> it.line).orElse(line)));
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split("[,\\s]+")).filter(it -> !it.isEmpty()).toList();
  }

  /** Comments outside literals, line by line as they stand. */
  private static void comments(String text, List<Accepted> all) {
    int line = 1;
    boolean code = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '\n') {
        line++;
        code = false;
      } else if (text.startsWith("//", i) || text.startsWith("/*", i)) {
        boolean block = text.charAt(i + 1) == '*';
        int close = text.indexOf(block ? "*/" : "\n", i + 2);
        int stop = close < 0 ? text.length() : close;
        comment(text.substring(i + 2, stop), line, code, text, stop, all);
        end = block && close >= 0 ? stop + 2 : stop;
        line += (int) text.substring(i, end).chars().filter(it -> it == '\n').count();
      } else if (c == '"' || c == '\'') {
        end = behindLiteral(text, i);
        line += (int) text.substring(i, end).chars().filter(it -> it == '\n').count();
        code = true;
      } else if (!Character.isWhitespace(c)) {
        code = true;
      }
      i = end;
    }
  }

  /** Behind code a comment is about its own line, else about the next line with code. */
  private static void comment(
      String words, int line, boolean code, String text, int stop, List<Accepted> all) {
    Matcher ignore = COMMENT.matcher(words);
    if (!ignore.find()) {
      return;
    }
    List<String> rules = words(ignore.group(1));
    if (rules.isEmpty()) {
      return;
    }
    int last = line;
    if (!code) {
      for (String next : text.substring(stop).split("\n", -1)) {
        String bare = next.strip();
        if (last > line && !bare.isEmpty() && !bare.startsWith("//")) {
          break;
        }
        last++;
      }
    }
    all.add(new Accepted(rules, ignore.group(2).strip(), line, line, last));
  }

  private static int behindLiteral(String text, int start) {
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
