package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class SaturatedAttentionTest {

  private static final UnaryOperator<Net> AS_IT_IS = it -> it;

  @Test
  void scores_without_the_root_of_their_features() {
    assertEquals(
        """
        note[ML606]: each query of this attention starts out looking at a single key
          --> net :: softmax1
           = deviation of the scores 16.0 (predicted), limit 15.0
           = help: divide the scores by the square root of the features of a query
           = effect: predicted deviation of the scores 16.0 -> 1.0
        """,
        lint(new SaturatedAttention(), attention(256, Fill.xavier(), AS_IT_IS).build()));
  }

  @Test
  void an_error_where_training_was_measured_to_fail() {
    String said = lint(new SaturatedAttention(), attention(4096, Fill.xavier(), AS_IT_IS).build());

    assertTrue(said.startsWith("error[ML606]"), said);
  }

  @Test
  void scores_that_are_scaled() {
    UnaryOperator<Net> scaled = it -> it.with("Div", 16);

    assertEquals("", lint(new SaturatedAttention(), attention(256, Fill.xavier(), scaled).build()));
  }

  @Test
  void small_weights_need_no_scale() {
    assertEquals(
        "", lint(new SaturatedAttention(), attention(256, Fill.normal(0.02), AS_IT_IS).build()));
  }

  @Test
  void scaled_scores_of_wide_weights_ask_for_narrower_ones() {
    UnaryOperator<Net> scaled = it -> it.with("Div", 16);
    String said = lint(new SaturatedAttention(), attention(256, Fill.normal(0.3), scaled).build());

    assertTrue(said.contains("draw the weights of queries and keys narrower"), said);
  }

  @Test
  void nothing_is_claimed_behind_what_is_not_understood() {
    Net net = attention(net(16, 256).opaque("Mystery"), 256, Fill.xavier(), AS_IT_IS);

    assertEquals("", lint(new SaturatedAttention(), net.build()));
  }

  private static Net attention(long size, Fill fill, UnaryOperator<Net> scale) {
    return attention(net(16, size), size, fill, scale);
  }

  /** Sixteen tokens that attend to one another. */
  private static Net attention(Net net, long size, Fill fill, UnaryOperator<Net> scale) {
    return net.both(
        "MatMul",
        it ->
            scale
                .apply(
                    it.both(
                        "MatMul",
                        queries -> queries.matmul(size, size, fill),
                        keys -> keys.matmul(size, size, fill).transpose(0, 2, 1)))
                .apply("Softmax"),
        values -> values.matmul(size, size, fill));
  }
}
