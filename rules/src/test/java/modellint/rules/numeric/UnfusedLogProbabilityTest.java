package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class UnfusedLogProbabilityTest {

  private static Net logits() {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.xavier());
  }

  @Test
  void the_logarithm_of_a_softmax() {
    assertEquals(
        """
        warning[ML505]: the logarithm of a probability is taken after it may have become zero
          --> net :: log1
           = gap between logits inf (predicted), limit 103
           = limit over predicted deviation 78.5 (predicted), limit 12.0
           = help: use LogSoftmax, or for a sigmoid the negative Softplus of the negative logit
        """,
        lint(new UnfusedLogProbability(), logits().apply("Softmax").apply("Log").build()));
  }

  @Test
  void in_half_precision_the_gap_is_small() {
    var net = net().half().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.he());

    assertEquals(
        """
        error[ML505]: the logarithm of a probability is taken after it may have become zero
          --> net :: log1
           = gap between logits inf (predicted), limit 16.6
           = limit over predicted deviation 11.8 (predicted), limit 12.0
           = help: use LogSoftmax, or for a sigmoid the negative Softplus of the negative logit
        """,
        lint(new UnfusedLogProbability(), net.sigmoid().apply("Log").build()));
  }

  @Test
  void an_epsilon_or_a_clip_in_between() {
    assertEquals(
        "",
        lint(
            new UnfusedLogProbability(),
            logits().apply("Softmax").with("Add", 1e-8).apply("Log").build()));
    assertEquals(
        "",
        lint(
            new UnfusedLogProbability(),
            logits().apply("Softmax").clip(1e-10, 1).apply("Log").build()));
  }

  @Test
  void bounded_logits() {
    assertEquals(
        "",
        lint(
            new UnfusedLogProbability(),
            logits().tanh().with("Mul", 10).apply("Softmax").apply("Log").build()));
  }

  @Test
  void the_fused_operator() {
    assertEquals("", lint(new UnfusedLogProbability(), logits().apply("LogSoftmax").build()));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    assertEquals(
        "",
        lint(
            new UnfusedLogProbability(),
            logits().apply("Softmax").opaque("Mystery").apply("Log").build()));
  }
}
