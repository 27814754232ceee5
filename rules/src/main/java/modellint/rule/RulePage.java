package modellint.rule;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A rule's card as Markdown: the page under {@code rules/docs}, the answer of {@code modellint rule
 * ID}, the help in SARIF. Written from the card alone, so the three can never differ.
 */
public record RulePage(Rule rule) {

  /** The whole page, with a final line end. */
  public String markdown() {
    RuleInfo card = rule.info();
    return "# "
        + card.id()
        + " "
        + rule.name()
        + "\n\n"
        + card.summary()
        + ".\n\nSeverity: "
        + word(card.severity())
        + (isFixed(card) ? "" : " or less, by the damage predicted")
        + ".\n\n"
        + card.docs().strip()
        + "\n"
        + settings();
  }

  /** What speaks of the run has no damage to go by, and nothing is less than a note. */
  private static boolean isFixed(RuleInfo card) {
    return card.id().startsWith("ML0") || card.severity() == Severity.NOTE;
  }

  /** The row of the table of all rules, linking to the page in {@code folder}. */
  public String row(String folder) {
    RuleInfo card = rule.info();
    return "| [%s](%s/%s.md) | `%s` | %s | %s |"
        .formatted(
            card.id(), folder, card.id(), rule.name(), word(card.severity()), card.summary());
  }

  private String settings() {
    if (rule.settings().isEmpty()) {
      return "";
    }
    return rule.settings().stream()
        .map(it -> "- `" + it.name() + "` = " + number(it.otherwise()) + ": " + it.summary() + "\n")
        .collect(Collectors.joining("", "\n## Settings\n", ""));
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return value == StrictMath.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Literal.of(value);
  }
}
