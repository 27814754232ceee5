package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class UnshiftedSoftmaxTest {

  private static Net softmax(Net net) {
    return net.apply("Exp").both("Div", n -> n, n -> n.reduce("ReduceSum"));
  }

  private static Net logits(Fill last) {
    return net().dense(64, 64, Fill.he()).relu().dense(64, 10, last);
  }

  @Test
  void logits_that_nothing_bounds() {
    assertEquals(
        """
        warning[ML504]: a softmax is written out and its largest logit is not subtracted
          --> net :: exp1
           = greatest exponent inf (predicted), limit 88.7
           = limit over predicted deviation 67.5 (predicted), limit 12.0
           = help: use the operator Softmax, or subtract the largest logit before exp
        """,
        lint(new UnshiftedSoftmax(), softmax(logits(Fill.xavier())).build()));
  }

  @Test
  void logits_that_are_large_from_the_start() {
    assertEquals(
        """
        error[ML504]: a softmax is written out and its largest logit is not subtracted
          --> net :: exp1
           = greatest exponent inf (predicted), limit 88.7
           = limit over predicted deviation 11.1 (predicted), limit 12.0
           = help: use the operator Softmax, or subtract the largest logit before exp
        """,
        lint(new UnshiftedSoftmax(), softmax(logits(Fill.normal(1))).build()));
  }

  @Test
  void the_largest_logit_is_subtracted() {
    var net = softmax(logits(Fill.xavier()).both("Sub", n -> n, n -> n.reduce("ReduceMax")));

    assertEquals("", lint(new UnshiftedSoftmax(), net.build()));
  }

  @Test
  void the_largest_logit_is_subtracted_by_way_of_another_term() {
    var net =
        softmax(
            logits(Fill.xavier())
                .both("Sub", n -> n.with("Sub", 1), n -> n.with("Mul", 2).reduce("ReduceMax")));

    assertEquals("", lint(new UnshiftedSoftmax(), net.build()));
  }

  @Test
  void bounded_logits() {
    assertEquals(
        "",
        lint(
            new UnshiftedSoftmax(), softmax(logits(Fill.xavier()).tanh().with("Mul", 30)).build()));
    assertEquals(
        "", lint(new UnshiftedSoftmax(), softmax(logits(Fill.xavier()).clip(-50, 50)).build()));
  }

  @Test
  void the_operator_itself() {
    assertEquals("", lint(new UnshiftedSoftmax(), logits(Fill.normal(1)).apply("Softmax").build()));
  }
}
