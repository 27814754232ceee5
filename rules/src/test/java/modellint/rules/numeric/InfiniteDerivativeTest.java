package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class InfiniteDerivativeTest {

  private static Net hidden() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.he());
  }

  @Test
  void the_root_of_a_relu() {
    assertEquals(
        """
        warning[ML506]: the derivative is infinite at zero, and the operand is zero at times
          --> net :: sqrt1
           = least operand 0 (predicted), limit 0
           = help: add an epsilon inside the root, before it is taken
        """,
        lint(new InfiniteDerivative(), hidden().relu().apply("Sqrt").build()));
  }

  @Test
  void the_epsilon_is_outside_the_root() {
    assertEquals(
        """
        warning[ML506]: the derivative is infinite at zero, and the operand is zero at times
          --> net :: power1
           = least operand 0 (predicted), limit 0
           = help: add an epsilon inside the root, before it is taken
        """,
        lint(new InfiniteDerivative(), hidden().relu().power(0.5).with("Add", 1e-6).build()));
  }

  @Test
  void the_distance_of_every_vector_to_every_vector() {
    var net =
        hidden()
            .both("Sub", n -> n.unsqueeze(0), n -> n.unsqueeze(1))
            .both("Mul", n -> n, n -> n)
            .reduce("ReduceSum")
            .apply("Sqrt");

    assertEquals(
        """
        error[ML506]: the derivative is infinite at zero, and the operand is zero at times
          --> net :: sqrt1
           = least operand 0 (predicted), limit 0
           = help: add an epsilon inside the root, before it is taken
        """,
        lint(new InfiniteDerivative(), net.build()));
  }

  @Test
  void an_epsilon_inside_the_root() {
    assertEquals(
        "",
        lint(new InfiniteDerivative(), hidden().relu().with("Add", 1e-6).apply("Sqrt").build()));
  }

  @Test
  void no_weight_learns_from_it() {
    var net = net(8).between(0, 1).apply("Sqrt").dense(8, 8, Fill.he());

    assertEquals("", lint(new InfiniteDerivative(), net.build()));
  }

  @Test
  void the_length_of_an_embedding() {
    assertEquals("", lint(new InfiniteDerivative(), hidden().reduce("ReduceL2").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals(
        "",
        lint(new InfiniteDerivative(), hidden().relu().opaque("Mystery").apply("Sqrt").build()));
  }
}
