package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ExcessiveDropoutTest {
  @Test
  void a_fifth_is_kept() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.01).retaining(0.2))
            .build();

    assertEquals(
        """
        warning[ML407]: dropout drops more than it keeps
          --> Net.java:12:9
           = share kept 0.200 (exact), limit 0.340
           = help: drop half or less: write 0.8, since DL4J's argument is the probability to keep
        """,
        lint(new ExcessiveDropout(), net));
  }

  @Test
  void a_probability_above_one() {
    var net =
        net().dense(64, 10, Fill.he()).training(Recipe.of("sgd", 0.01).retaining(1.5)).build();

    assertEquals(
        """
        warning[ML407]: this dropout drops nothing, and training divides by a probability above one
          --> Net.java:12:9
           = share kept 1.50 (exact), limit 1.00
           = help: write the probability to keep, between zero and one
        """,
        lint(new ExcessiveDropout(), net));
  }

  @Test
  void two_fifths_are_kept() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.01).retaining(0.4))
            .build();

    assertEquals(
        """
        note[ML407]: dropout drops more than it keeps
          --> Net.java:12:9
           = share kept 0.400 (exact), limit 0.500
           = help: drop half or less: write 0.6, since DL4J's argument is the probability to keep
        """,
        lint(new ExcessiveDropout(), net));
  }

  @Test
  void half_is_kept() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.01).retaining(0.5))
            .build();

    assertEquals("", lint(new ExcessiveDropout(), net));
  }

  @Test
  void an_operator_drops_most() {
    var net = net().dense(64, 64, Fill.he()).relu().dropout(0.8).dense(64, 10, Fill.he()).build();

    assertEquals(
        """
        warning[ML407]: dropout drops more than it keeps
          --> net :: dropout1
           = share kept 0.200 (exact), limit 0.340
           = help: drop half or less
        """,
        lint(new ExcessiveDropout(), net));
  }

  @Test
  void an_operator_drops_half() {
    var net = net().dense(64, 64, Fill.he()).relu().dropout(0.5).dense(64, 10, Fill.he()).build();

    assertEquals("", lint(new ExcessiveDropout(), net));
  }

  @Test
  void nothing_is_claimed_of_a_ratio_that_is_not_stated() {
    var net =
        net().dense(64, 64, Fill.he()).relu().apply("Dropout").dense(64, 10, Fill.he()).build();

    assertEquals("", lint(new ExcessiveDropout(), net));
  }
}
