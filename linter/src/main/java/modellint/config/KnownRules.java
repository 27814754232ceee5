package modellint.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.rule.Rule;

/** Words that name rules, as a configuration and the command line use them. */
public final class KnownRules {

  private KnownRules() {}

  /** What is wrong with {@code word} as a word for some of {@code rules}. */
  public static Optional<String> complaint(String word, List<Rule> rules) {
    if (word.equals("ALL") || rules.stream().anyMatch(rule -> Selection.fits(word, rule))) {
      return Optional.empty();
    }
    List<String> known =
        Stream.concat(
                Stream.of("ALL"),
                rules.stream().flatMap(rule -> Stream.of(rule.info().id(), rule.name())))
            .toList();
    return Optional.of("unknown rule " + word + Suggestion.sentence(word, known));
  }
}
