package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class SingleUnitSoftmaxTest {
  @Test
  void one_unit() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 1, Fill.xavier()).apply("Softmax").build();

    assertEquals(
        """
        error[ML311]: a softmax over one unit is always one, so nothing is learned
          --> net :: softmax1
           = units 1.00 (exact), limit 2.00
           = help: use a sigmoid with binary cross-entropy, or two units
        """,
        lint(new SingleUnitSoftmax(), net));
  }

  @Test
  void two_units() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 2, Fill.xavier()).apply("Softmax").build();

    assertEquals("", lint(new SingleUnitSoftmax(), net));
  }

  @Test
  void one_unit_with_a_sigmoid() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 1, Fill.xavier()).apply("Sigmoid").build();

    assertEquals("", lint(new SingleUnitSoftmax(), net));
  }

  @Test
  void nothing_is_claimed_of_an_axis_of_unknown_size() {
    var net = net(64).opaque("Mystery").apply("Softmax").build();

    assertEquals("", lint(new SingleUnitSoftmax(), net));
  }
}
