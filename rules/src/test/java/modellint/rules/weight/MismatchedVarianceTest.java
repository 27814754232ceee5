package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static modellint.testing.Net.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class MismatchedVarianceTest {
  @Test
  void a_standard_deviation_of_one_is_too_wide() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).relu())
            .dense(64, 10, Fill.normal(1))
            .build();

    assertEquals(
        """
        error[ML201]: the initial weights are too wide for Relu
          --> net :: dense1
           = gradient growth in decades 6.54 (predicted), limit 1.50
           = weight variance times fan-in 64.0 (declared), limit 2.00
           = help: draw the weights of 11 layers from He (variance 2 / fan-in) instead of NORMAL
           = effect: predicted growth 6.6 -> 0.1 decades
        """,
        lint(new MismatchedVariance(), net));
  }

  @Test
  void a_library_default_is_too_narrow_thirty_layers_deep() {
    var net =
        net()
            .times(30, n -> n.dense(64, 64, Fill.torch(), Fill.torch()).relu())
            .dense(64, 10, Fill.torch(), Fill.torch())
            .build();

    assertEquals(
        """
        error[ML201]: the initial weights are too narrow for Relu
          --> net :: dense1
           = gradient decay in decades 11.1 (predicted), limit 3.00
           = weight variance times fan-in 0.333 (declared), limit 1.80
           = help: draw the weights of 30 layers from He (variance 2 / fan-in) instead of kaiming_uniform_(a=sqrt(5))
           = effect: predicted growth -11.1 -> 0.0 decades
        """,
        lint(new MismatchedVariance(), net));
  }

  @Test
  void stored_weights_are_read_like_declared_ones() {
    var net =
        net()
            .times(30, n -> n.dense(64, 64, Fill.torch().stored(), Fill.torch().stored()).relu())
            .dense(64, 10, Fill.torch().stored(), Fill.torch().stored())
            .build();

    assertEquals(
        """
        error[ML201]: the initial weights are too narrow for Relu
          --> net :: dense1
           = gradient decay in decades 10.7 (predicted), limit 3.00
           = weight variance times fan-in 0.332 (measured), limit 1.80
           = help: draw the weights of 30 layers from He (variance 2 / fan-in) instead of PyTorch default
           = effect: predicted growth -10.7 -> 0.0 decades
        """,
        lint(new MismatchedVariance(), net));
  }

  @Test
  void selu_wants_lecun() {
    var net =
        net()
            .times(40, n -> n.dense(256, 256, Fill.torch()).apply("Selu"))
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals(
        """
        error[ML201]: the initial weights are too narrow for Selu
          --> net :: dense1
           = gradient decay in decades 3.36 (predicted), limit 3.00
           = weight variance times fan-in 0.333 (declared), limit 0.930
           = help: draw the weights of 40 layers from LeCun (variance 1 / fan-in) instead of kaiming_uniform_(a=sqrt(5))
           = effect: predicted growth -3.4 -> 0.3 decades
        """,
        lint(new MismatchedVariance(), net));
  }

  @Test
  void one_layer_that_explodes_is_named_alone() {
    var net =
        net()
            .times(4, n -> n.dense(128, 128, Fill.he()).relu())
            .dense(128, 128, Fill.normal(8))
            .relu()
            .times(3, n -> n.dense(128, 128, Fill.he()).relu())
            .dense(128, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML201]: the initial weights are too wide for Relu
          --> net :: dense5
           = gradient growth in decades 1.67 (predicted), limit 1.50
           = weight variance times fan-in 8.19e+03 (declared), limit 2.00
           = help: draw the weights of this layer from He (variance 2 / fan-in) instead of NORMAL
           = effect: predicted growth 1.7 -> 0.1 decades
        """,
        lint(new MismatchedVariance(), net));
  }

  @Test
  void the_same_default_three_layers_deep_stays_silent() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.torch(), Fill.torch()).relu())
            .dense(64, 10, Fill.torch(), Fill.torch())
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void xavier_before_relu_stays_silent_in_a_shallow_net() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.xavier()).relu())
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void weights_before_a_normalisation_may_have_any_scale() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).batchNorm().relu())
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void trained_weights_stay_silent() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.trained(1)).relu())
            .dense(64, 10, Fill.trained(1))
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void a_wide_embedding_before_a_normalisation_stays_silent() {
    var net =
        tokens(16)
            .embedding(1000, 64, Fill.normal(1))
            .layerNorm()
            .matmul(64, 64, Fill.xavier())
            .relu()
            .matmul(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).relu())
            .dense(64, 10, Fill.normal(1))
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }

  @Test
  void weights_that_are_not_stated_stay_silent() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.unknown()).relu())
            .dense(64, 10, Fill.unknown())
            .build();

    assertEquals("", lint(new MismatchedVariance(), net));
  }
}
