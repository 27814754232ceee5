package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class DeepPlainRunTest {
  @Test
  void depth_adds_up_what_each_layer_is_off_by() {
    var net =
        net()
            .times(60, n -> n.dense(512, 512, Fill.he()).apply("Gelu"))
            .dense(512, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML304]: too many layers follow one another without skip or normalisation
          --> net :: dense1
           = gradient decay in decades 6.10 (predicted), limit 3.00
           = weighted layers in the run 61.0 (exact), limit 29.0
           = help: add an identity skip around every two layers, or normalise after each
        """,
        lint(new DeepPlainRun(), net));
  }

  @Test
  void a_hundred_layers_that_keep_the_gradient_stay_silent() {
    var net =
        net()
            .times(100, n -> n.dense(512, 512, Fill.he()).relu())
            .dense(512, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new DeepPlainRun(), net));
  }

  @Test
  void skips_stay_silent() {
    var net =
        net()
            .dense(512, 512, Fill.he())
            .times(
                30,
                n ->
                    n.residual(
                        b ->
                            b.layerNorm()
                                .dense(512, 512, Fill.he())
                                .apply("Gelu")
                                .dense(512, 512, Fill.xavier())))
            .layerNorm()
            .dense(512, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new DeepPlainRun(), net));
  }

  @Test
  void a_few_layers_that_lose_much_are_not_deep() {
    var net =
        net()
            .times(6, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new DeepPlainRun(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(512)
            .opaque("Mystery")
            .times(60, n -> n.dense(512, 512, Fill.he()).apply("Gelu"))
            .dense(512, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new DeepPlainRun(), net));
  }
}
