package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class SummedGradientTest {
  @Test
  void a_batch_of_known_size() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .batch(64)
                    .remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals(
        """
        warning[ML414]: the gradient is summed over the batch, so the step grows with it
          --> Net.java:13:9
           = learning rate times batch 6.40 (exact), limit 0.500
           = help: write .miniBatch(true)
        """,
        lint(new SummedGradient(), net));
  }

  @Test
  void a_small_batch_at_a_small_rate_is_as_good_as_an_average() {
    var net =
        net()
            .dense(2, 4, Fill.xavier())
            .sigmoid()
            .dense(4, 2, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .batch(4)
                    .remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals("", lint(new SummedGradient(), net));
  }

  @Test
  void a_batch_of_unknown_size() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1).remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals(
        """
        note[ML414]: the gradient is summed over the batch, so the step grows with it
          --> Net.java:13:9
           = learning rate for each sample 0.100 (exact), limit 0.500
           = help: write .miniBatch(true)
        """,
        lint(new SummedGradient(), net));
  }

  @Test
  void adam_rescales_it() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 0.1)
                    .batch(64)
                    .remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals("", lint(new SummedGradient(), net));
  }

  @Test
  void averaged() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).batch(64))
            .build();

    assertEquals("", lint(new SummedGradient(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of().remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals("", lint(new SummedGradient(), net));
  }

  @Test
  void renormalising_rescales_it() {
    var net =
        net()
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .clipping("renormalize-l2-per-layer", 1)
                    .remark(Remark.Kind.SUMMED_GRADIENT, 0.1, ".miniBatch(true)"))
            .build();

    assertEquals("", lint(new SummedGradient(), net));
  }
}
