package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import modellint.graph.Refusal;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class GrowingScheduleTest {
  @Test
  void a_polynomial_schedule() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule(
                        "PolySchedule",
                        false,
                        Map.of("initial", 0.1, "power", 2.0, "maxIter", 1000.0)))
            .build();

    assertEquals(
        """
        warning[ML403]: the schedule raises the learning rate instead of lowering it
          --> Net.java:8:9
           = growth of the learning rate 3.95 (exact), limit 1.01
           = help: write new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 10), or give a negative power: this PolySchedule computes initial (1 + i / maxIter)^power
        """,
        lint(new GrowingSchedule(), net));
  }

  @Test
  void a_decay_rate_above_one() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("ExponentialSchedule", false, Map.of("initial", 0.1, "gamma", 1.01)))
            .build();

    assertEquals(
        """
        error[ML403]: the schedule raises the learning rate instead of lowering it
          --> Net.java:8:9
           = growth of the learning rate inf (exact), limit 10.0
           = help: write a decay rate below one: 0.95 for each epoch is usual
        """,
        lint(new GrowingSchedule(), net));
  }

  @Test
  void an_exponential_decay() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("ExponentialSchedule", false, Map.of("initial", 0.1, "gamma", 0.999)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void steps_down() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule(
                        "StepSchedule",
                        true,
                        Map.of("initial", 0.1, "decayRate", 0.5, "step", 10.0)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void nothing_is_claimed_of_a_formula_with_an_unknown_number() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("PolySchedule", false, Map.of("initial", 0.1, "power", 2.0)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void nothing_is_claimed_of_a_schedule_nobody_knows() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.1).schedule("MySchedule", false, Map.of("initial", 0.1)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void a_slope_that_ends_nowhere() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .training(
                Recipe.of("sgd", 0.01)
                    .schedule("LinearTracker", false, Map.of("initial", 0.01, "slope", 1e-3)))
            .build();

    assertEquals(
        """
        error[ML403]: the schedule raises the learning rate instead of lowering it
          --> Net.java:8:9
           = growth of the learning rate 9.81e+03 (exact), limit 10.0
           = help: write .optSlope with a negative slope and .optMinValue
        """,
        lint(new GrowingSchedule(), net));
  }

  @Test
  void a_slope_up_to_a_stated_maximum_is_meant() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .training(
                Recipe.of("sgd", 0.01)
                    .schedule(
                        "LinearTracker", false, Map.of("initial", 0.01, "slope", 1e-3, "max", 1.0)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void a_warm_up_before_a_decay_is_meant() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule(
                        "FactorTracker",
                        false,
                        Map.of("initial", 0.1, "factor", 0.9999, "warmUpSteps", 500.0)))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }

  @Test
  void what_the_library_refuses_is_said_as_such_alone() {
    var net =
        net()
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule(
                        "CosineTracker",
                        false,
                        Map.of("initial", 0.1, "final", 0.2, "maxUpdates", 100.0))
                    .refusal(Refusal.Fault.CROSSED_RATES, "CosineTracker", 0.1, 0.2))
            .build();

    assertEquals("", lint(new GrowingSchedule(), net));
  }
}
