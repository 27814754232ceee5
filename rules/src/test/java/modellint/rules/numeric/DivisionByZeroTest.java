package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class DivisionByZeroTest {

  private static Net hidden() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.he());
  }

  @Test
  void one_over_a_relu() {
    assertEquals(
        """
        error[ML502]: the divisor can be zero
          --> net :: reciprocal1
           = least divisor 0 (predicted), limit 0
           = help: add an epsilon to the divisor, or clip it above zero
        """,
        lint(new DivisionByZero(), hidden().relu().apply("Reciprocal").build()));
  }

  @Test
  void a_divisor_of_both_signs() {
    var net = hidden().both("Div", n -> n.apply("Sigmoid"), n -> n.dense(64, 64, Fill.he()));

    assertEquals(
        """
        warning[ML502]: the divisor changes its sign
          --> net :: div1
           = least divisor -inf (predicted), limit 0
           = help: divide by something positive: Softplus or exp of the value, plus an epsilon
        """,
        lint(new DivisionByZero(), net.build()));
  }

  @Test
  void an_image_that_may_be_black_over_its_length() {
    var net = net(8).between(0, 1).both("Div", n -> n, n -> n.reduce("ReduceL2"));

    assertEquals(
        """
        error[ML502]: the divisor can be zero
          --> net :: div1
           = least divisor 0 (predicted), limit 0
           = help: add an epsilon to the divisor, or clip it above zero
        """,
        lint(new DivisionByZero(), net.build()));
  }

  @Test
  void an_embedding_over_its_length() {
    var net = hidden().both("Div", n -> n, n -> n.reduce("ReduceL2"));

    assertEquals("", lint(new DivisionByZero(), net.build()));
  }

  @Test
  void a_softmax_written_out_divides_by_what_is_positive() {
    var net = hidden().apply("Exp").both("Div", n -> n, n -> n.reduce("ReduceSum"));

    assertEquals("", lint(new DivisionByZero(), net.build()));
  }

  @Test
  void a_divisor_that_is_kept_from_zero() {
    assertEquals(
        "",
        lint(new DivisionByZero(), hidden().relu().with("Max", 1e-12).apply("Reciprocal").build()));
    assertEquals(
        "",
        lint(
            new DivisionByZero(),
            hidden().apply("Abs").with("Add", 1e-6).apply("Reciprocal").build()));
  }

  @Test
  void an_input_of_which_nobody_says_what_it_takes() {
    assertEquals("", lint(new DivisionByZero(), net(8).apply("Reciprocal").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals(
        "", lint(new DivisionByZero(), hidden().opaque("Mystery").apply("Reciprocal").build()));
  }
}
