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
           = help: use a softmax with cross-entropy of classes, .activation(Activation.SOFTMAX) and MCXENT, or a sigmoid with binary cross-entropy, SIGMOID and XENT
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
           = help: use a softmax with cross-entropy of classes, .activation(Activation.SOFTMAX) and MCXENT, or a sigmoid with binary cross-entropy, SIGMOID and XENT
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
           = help: end the network with a sigmoid: .activation(Activation.SIGMOID)
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
           = help: end the network with a softmax: .activation(Activation.SOFTMAX)
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
           = sigmoids in series 2.00 (exact), limit 1.00
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

  @Test
  void no_activation_under_poisson() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of().loss(Loss.OTHER, "poisson"))
            .build();

    assertEquals(
        """
        error[ML313]: no activation under a loss that takes the logarithm of expected counts
          --> net :: dense2
           = least output -inf (exact), limit 0
           = help: end the network with a softplus: .activation(Activation.SOFTPLUS)
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void a_rectifier_under_poisson() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Relu")
            .training(Recipe.of().loss(Loss.OTHER, "poisson"))
            .build();

    assertEquals(
        """
        warning[ML313]: relu under a loss that takes the logarithm of expected counts
          --> net :: relu2
           = least output 0 (exact), limit 0
           = help: end the network with a softplus: .activation(Activation.SOFTPLUS)
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void a_softplus_under_poisson() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softplus")
            .training(Recipe.of().loss(Loss.OTHER, "poisson"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void a_softmax_under_a_hinge() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "hinge"))
            .build();

    assertEquals(
        """
        warning[ML313]: softmax under a hinge, whose margin of minus one it never reaches
          --> net :: softmax1
           = least output 0 (exact), limit -1.00
           = help: end the network without a function: .activation(Activation.IDENTITY)
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void no_activation_under_a_hinge() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of().loss(Loss.OTHER, "hinge"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void no_activation_under_a_divergence() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of().loss(Loss.OTHER, "kl_divergence"))
            .build();

    assertEquals(
        """
        error[ML313]: no activation under a loss that takes the logarithm of probabilities
          --> net :: dense2
           = least output -inf (exact), limit 0
           = help: end the network with a softmax: .activation(Activation.SOFTMAX)
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void a_softmax_under_a_divergence() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "kl_divergence"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void a_softmax_under_a_loss_of_logarithms() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "softmaxcrossentropyloss-of-logarithms"))
            .build();

    assertEquals(
        """
        error[ML313]: softmax under a loss that takes logarithms of probabilities
          --> net :: softmax1
           = log-softmax before the loss 0 (exact), limit 1.00
           = help: leave fromLogit true, Loss.softmaxCrossEntropyLoss(), and no softmax before it
        """,
        lint(new ContradictedLoss(), net));
  }

  @Test
  void a_log_softmax_under_a_loss_of_logarithms() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("LogSoftmax")
            .training(Recipe.of().loss(Loss.OTHER, "softmaxcrossentropyloss-of-logarithms"))
            .build();

    assertEquals("", lint(new ContradictedLoss(), net));
  }

  @Test
  void logits_under_a_binary_loss_of_probabilities() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of().loss(Loss.OTHER, "sigmoidbinarycrossentropyloss-of-probabilities"))
            .build();

    assertEquals(
        """
        error[ML313]: no activation under a loss that takes the logarithm of probabilities
          --> net :: dense2
           = least output -inf (exact), limit 0
           = help: end the network with a sigmoid: .activation(Activation.SIGMOID)
        """,
        lint(new ContradictedLoss(), net));
  }
}
