package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MisleadingSettingTest {

  private static Graph trained(Recipe recipe) {
    return net().dense(64, 10, Fill.xavier()).training(recipe).build();
  }

  @Test
  void a_setting_that_nothing_reads() {
    assertEquals(
        """
        warning[ML730]: this setting has no effect: the library never reads it
          --> Net.java:13:9
           = readers of the setting 0 (exact), limit 1.00
           = help: leave setNesterovUpdate(true) out
        """,
        lint(
            new MisleadingSetting(),
            trained(
                Recipe.of("sgd", 0.1)
                    .remark(Remark.Kind.UNREAD_SETTING, 1, "leave setNesterovUpdate(true) out"))));
  }

  @Test
  void an_end_of_training_that_nothing_decides() {
    assertEquals(
        """
        warning[ML730]: early stopping without a validation set ends training at once
          --> Net.java:13:9
           = epochs trained 4.00 (exact), limit 5.00
           = help: write train(trainingSet, validationSet)
        """,
        lint(
            new MisleadingSetting(),
            trained(
                Recipe.of("sgd", 0.1)
                    .remark(
                        Remark.Kind.UNWATCHED_STOP,
                        4,
                        "write train(trainingSet, validationSet)"))));
  }

  @Test
  void an_initializer_that_a_builder_skips() {
    assertEquals(
        """
        note[ML730]: an object that Lombok's builder makes has null in this field
          --> Net.java:13:9
           = builders that set it 0 (exact), limit 1.00
           = help: write @Builder.Default before the field
        """,
        lint(
            new MisleadingSetting(),
            trained(
                Recipe.of("sgd", 0.1)
                    .remark(
                        Remark.Kind.SKIPPED_INITIALIZER,
                        0,
                        "write @Builder.Default before the field"))));
  }

  @Test
  void without_the_remarks_nothing_is_said() {
    assertEquals("", lint(new MisleadingSetting(), trained(Recipe.of("sgd", 0.1))));
  }
}
