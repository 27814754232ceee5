package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class CutGradientTest {

  @Test
  void a_rounding_between_layers_of_a_definition() {
    assertEquals(
        """
        error[ML318]: no gradient passes this rounding, so the layers before never learn
          --> net :: round1
           = layers without a gradient 2.00 (exact), limit 0
           = help: train with a smooth function here, and use the hard one only when predicting
        """,
        lint(new CutGradient(), hidden(Fill.he()).apply("Round").dense(64, 10, Fill.he()).build()));
  }

  @Test
  void a_file_does_not_show_a_straight_through_estimator() {
    String said =
        lint(
            new CutGradient(),
            hidden(Fill.he().stored()).apply("Sign").dense(64, 10, Fill.he()).build());

    assertEquals("note[ML318]: no gradient passes this sign", said.substring(0, 41));
  }

  @Test
  void a_way_around_it() {
    Net net = hidden(Fill.he()).residual(it -> it.apply("Round")).dense(64, 10, Fill.he());

    assertEquals("", lint(new CutGradient(), net.build()));
  }

  @Test
  void a_decision_behind_the_last_layer() {
    assertEquals("", lint(new CutGradient(), hidden(Fill.he()).apply("ArgMax").build()));
  }

  @Test
  void a_rounding_of_the_inputs() {
    Net net = net(64).apply("Round").dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.he());

    assertEquals("", lint(new CutGradient(), net.build()));
  }

  @Test
  void nothing_is_claimed_where_a_way_is_not_understood() {
    Net net =
        hidden(Fill.he())
            .both("Add", it -> it.apply("Round"), it -> it.opaque("Mystery"))
            .dense(64, 10, Fill.he());

    assertEquals("", lint(new CutGradient(), net.build()));
  }

  private static Net hidden(Fill fill) {
    return net().dense(64, 64, fill).relu().dense(64, 64, fill);
  }
}
