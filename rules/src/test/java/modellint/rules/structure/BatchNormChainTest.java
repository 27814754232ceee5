package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class BatchNormChainTest {
  @Test
  void forty_layers_without_a_skip() {
    var net =
        net()
            .times(40, n -> n.dense(64, 64, Fill.he()).batchNorm().relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals(
        """
        warning[ML305]: batch-normalised layers follow one another without a skip
          --> net :: dense1
           = gradient growth in decades 3.03 (predicted), limit 1.50
           = batch-normalised layers in the chain 40.0 (exact), limit 19.0
           = help: add an identity skip around every two layers
        """,
        lint(new BatchNormChain(), net));
  }

  @Test
  void ten_layers_stay_silent() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.he()).batchNorm().relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals("", lint(new BatchNormChain(), net));
  }

  @Test
  void skips_stay_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .times(
                20,
                n ->
                    n.residual(
                            b ->
                                b.dense(64, 64, Fill.he())
                                    .batchNorm()
                                    .relu()
                                    .dense(64, 64, Fill.he())
                                    .batchNorm())
                        .relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals("", lint(new BatchNormChain(), net));
  }

  @Test
  void layer_normalisation_stays_silent() {
    var net =
        net()
            .times(40, n -> n.dense(64, 64, Fill.he()).layerNorm().relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals("", lint(new BatchNormChain(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(40, n -> n.dense(64, 64, Fill.he()).batchNorm().relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals("", lint(new BatchNormChain(), net));
  }
}
