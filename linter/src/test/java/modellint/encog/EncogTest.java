package modellint.encog;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncogTest {

  private static final Encog ENCOG = new Encog();

  static String main(String body) {
    return """
    import org.encog.engine.network.activation.*;
    import org.encog.mathutil.randomize.*;
    import org.encog.neural.networks.BasicNetwork;
    import org.encog.neural.pattern.*;
    import org.encog.neural.networks.layers.BasicLayer;
    import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;
    import org.encog.neural.networks.training.propagation.back.Backpropagation;
    import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
    import org.encog.neural.networks.training.propagation.sgd.update.*;
    import org.encog.util.simple.EncogUtility;
    class Net {
      public static void main(String[] args) {
        %s
      }
    }
    """
        .formatted(body);
  }

  @Test
  void the_bias_flag_belongs_to_the_layer_before() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(null, true, 2));
                net.addLayer(new BasicLayer(new ActivationReLU(), true, 5));
                net.addLayer(new BasicLayer(new ActivationSigmoid(), false, 1));
                net.getStructure().finalizeStructure();
                net.reset();
                var train = new ResilientPropagation(net, null);
                """));

    assertEquals("21", it.parameters().toString());
    assertEquals("Gemm Relu Gemm Sigmoid", operators(it.graph()));
    assertEquals(1.0 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
    assertEquals(Optional.of("rprop"), it.graph().training().optimizer());
  }

  @ParameterizedTest
  @CsvSource({"'', adam", "new MomentumUpdate(), momentum", "new RMSPropUpdate(), rmsprop"})
  void the_update_rule_is_the_optimiser(String rule, String optimizer) {
    String set = rule.isEmpty() ? "" : "train.setUpdateRule(" + rule + ");";
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = EncogUtility.simpleFeedForward(2, 5, 0, 1, false);
                var train = new StochasticGradientDescent(net, null);
                train.setLearningRate(0.1);
                """
                    + set));

    assertEquals(Optional.of(optimizer), it.graph().training().optimizer());
    assertEquals(Optional.of(0.1), it.graph().training().learningRate());
    assertEquals(
        rule.contains("Momentum") ? Optional.of(0.9) : Optional.empty(),
        it.graph().training().momentum());
  }

  @ParameterizedTest
  @CsvSource({"ActivationReLU, 5", "ActivationTANH, 6"})
  void xavier_looks_at_the_activation_in_front(String before, double fans) {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(null, true, 2));
                net.addLayer(new BasicLayer(new %s(), true, 5));
                net.addLayer(new BasicLayer(new ActivationSigmoid(), false, 1));
                new XaiverRandomizer(42).randomize(net);
                """
                    .formatted(before)));

    assertEquals(4.0 / 7 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
    assertEquals(4 / fans / 3, init(it.graph(), "layer2_weight").variance(), 1e-12);
    assertEquals(0, init(it.graph(), "layer1_bias").variance());
  }

  @Test
  void an_update_rule_of_ones_own_is_not_known() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = EncogUtility.simpleFeedForward(2, 5, 0, 1, false);
                var train = new StochasticGradientDescent(net, null);
                train.setUpdateRule(new MyUpdate());
                """));

    assertEquals(Optional.empty(), it.graph().training().optimizer());
  }

  @Test
  void nguyen_widrow_is_one_sided_and_needs_every_activation_bounded() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(30));
                net.addLayer(new BasicLayer(10));
                net.addLayer(new BasicLayer(1));
                net.reset();
                """));

    assertEquals("321", it.parameters().toString());
    double b = 1.4 * Math.pow(10, 1.0 / 30);
    assertEquals(b / 2, init(it.graph(), "layer1_weight").mean(), 1e-12);
    assertEquals(0, init(it.graph(), "layer1_bias").mean(), 1e-12);
  }

  @Test
  void an_input_without_bias_and_activation_switches_nguyen_widrow_off() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(null, false, 2));
                net.addLayer(new BasicLayer(new ActivationSigmoid(), true, 2));
                net.addLayer(new BasicLayer(new ActivationSigmoid(), false, 1));
                net.reset();
                """));

    assertEquals("7", it.parameters().toString());
    assertEquals(0, init(it.graph(), "layer1_weight").mean(), 1e-12);
  }

  @Test
  void a_network_that_nobody_resets_is_all_zeros() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(4));
                net.addLayer(new BasicLayer(args.length));
                net.addLayer(new BasicLayer(1));
                """));

    assertEquals(0, init(it.graph(), "layer1_weight").secondMoment());
    assertEquals(1, it.unknowns().size());
  }

  @Test
  void sizes_that_are_unknown_leave_the_range_unknown() {
    Definition it =
        only(ENCOG, main("var net = EncogUtility.simpleFeedForward(4, args.length, 0, 2, true);"));

    assertEquals("Gemm Tanh Gemm Tanh", operators(it.graph()));
    assertEquals(1.0 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
  }

  @Test
  void a_randomizer_of_the_programs_own_leaves_the_weights_unknown() {
    Definition it =
        only(
            ENCOG,
            main(
                    """
                    BasicNetwork net = new BasicNetwork();
                    net.addLayer(new BasicLayer(4));
                    net.addLayer(new BasicLayer(1));
                    new Draw().randomize(net);
                    """)
                + "class Draw extends org.encog.mathutil.randomize.BasicRandomizer {}");

    assertInstanceOf(Weights.Unknown.class, it.graph().parameters().get("layer1_weight").weights());
  }

  @Test
  void a_network_of_another_package_is_none_of_encogs() {
    String code =
        "import com.heatonresearch.aifh.ann.BasicNetwork;\n"
            + "class Net { void f() { BasicNetwork net = new BasicNetwork(); net.reset(); } }";

    assertEquals(List.of(), found(ENCOG, code).definitions());
  }

  @Test
  void a_randomizer_overrides_what_reset_drew() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                for (int i = 1; i < 10; i++) {
                  BasicNetwork network = new BasicNetwork();
                  network.addLayer(new BasicLayer(null, false, 2));
                  network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 3));
                  network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 1));
                  network.getStructure().finalizeStructure();
                  network.reset();
                  (new ConsistentRandomizer(0, 0.5, i)).randomize(network);
                }
                """));

    assertEquals("10", it.parameters().toString());
    assertEquals(0.25, init(it.graph(), "layer1_weight").mean(), 1e-12);
    assertEquals(0.25 / 12, init(it.graph(), "layer1_weight").variance(), 1e-12);
  }

  @Test
  void the_randomizer_named_after_xavier_goes_by_the_function_that_it_reads() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(null, true, 100));
                net.addLayer(new BasicLayer(new ActivationReLU(), true, 300));
                net.addLayer(new BasicLayer(new ActivationSigmoid(), false, 50));
                new org.encog.mathutil.randomize.XaiverRandomizer(5).randomize(net);
                """));

    assertEquals(4.0 / 3 / 400, init(it.graph(), "layer1_weight").variance(), 1e-12);
    assertEquals(4.0 / 3 / 300, init(it.graph(), "layer2_weight").variance(), 1e-12);
    assertEquals(0, init(it.graph(), "layer1_bias").secondMoment());
  }
}
