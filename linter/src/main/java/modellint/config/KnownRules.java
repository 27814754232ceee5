package modellint.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rules.Rules;

/** Every rule that can be named: those on models, and those on the run itself. */
public final class KnownRules {

  public static final List<Rule> ALL = all();

  private KnownRules() {}

  /** What is wrong with {@code word} as a word for some of {@code rules}. */
  public static Optional<String> complaint(String word, List<Rule> rules) {
    if (word.equals("ALL") || rules.stream().anyMatch(rule -> Selection.fits(word, rule))) {
      return Optional.empty();
    }
    List<String> known =
        rules.stream().flatMap(rule -> Stream.of(rule.info().id(), rule.name())).toList();
    return Optional.of("unknown rule " + word + Suggestion.sentence(word, known));
  }

  private static List<Rule> all() {
    var all = new ArrayList<Rule>(List.of(new UnusedSuppression(), new StaleBaselineEntry()));
    all.addAll(Rules.ALL);
    return List.copyOf(all);
  }
}
