package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class DyingScheduleTest {
  @Test
  void decay_per_epoch_counted_in_iterations() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("ExponentialSchedule", false, Map.of("initial", 0.1, "gamma", 0.95)))
            .build();

    assertEquals(
        """
        warning[ML404]: the schedule brings the learning rate to nothing within the first epochs
          --> Net.java:8:9
           = share of the rate left after the first iterations 5.29e-23 (exact), limit 0.00100
           = help: count epochs: new ExponentialSchedule(ScheduleType.EPOCH, ...)
        """,
        lint(new DyingSchedule(), net));
  }

  @Test
  void decay_within_a_few_epochs() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("ExponentialSchedule", true, Map.of("initial", 0.1, "gamma", 0.1)))
            .build();

    assertEquals(
        """
        warning[ML404]: the schedule brings the learning rate to nothing within the first epochs
          --> Net.java:8:9
           = share of the rate left after the first epochs 1.00e-10 (exact), limit 0.00100
           = help: decay more slowly: 0.95 for each epoch is usual
        """,
        lint(new DyingSchedule(), net));
  }

  @Test
  void the_same_decay_per_epoch() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.1)
                    .schedule("ExponentialSchedule", true, Map.of("initial", 0.1, "gamma", 0.95)))
            .build();

    assertEquals("", lint(new DyingSchedule(), net));
  }

  @Test
  void nothing_is_claimed_of_a_schedule_nobody_knows() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.1).schedule("MySchedule", false, Map.of("initial", 0.1)))
            .build();

    assertEquals("", lint(new DyingSchedule(), net));
  }

  @Test
  void a_tracker_that_counts_updates() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .training(
                Recipe.of("adam", 1e-3)
                    .schedule("FactorTracker", false, Map.of("initial", 1e-3, "factor", 0.95)))
            .build();

    assertEquals(
        """
        warning[ML404]: the schedule brings the learning rate to nothing within the first epochs
          --> Net.java:8:9
           = share of the rate left after the first iterations 5.29e-23 (exact), limit 0.00100
           = help: decay more slowly: this tracker counts updates, not epochs; .setFactor(0.999f)
        """,
        lint(new DyingSchedule(), net));
  }

  @Test
  void a_tracker_with_a_floor() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .training(
                Recipe.of("adam", 1e-3)
                    .schedule(
                        "FactorTracker",
                        false,
                        Map.of("initial", 1e-3, "factor", 0.95, "min", 1e-5)))
            .build();

    assertEquals("", lint(new DyingSchedule(), net));
  }
}
