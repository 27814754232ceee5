package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class SymmetricWeightsTest {
  @Test
  void equal_weights_make_equal_units() {
    var net =
        net()
            .times(6, n -> n.dense(64, 64, Fill.constant(0.01)).relu())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML202]: all weights start equal, so all units learn the same
          --> net :: dense1
           = layers with equal weights 6.00 (declared), limit 0
           = help: draw the weights from He (for ReLU) or Xavier (for tanh) instead of a constant
        """,
        lint(new SymmetricWeights(), net));
  }

  @Test
  void zeros_in_the_middle_let_nothing_through() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 64, Fill.constant(0).stored())
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML202]: all weights start equal, so all units learn the same
          --> net :: dense2
           = layers with equal weights 1.00 (measured), limit 0
           = help: draw the weights from He (for ReLU) or Xavier (for tanh) instead of a constant
        """,
        lint(new SymmetricWeights(), net));
  }

  @Test
  void a_residual_branch_may_end_at_zero() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .residual(b -> b.dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.constant(0)))
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void an_adapter_may_start_at_zero() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .residual(b -> b.matmul(64, 4, Fill.he()).matmul(4, 64, Fill.constant(0)))
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void a_gate_may_start_at_zero() {
    var net =
        net(16, 8, 8)
            .conv(16, 3, Fill.he())
            .gate(
                b ->
                    b.globalAveragePool()
                        .conv(4, 1, Fill.he())
                        .relu()
                        .conv(16, 1, Fill.constant(0))
                        .sigmoid())
            .conv(16, 3, Fill.he())
            .build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void a_head_may_start_at_zero() {
    var net = net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.constant(0)).build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void a_blur_has_equal_weights_by_design() {
    var net =
        net(8, 16, 16)
            .conv(8, 3, Fill.he())
            .depthwise(3, Fill.constant(1.0 / 9).stored())
            .conv(8, 3, Fill.he())
            .build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void a_single_unit_is_equal_to_none() {
    var net = net().dense(64, 1, Fill.constant(0.1)).relu().dense(1, 10, Fill.xavier()).build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }

  @Test
  void weights_that_are_not_stated_stay_silent() {
    var net =
        net()
            .times(6, n -> n.dense(64, 64, Fill.unknown()).relu())
            .dense(64, 10, Fill.unknown())
            .build();

    assertEquals("", lint(new SymmetricWeights(), net));
  }
}
