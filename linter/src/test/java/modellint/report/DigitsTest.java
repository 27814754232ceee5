package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DigitsTest {

  @Test
  void people_get_three_significant_digits() {
    assertEquals("3.40", Digits.three(3.4));
    assertEquals("0.0589", Digits.three(0.0589256));
    assertEquals("-12.3", Digits.three(-12.345));
    assertEquals("999", Digits.three(999.4));
    assertEquals("1.00e+03", Digits.three(999.6));
    assertEquals("1.44e+03", Digits.three(1444.4));
    assertEquals("1444", Digits.three(1444));
    assertEquals("-3", Digits.three(-3));
    assertEquals("3.10e-09", Digits.three(3.1e-9));
    assertEquals("0", Digits.three(0));
    assertEquals("unknown", Digits.three(Double.NaN));
    assertEquals("-inf", Digits.three(Double.NEGATIVE_INFINITY));
  }

  @Test
  void programs_get_six() {
    assertEquals("0.1", Digits.six(0.1).toString());
    assertEquals("0.00005", Digits.six(5e-5).toString());
    assertEquals("1234570", Digits.six(1234567.0).toString());
    assertEquals("1E-9", Digits.six(1e-9).toString());
    assertEquals("0", Digits.six(0).toString());
  }
}
