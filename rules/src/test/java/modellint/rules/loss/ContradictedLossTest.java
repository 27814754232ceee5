package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ContradictedLossTest {
  @Test
  void softmax_under_binary_cross_entropy() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "xent"))
            .build();

    assertEquals(
        """
        error[ML313]: softmax under binary cross-entropy, which takes every output for a yes or no
          --> net :: softmax1
           = sum of the outputs 1.00 (exact), limit 3.00
           = help: use a softmax with cross-entropy of classes, or a sigmoid with binary cross-entropy
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void sigmoid_under_cross_entropy_of_classes() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.OTHER, "mcxent"))
            .build();

    assertEquals(
        """
        error[ML313]: sigmoid under cross-entropy of classes, which takes the outputs for one choice
          --> net :: sigmoid1
           = greatest sum of the outputs 3.00 (exact), limit 1.00
           = help: use a softmax with cross-entropy of classes, or a sigmoid with binary cross-entropy
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void no_activation_under_a_loss_on_probabilities() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .training(Recipe.of().loss(Loss.OTHER, "xent"))
            .build();

    assertEquals(
        """
        error[ML313]: no activation under a loss that takes the logarithm of probabilities
          --> net :: dense2
           = least output -inf (exact), limit 0
           = help: end the network with a sigmoid
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void tanh_under_a_loss_on_probabilities() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .apply("Tanh")
            .training(Recipe.of().loss(Loss.OTHER, "mcxent"))
            .build();

    assertEquals(
        """
        error[ML313]: tanh under a loss that takes the logarithm of probabilities
          --> net :: tanh1
           = least output -1.00 (exact), limit 0
           = help: end the network with a softmax
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void a_sigmoid_before_a_loss_on_logits() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.SIGMOID_CROSS_ENTROPY, "sigmoidBinaryCrossEntropyLoss"))
            .build();

    assertEquals(
        """
        warning[ML313]: sigmoid before a loss that applies its own
          --> net :: sigmoid1
           = sigmoid in series 2.00 (exact), limit 1.00
           = help: remove the sigmoid before the loss
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void softmax_under_cross_entropy_of_classes() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "mcxent"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void sigmoid_under_binary_cross_entropy() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.OTHER, "xent"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void logits_under_a_loss_that_wants_them() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 3, Fill.xavier())
            .training(Recipe.of().loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void nothing_is_claimed_without_a_loss() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 3, Fill.xavier()).apply("Sigmoid").build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .opaque("Mystery")
            .training(Recipe.of().loss(Loss.OTHER, "mcxent"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }
}
