package modellint.neuroph;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import modellint.definition.Definition;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

class RandomizersTest {

  private static final Neuroph NEUROPH = new Neuroph();

  private static Definition net(String body) {
    return only(
        NEUROPH,
        """
        import java.util.*;
        import org.neuroph.nnet.*;
        import org.neuroph.util.*;
        import org.neuroph.util.random.*;
        class Net { void f(double x, boolean b) { %s } }
        """
            .formatted(body));
  }

  private static double variance(String call) {
    String body =
        "var net = new MultiLayerPerceptron(4, 8, 3); net.randomizeWeights(" + call + ");";
    return init(net(body).graph(), "layer1_weight").variance();
  }

  @Test
  void a_range_is_drawn_evenly() {
    assertEquals(4.0 / 12, variance("-1, 1"), 1e-12);
    assertEquals(0.64 / 12, variance("new RangeRandomizer(0.1, 0.9)"), 1e-12);
    assertEquals(1.0 / 12, variance(""), 1e-12);
    assertEquals(1.0 / 12, variance("new WeightsRandomizer(new Random(123))"), 1e-12);
    assertEquals(1.0 / 12, variance("new Random(123)"), 1e-12);
  }

  @Test
  void a_gaussian_states_its_deviation() {
    assertEquals(0.09, variance("new GaussianRandomizer(0.4, 0.3)"), 1e-12);
  }

  @Test
  void the_randomizer_named_after_he_takes_three_deviations_for_its_range() {
    assertEquals(3 * 2.0 / 5, variance("new HeZhangRenSunUniformWeightsRandomizer()"), 1e-12);
  }

  @Test
  void nguyen_widrow_scales_the_norm_of_the_whole_layer() {
    double beta = 0.7 * Math.pow(9, 0.25);

    assertEquals(beta * beta / 40, variance("new NguyenWidrowRandomizer(-1, 1)"), 1e-12);
  }

  @Test
  void a_perceptron_keeps_its_threshold_when_its_connections_are_drawn_again() {
    Definition it = net("var net = new Perceptron(3, 2); net.randomizeWeights(-2, 2);");

    assertEquals(16.0 / 12, init(it.graph(), "output_weight").variance(), 1e-12);
    assertEquals(-0.5, init(it.graph(), "output_bias").mean(), 1e-12);
    assertEquals(1.0 / 12, init(it.graph(), "output_bias").variance(), 1e-12);
  }

  @Test
  void an_adaline_draws_its_bias_like_its_connections() {
    Definition it =
        net(
            "var net = new Adaline(5);"
                + " net.randomizeWeights(new HeZhangRenSunUniformWeightsRandomizer());");

    assertEquals(3 * 2.0 / 6, init(it.graph(), "output_weight").variance(), 1e-12);
    assertEquals(3 * 2.0 / 6, init(it.graph(), "output_bias").variance(), 1e-12);
  }

  @Test
  void nguyen_widrow_without_a_hidden_layer_makes_every_weight_zero() {
    Definition it =
        net(
            "var net = new Perceptron(3, 2);"
                + " net.randomizeWeights(new NguyenWidrowRandomizer(-1, 1));");

    assertEquals(0, init(it.graph(), "output_weight").secondMoment());
  }

  @Test
  void what_cannot_be_known_leaves_the_weights_unknown() {
    Definition ranged =
        net("var net = new MultiLayerPerceptron(4, 8, 3); net.randomizeWeights(-x, x);");
    Definition distorted =
        net(
            "var net = new MultiLayerPerceptron(4, 8, 3);"
                + " net.randomizeWeights(new DistortRandomizer(0.5));");
    Definition perhaps =
        net("var net = new MultiLayerPerceptron(4, 8, 3); if (b) { net.randomizeWeights(-1, 1); }");

    for (Definition it : new Definition[] {ranged, distorted, perhaps}) {
      assertInstanceOf(
          Weights.Unknown.class, it.graph().parameters().get("layer1_weight").weights());
    }
  }

  @Test
  void a_rectifier_network_has_no_biases_and_a_sigmoid_at_its_end() {
    Definition it = net("var net = new RectifierNeuralNetwork(List.of(4, 8, 8, 3));");

    assertEquals("120", it.parameters().toString());
    assertEquals("Gemm Relu Gemm Relu Gemm Sigmoid", operators(it.graph()));
    assertEquals(3 * 2.0 / 8, init(it.graph(), "layer2_weight").variance(), 1e-12);
  }

  @Test
  void an_autoencoder_puts_out_as_much_as_comes_in() {
    Definition it = net("var net = new AutoencoderNetwork(6, 2);");

    assertEquals("32", it.parameters().toString());
    assertEquals("Gemm Sigmoid Gemm Sigmoid", operators(it.graph()));
  }

  @Test
  void properties_state_the_function_and_whether_layers_have_biases() {
    Definition it =
        net(
            """
            NeuronProperties properties = new NeuronProperties();
            properties.setProperty("transferFunction", TransferFunctionType.TANH);
            properties.setProperty("useBias", false);
            var net = new MultiLayerPerceptron(List.of(4, 8, 3), properties);
            """);

    assertEquals("56", it.parameters().toString());
    assertEquals("Gemm Tanh Gemm Tanh", operators(it.graph()));
  }
}
