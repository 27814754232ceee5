package modellint.rules.signal;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class ExplodingSignalTest {
  @Test
  void residual_branches_add_up() {
    var net =
        net()
            .dense(256, 256, Fill.he())
            .times(30, n -> n.residual(b -> b.dense(256, 256, Fill.he()).relu()))
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        error[ML101]: the signal grows on its way to the outputs, most at this layer
          --> net :: dense5
           = signal growth in decades 6.74 (predicted), limit 1.50
           = help: scale the weights of this layer down, or normalise after it
        """,
        lint(new ExplodingSignal(), net));
  }

  @Test
  void normalised_branches_stay_silent() {
    var net =
        net()
            .dense(256, 256, Fill.he())
            .times(30, n -> n.residual(b -> b.layerNorm().dense(256, 256, Fill.he()).relu()))
            .layerNorm()
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new ExplodingSignal(), net));
  }

  @Test
  void branches_that_start_at_zero_stay_silent() {
    var net =
        net()
            .dense(256, 256, Fill.he())
            .times(
                30,
                n ->
                    n.residual(
                        b -> b.dense(256, 256, Fill.he()).relu().dense(256, 256, Fill.constant(0))))
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new ExplodingSignal(), net));
  }

  @Test
  void trained_weights_stay_silent() {
    var net =
        net()
            .dense(256, 256, Fill.trained(0.2))
            .times(30, n -> n.residual(b -> b.dense(256, 256, Fill.trained(0.2)).relu()))
            .dense(256, 10, Fill.trained(0.2))
            .build();

    assertEquals("", lint(new ExplodingSignal(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net()
            .dense(256, 256, Fill.he())
            .opaque("Mystery")
            .times(30, n -> n.residual(b -> b.dense(256, 256, Fill.he()).relu()))
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new ExplodingSignal(), net));
  }
}
