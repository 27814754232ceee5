package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class VanishingEpsilonTest {

  private static Net hidden() {
    return net().half().dense(64, 64, Fill.he());
  }

  @Test
  void the_epsilon_of_single_precision_behind_a_relu() {
    assertEquals(
        """
        error[ML509]: the epsilon is zero in half precision
          --> net :: add1
           = epsilon 0 (exact), limit 5.96e-08
           = help: take an epsilon of 1e-6 or more, or single precision here
        """,
        lint(new VanishingEpsilon(), hidden().relu().with("Add", 1e-12).apply("Log").build()));
  }

  @Test
  void the_epsilon_of_a_normalisation() {
    var net =
        hidden().both("Mul", n -> n, n -> n).reduce("ReduceMean").with("Add", 1e-8).apply("Sqrt");

    assertEquals(
        """
        warning[ML509]: the epsilon is zero in half precision
          --> net :: add1
           = epsilon 0 (exact), limit 5.96e-08
           = help: take an epsilon of 1e-6 or more, or single precision here
        """,
        lint(new VanishingEpsilon(), net.build()));
  }

  @Test
  void an_epsilon_that_half_precision_holds() {
    assertEquals(
        "", lint(new VanishingEpsilon(), hidden().relu().with("Add", 1e-6).apply("Log").build()));
  }

  @Test
  void the_same_in_single_precision() {
    assertEquals(
        "",
        lint(
            new VanishingEpsilon(),
            net().dense(64, 64, Fill.he()).relu().with("Add", 1e-12).apply("Log").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals(
        "",
        lint(
            new VanishingEpsilon(),
            hidden().opaque("Mystery").with("Add", 1e-12).apply("Log").build()));
  }
}
