package modellint.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import modellint.config.Suggestion;
import modellint.report.RuleCards;
import modellint.rule.Rule;
import modellint.rules.Rules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modellint rule}: explains one rule, or lists all. */
@Command(name = "rule", description = "Explain a rule, or list all of them.", sortOptions = false)
final class RuleCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The rule's id or name: ML103, exploding-gradient.")
  private String wanted = "";

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json.",
      defaultValue = "text")
  private String output = "text";

  RuleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Rule> rules = wanted.isEmpty() ? Rules.KNOWN : List.of(named(wanted));
    switch (output) {
      case "json" -> RuleCards.json(rules, console.out());
      case "text" -> {
        if (wanted.isEmpty()) {
          RuleCards.list(rules, console.out());
        } else {
          RuleCards.card(rules.get(0), console.out());
        }
      }
      default ->
          throw new UsageException("unknown format: " + output + "; text and json are known");
    }
    return 0;
  }

  private static Rule named(String wanted) {
    return Rules.KNOWN.stream()
        .filter(it -> it.info().id().equalsIgnoreCase(wanted) || it.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new UsageException("unknown rule: " + wanted + suggestion(wanted)));
  }

  private static String suggestion(String wanted) {
    List<String> known =
        Rules.KNOWN.stream().flatMap(it -> Stream.of(it.info().id(), it.name())).toList();
    return Suggestion.sentence(wanted, known);
  }
}
