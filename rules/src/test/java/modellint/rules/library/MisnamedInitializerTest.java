package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class MisnamedInitializerTest {
  @Test
  void three_times_as_wide_and_deep_enough_to_matter() {
    var net =
        net()
            .times(
                20,
                n ->
                    n.dense(
                            64,
                            64,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Uniform(
                                        "LECUN_UNIFORM", -3 / Math.sqrt(in), 3 / Math.sqrt(in))))
                        .apply("Elu"))
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML706]: LECUN_UNIFORM draws weights wider than its name says
          --> net :: dense1
           = variance over the promised one 3.00 (declared), limit 1.50
           = layers 20.0 (exact), limit 0
           = help: use one that keeps its promise: .weightInit(WeightInit.LECUN_NORMAL), XAVIER or RELU
           = effect: predicted growth 1.5 -> -0.6 decades
        """,
        lint(new MisnamedInitializer(), net));
  }

  @Test
  void three_times_as_wide_in_one_layer() {
    var net =
        net()
            .times(
                1,
                n ->
                    n.dense(
                            64,
                            64,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Uniform(
                                        "VAR_SCALING_UNIFORM_FAN_IN",
                                        -3 / Math.sqrt(in),
                                        3 / Math.sqrt(in))))
                        .tanh())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        note[ML706]: VAR_SCALING_UNIFORM_FAN_IN draws weights wider than its name says
          --> net :: dense1
           = variance over the promised one 3.00 (declared), limit 1.50
           = layers 1.00 (exact), limit 0
           = help: use one that keeps its promise: .weightInit(WeightInit.LECUN_NORMAL), XAVIER or RELU
        """,
        lint(new MisnamedInitializer(), net));
  }

  @Test
  void as_narrow_as_if_the_channels_counted_twice() {
    var net =
        net()
            .conv(32, 3, narrow())
            .relu()
            .conv(32, 3, narrow())
            .relu()
            .conv(32, 3, narrow())
            .relu()
            .build();

    assertEquals(
        """
        note[ML706]: He draws weights narrower than its name says
          --> net :: conv2
           = variance over the promised one 0.0312 (declared), limit 0.667
           = layers 2.00 (exact), limit 0
           = help: write new VarianceScaling<>(..) with the scale times the input channels
        """,
        lint(new MisnamedInitializer(), net));
  }

  @Test
  void what_xavier_promises_where_the_library_draws_less() {
    Fill third =
        (shape, in, out) ->
            new Weights.Declared(new Init.Normal("XAVIER", 0, 2.0 / (in + out) / 3));
    var net = net().conv(8, 3, Fill.xavier()).tanh().conv(8, 3, third).build();

    assertEquals(
        """
        note[ML706]: XAVIER draws weights narrower than its name says
          --> net :: conv2
           = variance over the promised one 0.333 (declared), limit 0.667
           = layers 1.00 (exact), limit 0
           = help: write .weightInit(new NormalDistribution(0, 0.12)), what XAVIER would draw elsewhere
        """,
        lint(new MisnamedInitializer(), net));
  }

  private static Fill narrow() {
    return (shape, in, out) -> {
      double channels = shape.dims().get(1).size();
      return new Weights.Declared(new Init.Normal("He", 0, 2 / (in * channels)));
    };
  }

  @Test
  void as_wide_as_promised() {
    var net =
        net()
            .times(
                10,
                n ->
                    n.dense(
                            64,
                            64,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Uniform(
                                        "LECUN_UNIFORM",
                                        -Math.sqrt(3) / Math.sqrt(in),
                                        Math.sqrt(3) / Math.sqrt(in))))
                        .tanh())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MisnamedInitializer(), net));
  }

  @Test
  void nothing_is_claimed_of_a_name_nobody_knows() {
    var net =
        net()
            .times(
                10,
                n ->
                    n.dense(
                            64,
                            64,
                            (shape, in, out) ->
                                new Weights.Declared(
                                    new Init.Uniform(
                                        "custom", -3 / Math.sqrt(in), 3 / Math.sqrt(in))))
                        .tanh())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MisnamedInitializer(), net));
  }

  @Test
  void the_xavier_of_djl_without_arguments() {
    var net =
        net()
            .dense(
                64,
                64,
                (shape, in, out) ->
                    new modellint.graph.Weights.Declared(
                        new modellint.graph.Init.Uniform(
                            "XavierInitializer()",
                            -Math.sqrt(12.0 / (in + out)),
                            Math.sqrt(12.0 / (in + out)))))
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        note[ML706]: XavierInitializer() draws weights wider than its name says
          --> net :: dense1
           = variance over the promised one 2.00 (declared), limit 1.50
           = layers 1.00 (exact), limit 0
           = help: write new XavierInitializer(XavierInitializer.RandomType.UNIFORM, XavierInitializer.FactorType.AVG, 3)
           = effect: predicted growth 0.1 -> 0.0 decades
        """,
        lint(new MisnamedInitializer(), net));
  }

  @Test
  void the_xavier_of_djl_with_its_arguments() {
    var net =
        net()
            .dense(
                64,
                64,
                (shape, in, out) ->
                    new modellint.graph.Weights.Declared(
                        new modellint.graph.Init.Normal("XavierInitializer", 0, 2.0 / in)))
            .relu()
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new MisnamedInitializer(), net));
  }
}
