package modellint.rules;

import static modellint.testing.Linting.names;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

/** One fault, one finding, and it names the cause. */
class PlantedFaultsTest {

  @Test
  void standard_normal_weights() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).relu())
            .dense(64, 10, Fill.normal(1))
            .build();

    assertEquals(List.of("error mismatched-variance"), names(net));
  }

  @Test
  void standard_normal_weights_of_a_tanh_net() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).tanh())
            .dense(64, 10, Fill.normal(1))
            .build();

    assertEquals(List.of("error mismatched-variance"), names(net));
  }

  @Test
  void a_stack_of_sigmoids() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(List.of("error saturating-activations"), names(net));
  }

  @Test
  void a_stack_of_sigmoids_with_a_library_default() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.torch()).sigmoid())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals(List.of("error saturating-activations"), names(net));
  }

  @Test
  void constant_weights() {
    var net =
        net()
            .times(6, n -> n.dense(64, 64, Fill.constant(0.01)).relu())
            .dense(64, 10, Fill.constant(0.01))
            .build();

    assertEquals(List.of("error symmetric-weights"), names(net));
  }

  @Test
  void a_batch_normalised_chain_of_forty_layers() {
    var net =
        net()
            .times(40, n -> n.dense(64, 64, Fill.he()).batchNorm().relu())
            .dense(64, 10, Fill.torch())
            .build();

    assertEquals(List.of("warning batch-norm-chain"), names(net));
  }

  @Test
  void a_default_initialisation_thirty_layers_deep() {
    var net =
        net()
            .times(30, n -> n.dense(64, 64, Fill.torch(), Fill.torch()).relu())
            .dense(64, 10, Fill.torch(), Fill.torch())
            .build();

    assertEquals(List.of("error mismatched-variance"), names(net));
  }

  @Test
  void depth_that_no_initialiser_makes_up_for() {
    var net =
        net()
            .times(60, n -> n.dense(512, 512, Fill.he()).apply("Gelu"))
            .dense(512, 10, Fill.xavier())
            .build();

    assertEquals(List.of("error deep-plain-run"), names(net));
  }

  @Test
  void residual_branches_that_add_up() {
    var net =
        net()
            .dense(256, 256, Fill.he())
            .times(30, n -> n.residual(b -> b.dense(256, 256, Fill.he()).relu()))
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals(List.of("error exploding-signal"), names(net));
  }

  @Test
  void a_hot_last_layer() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 10, Fill.normal(1))
            .build();

    assertEquals(List.of("warning hot-output"), names(net));
  }

  @Test
  void cubes_one_behind_the_other() {
    var net =
        net()
            .times(5, n -> n.dense(256, 256, Fill.xavier()).power(3))
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals(List.of("error unbounded-activations"), names(net));
  }
}
