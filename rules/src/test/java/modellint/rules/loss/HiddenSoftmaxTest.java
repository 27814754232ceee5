package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class HiddenSoftmaxTest {

  @Test
  void a_softmax_between_two_layers() {
    assertEquals(
        """
        warning[ML317]: a softmax as a hidden activation leaves each unit one share of one
          --> net :: softmax1
           = units that share it 64.0 (exact), limit 8.00
           = help: use a rectifier or tanh here: .activation(Activation.RELU)
        """,
        lint(new HiddenSoftmax(), hidden(64).dense(64, 10, Fill.xavier()).build()));
  }

  @Test
  void a_softmax_at_the_output() {
    assertEquals("", lint(new HiddenSoftmax(), hidden(64).build()));
  }

  @Test
  void a_gate_of_four() {
    assertEquals("", lint(new HiddenSoftmax(), hidden(4).dense(4, 10, Fill.xavier()).build()));
  }

  @Test
  void shares_that_weigh_what_was_computed() {
    Net weighed =
        net().gate(it -> it.dense(64, 64, Fill.xavier()).apply("Softmax")).dense(64, 10, Fill.he());

    assertEquals("", lint(new HiddenSoftmax(), weighed.build()));
  }

  @Test
  void nothing_is_claimed_behind_what_is_not_understood() {
    Net net = net().opaque("Mystery").apply("Softmax").dense(64, 10, Fill.xavier());

    assertEquals("", lint(new HiddenSoftmax(), net.build()));
  }

  private static Net hidden(long units) {
    return net().dense(64, units, Fill.xavier()).apply("Softmax");
  }
}
