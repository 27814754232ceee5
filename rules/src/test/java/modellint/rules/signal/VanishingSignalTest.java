package modellint.rules.signal;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class VanishingSignalTest {
  @Test
  void a_narrow_layer_behind_the_last_normalisation_fades() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.he()).layerNorm().relu())
            .dense(256, 256, Fill.normal(0.002))
            .relu()
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        note[ML102]: the signal fades on its way to the outputs, most at this layer
          --> net :: dense4
           = signal decay in decades 1.74 (predicted), limit 1.00
           = share of this layer in decades 1.65 (predicted), limit 0.300
           = help: scale the weights of this layer up, or normalise after it
        """,
        lint(new VanishingSignal(), net));
  }

  @Test
  void he_initialisation_stays_silent_at_any_depth() {
    var net =
        net()
            .times(60, n -> n.dense(512, 512, Fill.he()).relu())
            .dense(512, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new VanishingSignal(), net));
  }

  @Test
  void small_weights_before_a_normalisation_stay_silent() {
    var net =
        net()
            .times(10, n -> n.dense(256, 256, Fill.normal(0.02)).layerNorm().relu())
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new VanishingSignal(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(256)
            .opaque("Mystery")
            .times(20, n -> n.dense(256, 256, Fill.normal(0.02)).relu())
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new VanishingSignal(), net));
  }
}
