package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class VarianceAsDeviationTest {
  @Test
  void glorots_variance() {
    var net =
        net()
            .times(
                6,
                n ->
                    n.dense(
                            300,
                            300,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Normal(
                                        "NormalDistribution", 0, Math.pow(2.0 / (in + out), 2))))
                        .relu())
            .dense(300, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML708]: a variance is passed where the standard deviation is wanted
          --> net :: dense1
           = standard deviation 0.00333 (declared), limit 0.0577
           = help: put Math.sqrt around the expression: new NormalDistribution(0, Math.sqrt(...))
           = effect: predicted growth -6.9 -> -0.7 decades
        """,
        lint(new VarianceAsDeviation(), net));
  }

  @Test
  void a_fraction_of_it_in_one_layer() {
    var net =
        net()
            .dense(
                4096,
                10,
                (shape, in, out) ->
                    new Weights.Declared(
                        new Init.Normal(
                            "NormalDistribution", 0, Math.pow(0.2 * (2.0 / (in + out)), 2))))
            .build();

    assertEquals(
        """
        warning[ML708]: a variance is passed where the standard deviation is wanted
          --> net :: dense1
           = standard deviation 9.74e-05 (declared), limit 0.00987
           = help: put Math.sqrt around the expression: new NormalDistribution(0, Math.sqrt(...))
        """,
        lint(new VarianceAsDeviation(), net));
  }

  @Test
  void its_root() {
    var net =
        net()
            .times(
                6,
                n ->
                    n.dense(
                            300,
                            300,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Normal(
                                        "NormalDistribution",
                                        0,
                                        Math.pow(Math.sqrt(2.0 / (in + out)), 2))))
                        .relu())
            .dense(300, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }

  @Test
  void a_root_that_is_a_fraction() {
    var net =
        net()
            .times(
                6,
                n ->
                    n.dense(
                            98,
                            98,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Normal(
                                        "NormalDistribution", 0, Math.pow(Math.sqrt(2.0 / 98), 2))))
                        .relu())
            .dense(98, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }

  @Test
  void a_number_that_happens_to_be_one_over_the_fan() {
    var net =
        net()
            .times(
                6,
                n ->
                    n.dense(
                            100,
                            100,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Normal("NormalDistribution", 0, Math.pow(0.01, 2))))
                        .relu())
            .dense(100, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }

  @Test
  void an_initialiser_that_computes_its_own_deviation() {
    var net =
        net()
            .times(
                6,
                n ->
                    n.dense(
                            300,
                            300,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Normal("RELU", 0, Math.pow(2.0 / (in + out), 2))))
                        .relu())
            .dense(300, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }

  @Test
  void nothing_is_claimed_of_weights_that_are_not_declared() {
    var net = net().dense(300, 300, Fill.unknown()).build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }
}
