package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class DoubleSoftmaxTest {
  @Test
  void a_softmax_behind_a_softmax() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .apply("Softmax")
            .build();

    assertEquals(
        """
        warning[ML312]: probabilities go through a second softmax
          --> net :: softmax2
           = softmax in series 2.00 (exact), limit 1.00
           = help: remove the softmax before the loss, which applies its own
        """,
        lint(new DoubleSoftmax(), net));
  }

  @Test
  void a_softmax_before_a_loss_on_logits() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.SOFTMAX_CROSS_ENTROPY, "SoftmaxCrossEntropyLoss"))
            .build();

    assertEquals(
        """
        warning[ML312]: probabilities go through a second softmax
          --> net :: softmax1
           = softmax in series 2.00 (exact), limit 1.00
           = help: remove the softmax before the loss, which applies its own
        """,
        lint(new DoubleSoftmax(), net));
  }

  @Test
  void a_softmax_and_a_loss_on_probabilities() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.SOFTMAX_CROSS_ENTROPY, "mcxent"))
            .build();

    assertEquals("", lint(new DoubleSoftmax(), net));
  }

  @Test
  void a_loss_that_is_told_to_take_probabilities() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "SoftmaxCrossEntropyLoss"))
            .build();

    assertEquals("", lint(new DoubleSoftmax(), net));
  }

  @Test
  void a_layer_between_two_of_them() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .apply("Softmax")
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .build();

    assertEquals("", lint(new DoubleSoftmax(), net));
  }

  @Test
  void a_cross_entropy_that_leaves_open_what_it_reads() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new DoubleSoftmax(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .opaque("Mystery")
            .apply("Softmax")
            .build();

    assertEquals("", lint(new DoubleSoftmax(), net));
  }
}
