package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class LostScheduleTest {

  private static Graph trained(Recipe recipe) {
    return net().dense(64, 10, Fill.xavier()).training(recipe).build();
  }

  @Test
  void a_schedule_alone_leaves_no_rate() {
    assertEquals(
        """
        error[ML727]: the schedule is lost, and the learning rate is NaN from the first step
          --> Net.java:13:9
           = schedules in force 0 (exact), limit 1.00
           = help: write .updater(..) on each layer
        """,
        lint(
            new LostSchedule(),
            trained(
                Recipe.of("adagrad", 0.1)
                    .remark(Remark.Kind.LOST_SCHEDULE, Double.NaN, ".updater(..) on each layer"))));
  }

  @Test
  void a_rate_beside_it_stays() {
    assertEquals(
        """
        warning[ML727]: the schedule is lost, and the learning rate stays as it is
          --> Net.java:13:9
           = schedules in force 0 (exact), limit 1.00
           = help: write .updater(..) on each layer
        """,
        lint(
            new LostSchedule(),
            trained(
                Recipe.of("adagrad", 0.1)
                    .remark(Remark.Kind.LOST_SCHEDULE, 0.1, ".updater(..) on each layer"))));
  }

  @Test
  void without_the_remark_nothing_is_said() {
    assertEquals("", lint(new LostSchedule(), trained(Recipe.of("adagrad", 0.1))));
  }
}
