package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private static Net hidden() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.he());
  }

  private static Net variance(Net net) {
    return net.both(
        "Sub",
        n -> n.both("Mul", m -> m, m -> m).reduce("ReduceMean"),
        n -> n.reduce("ReduceMean").both("Mul", m -> m, m -> m));
  }

  @Test
  void the_root_of_a_variance_as_a_difference() {
    assertEquals(
        """
        warning[ML508]: the variance is a difference that rounding can make negative
          --> net :: sub1
           = mean of the data 1.00 (predicted), limit 0
           = help: average the squared differences from the mean, or clip the variance at zero
        """,
        lint(new Cancellation(), variance(hidden()).apply("Sqrt").build()));
  }

  @Test
  void pixels_outweigh_a_small_epsilon() {
    assertEquals(
        """
        warning[ML508]: the variance is a difference that rounding can make negative
          --> net :: sub1
           = mean of the data 255 (predicted), limit 13.0
           = help: average the squared differences from the mean, or clip the variance at zero
        """,
        lint(
            new Cancellation(),
            variance(net(8).between(0, 255)).with("Add", 1e-5).apply("Sqrt").build()));
  }

  @Test
  void one_less_a_sigmoid() {
    assertEquals(
        """
        warning[ML508]: the logarithm is taken of one less a number that rounds to one
          --> net :: log1
           = greatest logit inf (predicted), limit 17.3
           = help: write it as the negative of Softplus of the logit
        """,
        lint(new Cancellation(), hidden().sigmoid().from(1, "Sub").apply("Log").build()));
  }

  @Test
  void an_epsilon_is_enough_for_standardised_data() {
    assertEquals(
        "", lint(new Cancellation(), variance(hidden()).with("Add", 1e-5).apply("Sqrt").build()));
  }

  @Test
  void the_variance_is_clipped_at_zero() {
    assertEquals("", lint(new Cancellation(), variance(hidden()).relu().apply("Sqrt").build()));
  }

  @Test
  void one_less_a_sigmoid_and_an_epsilon() {
    assertEquals(
        "",
        lint(
            new Cancellation(),
            hidden().sigmoid().from(1, "Sub").with("Add", 1e-7).apply("Log").build()));
    assertEquals(
        "",
        lint(new Cancellation(), hidden().tanh().sigmoid().from(1, "Sub").apply("Log").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals(
        "", lint(new Cancellation(), variance(hidden()).opaque("Mystery").apply("Sqrt").build()));
  }
}
