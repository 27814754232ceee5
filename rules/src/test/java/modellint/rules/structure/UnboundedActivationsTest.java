package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class UnboundedActivationsTest {
  @Test
  void cubes_one_behind_the_other() {
    var net =
        net()
            .times(5, n -> n.dense(256, 256, Fill.xavier()).power(3))
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML301]: activations that grow faster than their input follow one another
          --> net :: power1
           = gradient growth in decades 20.0 (predicted), limit 1.50
           = layers with such an activation 5.00 (exact), limit 2.00
           = help: use ReLU with weights from He (variance 2 / fan-in), or normalise between
           = effect: predicted growth 20.0 -> 0.1 decades
        """,
        lint(new UnboundedActivations(), net));
  }

  @Test
  void one_square_is_no_stack() {
    var net =
        net()
            .dense(256, 256, Fill.xavier())
            .power(2)
            .dense(256, 256, Fill.he())
            .relu()
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new UnboundedActivations(), net));
  }

  @Test
  void cubes_with_normalisation_between_stay_silent() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.xavier()).power(3).layerNorm())
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new UnboundedActivations(), net));
  }

  @Test
  void a_product_of_two_branches_is_a_gate() {
    var net =
        net()
            .times(4, n -> n.gate(b -> b.dense(256, 256, Fill.xavier()).sigmoid()))
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new UnboundedActivations(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(256)
            .opaque("Mystery")
            .times(5, n -> n.dense(256, 256, Fill.xavier()).power(3))
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new UnboundedActivations(), net));
  }
}
