package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MismatchedLabelsTest {

  @Test
  void one_class_more_in_the_data() {
    assertEquals(
        """
        error[ML316]: the data this network is fitted to have targets of another size than its outputs
          --> net :: softmax1
           = numbers in a target 11.0 (exact), limit 10.0
           = help: write .nOut(11) on the output layer, or tell the iterator of 10 classes
        """,
        lint(new MismatchedLabels(), of(Loss.SOFTMAX_CROSS_ENTROPY, "mcxent", 11)));
  }

  @Test
  void as_many_as_there_are() {
    assertEquals("", lint(new MismatchedLabels(), of(Loss.SOFTMAX_CROSS_ENTROPY, "mcxent", 10)));
  }

  @Test
  void the_index_of_the_class_is_one_number() {
    assertEquals("", lint(new MismatchedLabels(), of(Loss.OTHER, "sparse_mcxent", 1)));
  }

  @Test
  void nothing_is_claimed_of_a_loss_that_the_program_defines() {
    assertEquals("", lint(new MismatchedLabels(), of(Loss.OTHER, "com.example.mixture", 2)));
  }

  @Test
  void nothing_is_claimed_where_the_data_are_not_known() {
    var net =
        net()
            .dense(32, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of("sgd", 0.1).loss(Loss.SOFTMAX_CROSS_ENTROPY, "mcxent"))
            .build();

    assertEquals("", lint(new MismatchedLabels(), net));
  }

  private static Graph of(Loss loss, String word, long labels) {
    return net()
        .dense(32, 10, Fill.xavier())
        .apply("Softmax")
        .training(Recipe.of("sgd", 0.1).loss(loss, word).labels(labels))
        .build();
  }
}
