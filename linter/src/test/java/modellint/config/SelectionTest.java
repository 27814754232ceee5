package modellint.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rules.run.StaleBaselineEntry;
import modellint.rules.run.UnusedSuppression;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final List<Rule> RULES =
      List.of(new UnusedSuppression(), new StaleBaselineEntry());

  @Test
  void all_rules_run_unless_something_is_said() {
    assertEquals("ML001 ML002", chosen(Selection.ALL));
  }

  @Test
  void a_beginning_stands_for_every_rule_that_has_it() {
    assertEquals("ML001 ML002", chosen(select("ML0")));
    assertEquals("", chosen(select("ML1")));
  }

  @Test
  void a_name_stands_for_its_rule() {
    assertEquals("ML001", chosen(select("unused-suppression")));
  }

  @Test
  void the_longer_word_decides() {
    assertEquals("ML001", chosen(new Selection(words("ML001"), List.of(), List.of("ML0"))));
    assertEquals("ML002", chosen(new Selection(words("ALL"), List.of(), List.of("ML001"))));
    assertEquals("", chosen(new Selection(words("ML0"), List.of(), List.of("ML0"))));
  }

  @Test
  void extended_rules_come_on_top() {
    assertEquals("ML001 ML002", chosen(new Selection(words("ML001"), List.of("ML002"), List.of())));
  }

  @Test
  void a_later_choice_adds_and_a_later_select_starts_afresh() {
    Selection ignoring = new Selection(Optional.empty(), List.of(), List.of("ML001"));

    assertEquals("ML002", chosen(Selection.ALL.then(ignoring)));
    assertEquals("ML001", chosen(ignoring.then(select("ML001"))));
  }

  private static Selection select(String word) {
    return new Selection(words(word), List.of(), List.of());
  }

  private static Optional<List<String>> words(String word) {
    return Optional.of(List.of(word));
  }

  private static String chosen(Selection selection) {
    Stream<Rule> chosen = RULES.stream().filter(selection::includes);
    return String.join(" ", chosen.map(rule -> rule.info().id()).toList());
  }
}
