package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class UnreadRegulariserTest {

  private static String told(Remark.Kind kind, double value, String correction) {
    return lint(
        new UnreadRegulariser(),
        net()
            .dense(64, 64, Fill.xavier())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).remark(kind, value, correction))
            .build());
  }

  @Test
  void a_penalty_that_no_step_reads() {
    assertEquals(
        """
        warning[ML725]: this penalty has no effect: no step reads it
          --> Net.java:13:9
           = penalty in force 0 (exact), limit 0.00100
           = help: leave it out
        """,
        told(Remark.Kind.UNREAD_PENALTY, 1e-3, "leave it out"));
  }

  @Test
  void a_penalty_on_the_outputs() {
    assertEquals(
        """
        warning[ML725]: this penalty is added to the error of the outputs and shrinks no weight
          --> Net.java:13:9
           = penalty in force 0 (exact), limit 0.0100
           = help: leave it out
        """,
        told(Remark.Kind.MISAPPLIED_PENALTY, 0.01, "leave it out"));
  }

  @Test
  void a_dropout_that_the_network_is_built_without() {
    assertEquals(
        """
        warning[ML725]: this dropout has no effect: the network is finalized without it
          --> Net.java:13:9
           = share dropped 0 (exact), limit 0.300
           = help: write getStructure().finalizeStructure(true)
        """,
        told(Remark.Kind.UNREAD_DROPOUT, 0.3, "write getStructure().finalizeStructure(true)"));
  }

  @Test
  void a_dropout_that_shrinks_the_weights_behind_training() {
    assertEquals(
        """
        warning[ML725]: this dropout takes its share of every weight when training ends
          --> Net.java:13:9
           = weights after training over trained ones 0.500 (exact), limit 1.00
           = help: leave out setDroupoutRate(..)
        """,
        told(Remark.Kind.SHRINKING_DROPOUT, 0.5, "leave out setDroupoutRate(..)"));
  }

  @Test
  void other_remarks_are_for_other_rules() {
    assertEquals("", told(Remark.Kind.UNREAD_MOMENTUM, 0.9, "write it"));
  }

  @Test
  void nothing_is_claimed_of_a_model_without_a_definition() {
    assertEquals("", lint(new UnreadRegulariser(), net().dense(64, 10, Fill.he()).build()));
  }
}
