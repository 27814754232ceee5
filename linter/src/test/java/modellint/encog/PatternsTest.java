package modellint.encog;

import static modellint.encog.EncogTest.main;
import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.definition.Definition;
import org.junit.jupiter.api.Test;

class PatternsTest {

  private static final Encog ENCOG = new Encog();

  private static Definition pattern(String made) {
    return only(
        ENCOG,
        main(
            """
            %s
            pattern.setInputNeurons(4);
            pattern.setOutputNeurons(3);
            BasicNetwork network = (BasicNetwork) pattern.generate();
            """
                .formatted(made)));
  }

  @Test
  void elmans_hidden_layer_reads_what_it_put_out_before() {
    Definition it =
        pattern(
            """
            ElmanPattern pattern = new ElmanPattern();
            pattern.setActivationFunction(new ActivationTANH());
            pattern.addHiddenLayer(30);
            """);

    assertEquals("1143", it.parameters().toString());
    assertEquals("Concat Gemm Tanh Gemm", operators(it.graph()));
    assertEquals("[34, 30]", it.graph().parameters().get("layer1_weight").shape().toString());
    assertEquals(1.0 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
  }

  @Test
  void jordans_output_layer_reads_what_it_put_out_before() {
    Definition it =
        pattern(
            """
            JordanPattern pattern = new JordanPattern();
            pattern.setActivationFunction(new ActivationSigmoid());
            pattern.addHiddenLayer(30);
            """);

    assertEquals("252", it.parameters().toString());
    assertEquals("Gemm Sigmoid Concat Gemm Sigmoid", operators(it.graph()));
  }

  @Test
  void an_adaline_is_linear_and_drawn_from_a_half_to_either_side() {
    Definition it = pattern("ADALINEPattern pattern = new ADALINEPattern();");

    assertEquals("15", it.parameters().toString());
    assertEquals("Gemm", operators(it.graph()));
    assertEquals(1.0 / 12, init(it.graph(), "layer1_weight").variance(), 1e-12);
  }

  @Test
  void a_feed_forward_pattern_may_state_another_function_for_its_output() {
    Definition it =
        pattern(
            """
            FeedForwardPattern pattern = new FeedForwardPattern();
            pattern.setActivationFunction(new ActivationReLU());
            pattern.setActivationOutput(new ActivationSoftMax());
            pattern.addHiddenLayer(30);
            """);

    assertEquals("Gemm Relu Gemm Softmax", operators(it.graph()));
  }

  @Test
  void a_pattern_that_remembers_has_one_hidden_layer() {
    String code =
        main(
            """
            ElmanPattern pattern = new ElmanPattern();
            pattern.generate();
            """);

    assertEquals(
        List.of("a pattern that remembers has one hidden layer, not none"),
        List.copyOf(found(ENCOG, code).refused().values()));
  }

  @Test
  void layers_by_hand_may_feed_a_context() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicLayer input = new BasicLayer(null, true, 4);
                BasicLayer hidden = new BasicLayer(new ActivationTANH(), true, 30);
                BasicNetwork net = new BasicNetwork();
                net.addLayer(input);
                net.addLayer(hidden);
                net.addLayer(new BasicLayer(null, false, 3));
                input.setContextFedBy(hidden);
                net.getStructure().finalizeStructure();
                net.reset();
                """));

    assertEquals("1143", it.parameters().toString());
  }
}
