package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class OutsideDomainTest {

  private static Net hidden() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.he());
  }

  @Test
  void the_logarithm_of_a_relu() {
    assertEquals(
        """
        error[ML501]: the logarithm of zero or of a negative number is taken
          --> net :: log1
           = least operand 0 (predicted), limit 0
           = help: add an epsilon, clip the operand above zero, or use Softplus before it
        """,
        lint(new OutsideDomain(), hidden().relu().apply("Log").build()));
  }

  @Test
  void the_root_of_what_a_layer_gives() {
    assertEquals(
        """
        error[ML501]: Sqrt is applied outside its domain
          --> net :: sqrt1
           = least operand -inf (predicted), limit 0
           = help: clip the operand to the domain of the function
        """,
        lint(new OutsideDomain(), hidden().apply("Sqrt").build()));
  }

  @Test
  void an_input_that_is_said_to_be_zero_at_times() {
    var net = net(8).between(0, 1).apply("Log").dense(8, 8, Fill.he());

    assertEquals(
        """
        error[ML501]: the logarithm of zero or of a negative number is taken
          --> net :: log1
           = least operand 0 (predicted), limit 0
           = help: add an epsilon, clip the operand above zero, or use Softplus before it
        """,
        lint(new OutsideDomain(), net.build()));
  }

  @Test
  void bounds_that_allow_it_are_a_warning() {
    var net =
        net(8)
            .between(-1, 1)
            .dense(8, 8, Fill.he())
            .relu()
            .dense(8, 4, Fill.he())
            .apply("Sigmoid")
            .with("Sub", 0.1)
            .dense(4, 1, Fill.constant(1))
            .apply("Acosh");

    assertEquals(
        1, lint(new OutsideDomain(), net.build()).lines().filter(it -> it.startsWith("w")).count());
  }

  @Test
  void an_epsilon_behind_the_relu() {
    assertEquals(
        "", lint(new OutsideDomain(), hidden().relu().with("Add", 1e-6).apply("Log").build()));
  }

  @Test
  void a_clip_keeps_the_operand_inside() {
    assertEquals("", lint(new OutsideDomain(), hidden().clip(1e-7, 1 - 1e-7).apply("Log").build()));
  }

  @Test
  void squares_and_their_means_are_not_negative() {
    var norm =
        hidden()
            .both("Sub", n -> n, n -> n.reduce("ReduceMean"))
            .both("Mul", n -> n, n -> n)
            .reduce("ReduceMean")
            .with("Add", 1e-5)
            .apply("Sqrt");

    assertEquals("", lint(new OutsideDomain(), norm.build()));
  }

  @Test
  void softplus_and_absolute_values_with_an_epsilon_are_positive() {
    var net = hidden().apply("Softplus").apply("Log").dense(64, 64, Fill.he());

    assertEquals("", lint(new OutsideDomain(), net.build()));
    assertEquals(
        "",
        lint(new OutsideDomain(), hidden().apply("Abs").with("Add", 1e-6).apply("Log").build()));
  }

  @Test
  void an_input_of_which_nobody_says_what_it_takes() {
    assertEquals("", lint(new OutsideDomain(), net(8).apply("Log").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals("", lint(new OutsideDomain(), hidden().opaque("Mystery").apply("Log").build()));
  }
}
