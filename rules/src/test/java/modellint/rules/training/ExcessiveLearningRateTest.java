package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import modellint.graph.Loss;
import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ExcessiveLearningRateTest {
  private static Net tower() {
    return net().times(4, n -> n.dense(64, 64, Fill.he()).relu()).dense(64, 10, Fill.he());
  }

  @Test
  void a_rate_that_overwrites_the_weights() {
    var net = tower().training(Recipe.of("sgd", 100).loss(Loss.SOFTMAX_CROSS_ENTROPY)).build();

    assertEquals(
        """
        error[ML401]: the first step at this learning rate overwrites the weights
          --> Net.java:7:9
           = first step relative to the weights of dense5.weight 58.1 (predicted), limit 9.00
           = learning rate 100 (exact), limit 15.5
           = help: set the learning rate to 0.1 or less
           = effect: predicted first step 58 -> 0.058 of the weights
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void adam_at_a_tenth() {
    var net = tower().training(Recipe.of("adam", 0.1)).build();

    assertEquals(
        """
        warning[ML401]: the first step at this learning rate overwrites the weights
          --> Net.java:7:9
           = first step relative to the weights of dense1.weight 0.566 (predicted), limit 0.300
           = learning rate 0.100 (exact), limit 0.0530
           = help: set the learning rate to 0.005 or less
           = effect: predicted first step 0.57 -> 0.028 of the weights
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void adam_at_a_fiftieth_learns_all_the_same() {
    var net = tower().training(Recipe.of("adam", 0.02)).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void the_shallower_the_longer_a_step_is_borne() {
    var shallow =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 0.1))
            .build();

    assertEquals(
        """
        note[ML401]: the learning rate is above what is usual for this optimiser
          --> Net.java:7:9
           = learning rate 0.100 (exact), limit 0.00300
           = help: set the learning rate to 0.003 or less
        """,
        lint(new ExcessiveLearningRate(), shallow));
  }

  @Test
  void one_hidden_layer_of_sigmoids_bears_longer_steps_and_two_do_not() {
    var one =
        net()
            .dense(19, 50, Fill.xavier())
            .sigmoid()
            .dense(50, 7, Fill.xavier())
            .training(Recipe.of("rmsprop", 0.2))
            .build();
    var rectified =
        net()
            .dense(19, 50, Fill.xavier())
            .relu()
            .dense(50, 7, Fill.xavier())
            .training(Recipe.of("rmsprop", 0.2))
            .build();
    var two =
        net()
            .dense(19, 50, Fill.xavier())
            .sigmoid()
            .dense(50, 50, Fill.xavier())
            .sigmoid()
            .dense(50, 7, Fill.xavier())
            .training(Recipe.of("rmsprop", 0.2))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), one));
    assertNotEquals("", lint(new ExcessiveLearningRate(), rectified));
    assertNotEquals("", lint(new ExcessiveLearningRate(), two));
  }

  @Test
  void steps_that_fade_are_borne() {
    var net = tower().training(Recipe.of("adagrad", 0.1)).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void adam_at_one() {
    var net = tower().training(Recipe.of("adam", 1)).build();

    assertEquals(
        """
        error[ML401]: the first step at this learning rate overwrites the weights
          --> Net.java:7:9
           = first step relative to the weights of dense1.weight 5.66 (predicted), limit 3.00
           = learning rate 1.00 (exact), limit 0.530
           = help: set the learning rate to 0.005 or less
           = effect: predicted first step 5.7 -> 0.028 of the weights
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void momentum_that_sums_up_to_one() {
    var net = tower().training(Recipe.of("nesterovs", 0.1).momentum(0.9)).build();

    assertEquals(
        """
        warning[ML401]: momentum makes the steps as large as a rate that few networks survive
          --> Net.java:7:9
           = effective learning rate 1.00 (exact), limit 1.00
           = learning rate 0.100 (exact), limit 0.100
           = help: set the learning rate to 0.01 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void without_momentum_the_rate_is_said_once_and_the_advice_is_a_usual_one() {
    var net = tower().training(Recipe.of("sgd", 50)).build();

    assertEquals(
        """
        warning[ML401]: few networks survive a learning rate as large
          --> Net.java:7:9
           = effective learning rate 50.0 (exact), limit 1.00
           = help: set the learning rate to 0.1 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void momentum_of_which_nothing_is_left_at_the_next_step() {
    var recipe =
        Recipe.of("momentum", 0.1).momentum(0.9).remark(Remark.Kind.FORGOTTEN_MOMENTUM, 0.9, "");
    var net = tower().training(recipe).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void momentum_that_sums_up_to_one_where_that_is_stable() {
    var net =
        tower()
            .training(Recipe.of("nesterovs", 0.1).momentum(0.9).loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_rate_far_above_the_stable_one() {
    var net =
        net()
            .times(4, n -> n.dense(512, 512, Fill.he()).relu())
            .dense(512, 10, Fill.he())
            .training(Recipe.of("sgd", 0.4).loss(Loss.MSE))
            .build();

    assertEquals(
        """
        note[ML401]: descent at this learning rate is unstable from the first step
          --> Net.java:7:9
           = rate over the largest stable one 31.6 (predicted), limit 10.0
           = learning rate 0.400 (exact), limit 0.0127
           = help: set the learning rate to 0.01 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void an_epsilon_that_shortens_every_step() {
    var net =
        tower()
            .training(
                Recipe.of("rmsprop", 0.045).number("epsilon", 1).loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void nothing_is_claimed_of_a_large_epsilon_without_a_loss() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .training(Recipe.of("adam", 0.5).number("epsilon", 0.1))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void an_unusual_rate_where_nothing_better_is_known() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(2, n -> n.dense(64, 64, Fill.unknown()).relu())
            .training(Recipe.of("sgd", 0.9))
            .build();

    assertEquals(
        """
        note[ML401]: the learning rate is above what is usual for this optimiser
          --> Net.java:7:9
           = learning rate 0.900 (exact), limit 0.500
           = help: set the learning rate to 0.5 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_rate_far_from_usual_where_nothing_better_is_known() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(2, n -> n.dense(64, 64, Fill.unknown()).relu())
            .training(Recipe.of("adam", 0.1))
            .build();

    assertEquals(
        """
        warning[ML401]: the learning rate is above what is usual for this optimiser
          --> Net.java:7:9
           = learning rate 0.100 (exact), limit 0.00300
           = help: set the learning rate to 0.003 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void usual_rates_of_plain_descent() {
    var net = tower().training(Recipe.of("sgd", 0.1).loss(Loss.SOFTMAX_CROSS_ENTROPY)).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_momentum_that_forgets_nothing() {
    var net =
        net()
            .times(2, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("momentum", 1e-3).momentum(1))
            .build();

    assertEquals(
        """
        error[ML401]: a momentum of one or more forgets no step, so the steps only grow
          --> Net.java:7:9
           = momentum 1.00 (exact), limit 1.00
           = help: set the momentum to 0.9
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void usual_rates_of_momentum() {
    var net =
        tower()
            .training(Recipe.of("momentum", 0.01).momentum(0.9).loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void usual_rates_of_adam() {
    var net =
        net()
            .times(4, n -> n.dense(1024, 1024, Fill.he()).relu())
            .dense(1024, 10, Fill.he())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_high_rate_whose_gradient_is_clipped() {
    var net =
        tower()
            .training(
                Recipe.of("sgd", 0.4).clipping("global-norm", 0.1).loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void nothing_is_claimed_of_a_schedule_that_begins_low() {
    var net =
        tower().training(Recipe.of("adam", 1).schedule("RampSchedule", false, Map.of())).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void nothing_is_claimed_of_an_optimiser_nobody_knows() {
    var net = tower().training(Recipe.of("mystery", 100).loss(Loss.SOFTMAX_CROSS_ENTROPY)).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net = tower().training(Recipe.of().loss(Loss.SOFTMAX_CROSS_ENTROPY)).build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }
}
