package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class AscendingLossTest {

  private static Graph stating(Recipe recipe) {
    return net().dense(64, 1, Fill.xavier()).sigmoid().training(recipe).build();
  }

  @Test
  void the_loss_of_probabilities() {
    var net =
        stating(Recipe.of().loss(Loss.OTHER, "sigmoidbinarycrossentropyloss-of-probabilities"));

    assertEquals(
        """
        error[ML716]: with fromSigmoid the loss lacks its minus sign, so training goes uphill
          --> net
           = loss of a certain right answer 0 (exact), limit 0
           = loss of a certain wrong answer -inf (exact), limit 0
           = help: write Loss.sigmoidBinaryCrossEntropyLoss(), and no sigmoid before it
        """,
        lint(new AscendingLoss(), net));
  }

  @Test
  void the_loss_of_logits() {
    var net =
        stating(Recipe.of().loss(Loss.SIGMOID_CROSS_ENTROPY, "sigmoidbinarycrossentropyloss"));

    assertEquals("", lint(new AscendingLoss(), net));
  }

  @Test
  void nothing_is_claimed_where_the_flag_is_not_known() {
    var net = stating(Recipe.of().loss(Loss.OTHER, "sigmoidbinarycrossentropyloss"));

    assertEquals("", lint(new AscendingLoss(), net));
  }
}
