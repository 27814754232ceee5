package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class MissingNonLinearityTest {
  @Test
  void two_layers_in_series_are_one() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        note[ML303]: nothing but linear steps lie between this layer and the next
          --> net :: dense1
           = linear layers in series 2.00 (exact), limit 1.00
           = help: put an activation after this layer, or merge the two
        """,
        lint(new MissingNonLinearity(), net));
  }

  @Test
  void batch_normalisation_is_linear_as_well() {
    var net =
        net(8, 16, 16)
            .conv(32, 3, Fill.he())
            .batchNorm()
            .conv(32, 3, Fill.he())
            .batchNorm()
            .relu()
            .conv(8, 1, Fill.he())
            .build();

    assertEquals(
        """
        note[ML303]: nothing but linear steps lie between this layer and the next
          --> net :: conv1
           = linear layers in series 2.00 (exact), limit 1.00
           = help: put an activation after this layer, or merge the two
        """,
        lint(new MissingNonLinearity(), net));
  }

  @Test
  void a_low_rank_factorisation_stays_silent() {
    var net =
        net()
            .dense(256, 16, Fill.he())
            .dense(16, 256, Fill.he())
            .relu()
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }

  @Test
  void depthwise_and_pointwise_stay_silent() {
    var net =
        net(16, 16, 16)
            .depthwise(3, Fill.he())
            .conv(32, 1, Fill.he())
            .relu()
            .depthwise(3, Fill.he())
            .conv(8, 1, Fill.he())
            .build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }

  @Test
  void an_inverted_bottleneck_stays_silent() {
    var net =
        net(16, 8, 8)
            .conv(96, 1, Fill.he())
            .batchNorm()
            .relu()
            .conv(16, 1, Fill.he())
            .batchNorm()
            .conv(96, 1, Fill.he())
            .batchNorm()
            .relu()
            .conv(16, 1, Fill.he())
            .build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }

  @Test
  void a_branch_that_ends_in_a_sum_stays_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .residual(b -> b.dense(64, 64, Fill.he()))
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }

  @Test
  void a_layer_normalisation_is_no_linear_step() {
    var net = net().dense(64, 64, Fill.he()).layerNorm().dense(64, 10, Fill.xavier()).build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }

  @Test
  void what_stands_between_may_be_anything_where_it_is_not_known() {
    var net = net().dense(64, 64, Fill.he()).opaque("Mystery").dense(64, 10, Fill.xavier()).build();

    assertEquals("", lint(new MissingNonLinearity(), net));
  }
}
