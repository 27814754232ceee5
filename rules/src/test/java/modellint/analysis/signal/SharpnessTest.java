package modellint.analysis.signal;

import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.rule.Subject;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class SharpnessTest {

  private static Optional<Sharpness> sharpness(Graph graph, Loss loss) {
    var subject = new Subject(graph, Map.of(), Assumptions.DEFAULT);
    return Sharpness.of(
        graph, subject.layers(), subject.patterns(), subject.trunk(), loss, Assumptions.DEFAULT);
  }

  @Test
  void one_linear_layer_has_the_kernel_of_the_mean_input_alone() {
    // Standardised inputs share nothing: the mean over N samples leaves n / N, and MSE gives 2 / C.
    Graph graph = net(64).dense(64, 8, Fill.lecun()).build();
    double batch = Assumptions.DEFAULT.batch();

    assertEquals(
        64 / batch * 2 / 8, sharpness(graph, Loss.MSE).orElseThrow().value(), 0.01 * 64 / batch);
  }

  @Test
  void width_makes_rectified_networks_sharper() {
    double narrow = sharpness(rectified(64), Loss.MSE).orElseThrow().value();
    double wide = sharpness(rectified(512), Loss.MSE).orElseThrow().value();

    assertTrue(wide > 4 * narrow, wide + " against " + narrow);
  }

  private static Graph rectified(long width) {
    return net(width)
        .times(4, n -> n.dense(width, width, Fill.he()).relu())
        .dense(width, 10, Fill.he())
        .build();
  }

  @Test
  void nothing_is_claimed_of_a_loss_without_a_second_derivative() {
    assertTrue(sharpness(rectified(64), Loss.MAE).isEmpty());
  }

  @Test
  void nothing_is_claimed_across_an_operator_nobody_knows() {
    Graph graph = net(64).dense(64, 64, Fill.he()).opaque("Mystery").build();

    assertTrue(sharpness(graph, Loss.MSE).isEmpty());
  }
}
