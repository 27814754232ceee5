package modellint.dl4j;

import static modellint.dl4j.Networks.LATEST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import modellint.graph.Init;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

/** What generated definitions showed of single layers, as 1.0.0-M2.1 makes them. */
class LayerFactsTest {

  private static final String RNN =
      ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(6).build())";

  private static Network list(String global, String layers, String type) {
    return Networks.of(
            "new NeuralNetConfiguration.Builder()"
                + global
                + ".list()"
                + layers
                + ".setInputType(InputType."
                + type
                + ").build();",
            LATEST)
        .only();
  }

  private static Init init(Network network, String weights) {
    return ((Weights.Declared) network.definition().graph().parameters().get(weights).weights())
        .init();
  }

  @Test
  void a_layer_of_operations_takes_over_all_penalties_or_none() {
    String global = ".l1(1e-3).l2(1e-2)";
    String own = ".layer(new LocallyConnected2D.Builder().kernelSize(2, 2).nOut(3)%s.build())";
    String out = ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())";
    Network stated = list(global, own.formatted(".l1(1e-5)") + out, "convolutional(5, 5, 1)");
    assertEquals(
        new Penalty(Optional.of(1e-5), Optional.empty(), Optional.empty()),
        stated.layer("layer0").orElseThrow().settings().penalty());
    Network silent = list(global, own.formatted("") + out, "convolutional(5, 5, 1)");
    assertEquals(
        new Penalty(Optional.of(1e-3), Optional.of(1e-2), Optional.empty()),
        silent.layer("layer0").orElseThrow().settings().penalty());
  }

  @Test
  void the_identity_between_steps_is_as_wide_as_the_layer() {
    Network net =
        list(
            "",
            ".layer(new SimpleRnn.Builder().nOut(5).weightInit(WeightInit.IDENTITY).build())" + RNN,
            "recurrent(5)");
    assertEquals(1.0 / 5, init(net, "layer0_RW").mean(), 1e-12);
    assertEquals(1.0 / 5 - 1.0 / 25, init(net, "layer0_W").variance(), 1e-12);
  }

  @Test
  void peepholes_are_columns_of_the_recurrent_matrix() {
    Network net =
        list(
            ".weightInit(new OrthogonalDistribution(1.5))",
            ".layer(new GravesLSTM.Builder().nOut(12).build())" + RNN,
            "recurrent(2)");
    assertEquals(2.25 / 51, init(net, "layer0_RW").variance(), 1e-12);
    assertEquals(2.25 / 51, init(net, "layer0_P").variance(), 1e-12);
    assertEquals(2.25 / 48, init(net, "layer0_W").variance(), 1e-12);
  }
}
