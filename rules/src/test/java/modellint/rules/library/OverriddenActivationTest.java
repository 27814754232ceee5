package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class OverriddenActivationTest {

  private static Net hidden() {
    return net().times(2, n -> n.dense(64, 64, Fill.xavier()).tanh()).dense(64, 3, Fill.xavier());
  }

  @Test
  void a_function_of_the_network_replaces_those_of_its_layers() {
    var net =
        hidden()
            .training(
                Recipe.of("sgd", 0.01)
                    .remark(Remark.Kind.OVERRIDDEN_ACTIVATION, 2, "ActivationType.TANH"))
            .build();

    assertEquals(
        """
        warning[ML723]: every hidden layer becomes ActivationType.TANH, those too that state another
          --> Net.java:13:9
           = activations stated in vain 2.00 (exact), limit 0
           = help: leave hiddenActivationFunction out and state the activation of each layer
        """,
        lint(new OverriddenActivation(), net));
  }

  @Test
  void another_remark_is_none_of_its_business() {
    var net =
        hidden()
            .training(
                Recipe.of("sgd", 0.01)
                    .remark(Remark.Kind.UNREAD_MOMENTUM, 0.9, ".setOptimizer(..)"))
            .build();

    assertEquals("", lint(new OverriddenActivation(), net));
  }

  @Test
  void nothing_is_said_of_a_network_whose_training_is_not_known() {
    assertEquals("", lint(new OverriddenActivation(), hidden().build()));
  }
}
