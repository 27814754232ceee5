package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class AscendingUpdateTest {

  private static String told(Remark.Kind kind) {
    return lint(
        new AscendingUpdate(),
        net()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("nesterov", 0.01).remark(kind, -0.019, "write another"))
            .build());
  }

  @Test
  void a_step_against_the_gradient() {
    assertEquals(
        """
        error[ML726]: this update rule climbs: it subtracts gradients that point downhill
          --> Net.java:13:9
           = step over the downhill gradient -0.0190 (exact), limit 0
           = help: write another
        """,
        told(Remark.Kind.ASCENDING_UPDATE));
  }

  @Test
  void other_remarks_are_for_other_rules() {
    assertEquals("", told(Remark.Kind.UNREAD_MOMENTUM));
  }

  @Test
  void nothing_is_claimed_of_a_model_without_a_definition() {
    assertEquals("", lint(new AscendingUpdate(), net().dense(64, 10, Fill.he()).build()));
  }
}
