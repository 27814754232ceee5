package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class ZeroVariablesTest {
  @Test
  void a_hidden_layer_without_a_scheme() {
    var net =
        net()
            .dense(
                64,
                64,
                (shape, in, out) ->
                    new Weights.Declared(new Init.Constant("ZeroInitScheme (the default)", 0)))
            .relu()
            .dense(
                64,
                10,
                (shape, in, out) ->
                    new Weights.Declared(new Init.Constant("ZeroInitScheme (the default)", 0)))
            .build();

    assertEquals(
        """
        error[ML713]: a variable without an initialiser scheme is zero, and so is its layer
          --> net :: dense1
           = variance of dense1.weight 0 (declared), limit 0
           = help: write sd.var("dense1.weight", new XavierInitScheme('c', 64, 64), DataType.FLOAT, 64, 64)
        """,
        lint(new ZeroVariables(), net));
  }

  @Test
  void the_last_layer_may_be_zero() {
    var net =
        net()
            .dense(
                64,
                10,
                (shape, in, out) ->
                    new Weights.Declared(new Init.Constant("ZeroInitScheme (the default)", 0)))
            .build();

    assertEquals("", lint(new ZeroVariables(), net));
  }

  @Test
  void zeros_that_are_stated_are_another_rules() {
    var net =
        net()
            .dense(64, 64, (shape, in, out) -> new Weights.Declared(new Init.Constant("ZERO", 0)))
            .relu()
            .dense(64, 10, Fill.he())
            .build();

    assertEquals("", lint(new ZeroVariables(), net));
  }

  @Test
  void nothing_is_claimed_of_unknown_weights() {
    var net = net().dense(64, 64, Fill.unknown()).relu().dense(64, 10, Fill.he()).build();

    assertEquals("", lint(new ZeroVariables(), net));
  }
}
