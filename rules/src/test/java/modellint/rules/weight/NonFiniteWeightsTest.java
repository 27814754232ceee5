package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class NonFiniteWeightsTest {
  @Test
  void a_weight_that_is_not_a_number_is_found() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.xavier().withNans(3)).build();

    assertEquals(
        """
        error[ML203]: a weight of this layer is not a finite number
          --> net :: dense2
           = elements NaN or infinite 3.00 (measured), limit 0
           = help: export a checkpoint from before the weights went out of range
        """,
        lint(new NonFiniteWeights(), net));
  }

  @Test
  void a_mask_of_infinities_is_no_weight() {
    var net =
        net()
            .dense(64, 64, Fill.he().stored())
            .relu()
            .mask(Double.NEGATIVE_INFINITY)
            .apply("Softmax")
            .dense(64, 10, Fill.xavier().stored())
            .build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }

  @Test
  void finite_weights_stay_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he().stored())
            .batchNorm()
            .relu()
            .dense(64, 10, Fill.xavier().stored())
            .build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }

  @Test
  void weights_that_are_not_stated_stay_silent() {
    var net = net().dense(64, 64, Fill.unknown()).relu().dense(64, 10, Fill.unknown()).build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }
}
