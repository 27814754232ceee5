package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ConstantLossTest {

  private static Graph stating(Recipe recipe) {
    return net().dense(64, 1, Fill.xavier()).training(recipe).build();
  }

  @Test
  void a_loss_of_the_labels_alone() {
    assertEquals(
        """
        error[ML729]: with a weight the loss is computed of the labels alone and has no gradient
          --> net
           = change of the loss with the predictions 0 (exact), limit 0
           = help: write Loss.l1Loss(), and put its weight into the learning rate
        """,
        lint(new ConstantLoss(), stating(Recipe.of().loss(Loss.OTHER, "l1loss-of-labels"))));
  }

  @Test
  void the_absolute_error() {
    assertEquals("", lint(new ConstantLoss(), stating(Recipe.of().loss(Loss.MAE, "l1loss"))));
  }

  @Test
  void nothing_is_claimed_where_the_weight_is_not_known() {
    assertEquals("", lint(new ConstantLoss(), stating(Recipe.of().loss(Loss.OTHER, "l1loss"))));
  }
}
