package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class MaskedNanTest {

  private static Net hidden() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.he());
  }

  @Test
  void a_choice_between_zero_and_the_logarithm_of_a_relu() {
    assertEquals(
        """
        warning[ML507]: a choice hides NaN or infinity, and its gradient does not
          --> net :: log1
           = least operand in the branch not taken 0 (predicted), limit 0
           = help: replace the bad operands before the function, by a second Where or a Clip
        """,
        lint(new MaskedNan(), hidden().relu().where(n -> n.apply("Log")).build()));
  }

  @Test
  void a_choice_between_zero_and_the_root_of_a_negative_number() {
    assertEquals(
        """
        error[ML507]: a choice hides NaN or infinity, and its gradient does not
          --> net :: sqrt1
           = least operand in the branch not taken -inf (predicted), limit 0
           = help: replace the bad operands before the function, by a second Where or a Clip
        """,
        lint(new MaskedNan(), hidden().where(n -> n.apply("Sqrt")).build()));
  }

  @Test
  void zero_times_infinity() {
    assertEquals(
        """
        error[ML507]: zero is multiplied by an infinite mask
          --> net :: mul1
           = least factor 0 (exact), limit 0
           = help: mask with Where instead of a product
        """,
        lint(new MaskedNan(), hidden().relu().with("Mul", Double.NEGATIVE_INFINITY).build()));
  }

  @Test
  void a_row_of_a_stored_mask_that_is_closed_throughout() {
    assertEquals(
        """
        error[ML507]: a row that is masked throughout becomes NaN
          --> net :: softmax1
           = open positions of a masked row 0 (exact), limit 1.00
           = help: mask with a large finite number, or keep one position of each row open
        """,
        lint(new MaskedNan(), hidden().mask(Double.NEGATIVE_INFINITY).apply("Softmax").build()));
  }

  @Test
  void the_operand_is_made_safe_first() {
    assertEquals(
        "",
        lint(
            new MaskedNan(),
            hidden().where(n -> n.clip(1e-6, Double.POSITIVE_INFINITY).apply("Log")).build()));
  }

  @Test
  void the_derivative_of_a_logarithm_is_finite_below_zero() {
    assertEquals("", lint(new MaskedNan(), hidden().where(n -> n.apply("Log")).build()));
  }

  @Test
  void a_large_finite_mask() {
    assertEquals("", lint(new MaskedNan(), hidden().mask(-1e9).apply("Softmax").build()));
  }

  @Test
  void an_input_of_which_nobody_says_what_it_takes() {
    assertEquals("", lint(new MaskedNan(), net(8).where(n -> n.apply("Log")).build()));
  }
}
