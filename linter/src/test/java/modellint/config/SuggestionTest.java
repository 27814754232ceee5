package modellint.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void a_slip_of_the_finger_is_recognised() {
    assertEquals(
        Optional.of("--fail-on"),
        Suggestion.nearest("--fial-on", List.of("--output", "--fail-on", "--quiet")));
    assertEquals(Optional.of("ML101"), Suggestion.nearest("ml101", List.of("ML101", "ML102")));
  }

  @Test
  void another_word_is_not() {
    assertEquals(Optional.empty(), Suggestion.nearest("banana", List.of("--output", "json")));
  }
}
