package modellint.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Findings that a source file accepts: {@code // modellint:ignore[ML101] reason} on their line, or
 * above their line, statement or declaration, and {@code @SuppressWarnings("modellint:ML101")} on a
 * declaration. Without an id both accept every rule.
 *
 * @param rules ids, beginnings of ids, or names
 * @param reason why; an annotation has no place for one and is reason enough
 * @param line where it is written
 * @param first the first line that it covers
 * @param last the last line that it covers
 */
public record Accepted(List<String> rules, String reason, int line, int first, int last) {

  private static final String TOOL = "modellint";
  private static final List<String> EVERY = List.of("ALL");

  /** The ids stand in brackets, but {@code ignore ML101} can mean nothing else. */
  private static final Pattern IGNORE =
      Pattern.compile(
          "modellint:ignore(?![\\w-])\\s*"
              + "(?:\\[(?<listed>[^\\]]*)\\]|:?\\s*(?<bare>(?:ML\\d+\\b[,\\s]*)+))?(?<reason>.*)");

  public Accepted {
    rules = List.copyOf(rules);
  }

  public boolean covers(int at) {
    return first <= at && at <= last;
  }

  static List<Accepted> of(CompilationUnit unit, String text) {
    if (!text.contains(TOOL)) {
      return List.of();
    }
    var all = new ArrayList<Accepted>();
    Comments comments = Comments.of(text);
    comments.all().forEach(it -> comment(it, comments.about(it), unit).ifPresent(all::add));
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
            .filter(it -> it.equals(TOOL) || it.startsWith(TOOL + ":"))
            .flatMap(it -> words(it.substring(TOOL.length()).replaceFirst("^:", "")).stream())
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

  /** Without a word every rule is meant. */
  private static List<String> words(String list) {
    List<String> words = Arrays.stream(list.split("[,\\s]+")).filter(it -> !it.isEmpty()).toList();
    return words.isEmpty() ? EVERY : words;
  }

  private static Optional<Accepted> comment(
      Comments.Comment comment, int about, CompilationUnit unit) {
    Matcher ignore = IGNORE.matcher(comment.words());
    if (!ignore.find()) {
      return Optional.empty();
    }
    String before = comment.words().substring(0, ignore.start());
    String listed = ignore.group("listed");
    String bare = ignore.group("bare");
    if (listed == null && bare == null && !before.matches("[\\s*]*")) {
      // A sentence that mentions the word.
      return Optional.empty();
    }
    String rules = listed == null ? String.valueOf(bare == null ? "" : bare) : listed;
    String reason = String.valueOf(ignore.group("reason")).replaceFirst("^[\\s:;,.-]+", "").strip();
    int line = comment.first() + (int) before.chars().filter(it -> it == '\n').count();
    boolean above = about > comment.last();
    int last = above ? end(unit, about) : about;
    return Optional.of(new Accepted(words(rules), reason, line, comment.first(), last));
  }

  /** The last line of the declaration or simple statement that begins in {@code line}. */
  private static int end(CompilationUnit unit, int line) {
    return unit
        .findAll(Node.class, it -> it instanceof BodyDeclaration || isSimpleStatement(it))
        .stream()
        .flatMap(it -> it.getRange().stream())
        .filter(it -> it.begin.line == line)
        .mapToInt(it -> it.end.line)
        .max()
        .orElse(line);
  }

  private static boolean isSimpleStatement(Node node) {
    return node instanceof ExpressionStmt || node instanceof ReturnStmt;
  }
}
