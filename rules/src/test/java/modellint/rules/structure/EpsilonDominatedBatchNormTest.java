package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class EpsilonDominatedBatchNormTest {
  @Test
  void a_stored_variance_below_epsilon() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .batchNorm(1, 1e-4, 1e-3)
            .relu()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        note[ML306]: epsilon outweighs the variance that is to be normalised
          --> net :: batchNorm1
           = variance before normalisation 1.00e-04 (measured), limit 0.00100
           = help: lower epsilon, or draw the weights before this normalisation wider
        """,
        lint(new EpsilonDominatedBatchNorm(), net));
  }

  @Test
  void a_predicted_variance_far_below_epsilon() {
    var net =
        net()
            .dense(64, 64, Fill.normal(1e-4))
            .batchNorm(1, 1, 1e-3)
            .relu()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        warning[ML306]: epsilon outweighs the variance that is to be normalised
          --> net :: batchNorm1
           = variance before normalisation 6.40e-07 (predicted), limit 0.00100
           = help: lower epsilon, or draw the weights before this normalisation wider
        """,
        lint(new EpsilonDominatedBatchNorm(), net));
  }

  @Test
  void of_several_the_worst_is_named() {
    var net =
        net()
            .dense(64, 64, Fill.normal(1e-3))
            .batchNorm(1, 1e-3, 1e-2)
            .relu()
            .dense(64, 64, Fill.normal(1e-3))
            .batchNorm(1, 1e-4, 2e-2)
            .relu()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        warning[ML306]: epsilon outweighs the variance that is to be normalised
          --> net :: batchNorm2
           = variance before normalisation 1.00e-04 (measured), limit 0.0200
           = batch normalisations alike 2.00 (exact), limit 0
           = help: lower epsilon, or draw the weights before this normalisation wider
        """,
        lint(new EpsilonDominatedBatchNorm(), net));
  }

  @Test
  void ordinary_weights_stay_silent() {
    var net = net().dense(64, 64, Fill.he()).batchNorm().relu().dense(64, 10, Fill.lecun()).build();

    assertEquals("", lint(new EpsilonDominatedBatchNorm(), net));
  }

  @Test
  void a_scale_of_zero_is_no_matter_of_epsilon() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .residual(b -> b.dense(64, 64, Fill.he()).batchNorm(0, 1, 1e-5))
            .relu()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new EpsilonDominatedBatchNorm(), net));
  }

  @Test
  void nothing_is_predicted_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .dense(64, 64, Fill.normal(1e-4))
            .batchNorm(1, 1, 1e-3)
            .relu()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new EpsilonDominatedBatchNorm(), net));
  }
}
