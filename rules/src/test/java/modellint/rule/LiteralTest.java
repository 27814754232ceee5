package modellint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "5e-5", "1.5e-4", "1e7", "1.25e-10", "0.1", "3.0", "-5e-5"})
  void a_number_is_written_as_in_code(String literal) {
    assertEquals(literal, Literal.of(Double.parseDouble(literal)));
  }
}
