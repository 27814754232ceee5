package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import modellint.rule.Rule;
import modellint.rule.RulePage;
import modellint.rule.Setting;

/** The rules' cards, as a list, as a page and as JSON. */
public final class RuleCards {

  private RuleCards() {}

  /** One line a rule. */
  public static void list(List<Rule> rules, Writer out) throws IOException {
    var table = new Table("id", "name", "severity", "finds");
    for (Rule rule : rules) {
      table.add(
          rule.info().id(), rule.name(), Words.of(rule.info().severity()), rule.info().summary());
    }
    for (String line : table.lines()) {
      out.write(line + "\n");
    }
  }

  /** The whole card, as Markdown that reads well on a terminal. */
  public static void card(Rule rule, Writer out) throws IOException {
    out.write(new RulePage(rule).markdown());
  }

  /** An array of cards. */
  public static void json(List<Rule> rules, Writer out) throws IOException {
    var json = new JsonOut(out, "  ");
    json.array(
        () -> {
          for (Rule rule : rules) {
            json.object(() -> fields(rule, json));
          }
        });
    out.write('\n');
  }

  private static void fields(Rule rule, JsonOut json) throws IOException {
    json.field("id", rule.info().id())
        .field("name", rule.name())
        .field("severity", rule.info().severity())
        .field("summary", rule.info().summary())
        .field("docs", rule.info().docs())
        .array(
            "settings",
            () -> {
              for (Setting setting : rule.settings()) {
                json.object(
                    () ->
                        json.field("name", setting.name())
                            .field("default", setting.otherwise())
                            .field("summary", setting.summary()));
              }
            });
  }
}
