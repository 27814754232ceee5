package modellint.neuroph;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;

class NeurophTest {

  private static final Neuroph NEUROPH = new Neuroph();

  private static String main(String body) {
    return """
    import org.neuroph.nnet.*;
    import org.neuroph.nnet.learning.*;
    import org.neuroph.util.TransferFunctionType;
    class Net {
      public static void main(String[] args) {
        %s
      }
    }
    """
        .formatted(body);
  }

  @Test
  void every_layer_behind_the_input_is_sigmoid_and_drawn_alike() {
    Definition it =
        only(
            NEUROPH,
            main(
                """
                MultiLayerPerceptron net = new MultiLayerPerceptron(4, 16, 3);
                MomentumBackpropagation rule = (MomentumBackpropagation) net.getLearningRule();
                rule.setLearningRate(0.5);
                """));

    assertEquals("131", it.parameters().toString());
    assertEquals("Gemm Sigmoid Gemm Sigmoid", operators(it.graph()));
    assertEquals(0.49 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("momentum"), training.optimizer());
    assertEquals(Optional.of(0.5), training.learningRate());
    assertEquals(Optional.of(0.25), training.momentum());
    assertEquals(Optional.of(Loss.MSE), training.loss());
  }

  @Test
  void what_is_put_together_neuron_by_neuron_is_not_checked() {
    String code =
        main(
            """
            var net = new org.neuroph.core.NeuralNetwork<BackPropagation>();
            var inputs = org.neuroph.util.LayerFactory.createLayer(4, TransferFunctionType.LINEAR);
            var outputs = org.neuroph.util.LayerFactory.createLayer(3, TransferFunctionType.SIGMOID);
            %s
            org.neuroph.util.ConnectionFactory.fullConnect(inputs, outputs);
            """);

    assertEquals(
        List.of("its layers are put together neuron by neuron, which is not followed"),
        List.copyOf(
            found(NEUROPH, code.formatted("net.addLayer(inputs); net.addLayer(outputs);"))
                .refused()
                .values()));
    assertEquals(List.of(), List.copyOf(found(NEUROPH, code.formatted("")).refused().values()));
  }

  @Test
  void a_function_and_a_rule_are_taken_as_stated() {
    Definition it =
        only(
            NEUROPH,
            main(
                """
                var net = new MultiLayerPerceptron(TransferFunctionType.TANH, 2, 3, 1);
                net.setLearningRule(new BackPropagation());
                """));

    assertEquals("Gemm Tanh Gemm Tanh", operators(it.graph()));
    assertEquals(Optional.of("sgd"), it.graph().training().optimizer());
    assertEquals(Optional.of(0.1), it.graph().training().learningRate());
    assertEquals(Optional.empty(), it.graph().training().momentum());
  }

  @Test
  void unknown_sizes_stay_symbols() {
    Definition it = only(NEUROPH, main("var net = new MultiLayerPerceptron(args.length, 3, 1);"));

    assertEquals(1, it.unknowns().size());
  }

  @Test
  void layers_that_are_not_known_refuse_the_definition() {
    var found = found(NEUROPH, main("var net = new MultiLayerPerceptron(java.util.List.of(4));"));

    assertEquals(1, found.refused().size());
  }

  @Test
  void a_perceptron_steps_over_random_thresholds() {
    Definition it = only(NEUROPH, main("var net = new Perceptron(3, 2);"));

    assertEquals("8", it.parameters().toString());
    assertEquals("Gemm Greater Cast", operators(it.graph()));
    assertEquals(1.0 / 12, init(it.graph(), "output_weight").variance(), 1e-12);
    assertEquals(-0.5, init(it.graph(), "output_bias").mean(), 1e-12);
    assertEquals(Optional.of(Loss.OTHER), it.graph().training().loss());
  }

  @Test
  void an_adaline_is_one_linear_unit_with_a_bias() {
    Definition it =
        only(
            NEUROPH,
            main("Adaline net = new Adaline(5); net.getLearningRule().setLearningRate(0.02);"));

    assertEquals("6", it.parameters().toString());
    assertEquals("Gemm", operators(it.graph()));
    assertEquals(1.0 / 12, init(it.graph(), "output_bias").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(Optional.of(0.02), training.learningRate());
    assertEquals(Optional.of(Loss.MSE), training.loss());
  }

  @Test
  void a_function_that_is_a_parameter_leaves_the_rest_to_be_read() {
    String code =
        """
        import java.util.*;
        import org.neuroph.nnet.*;
        import org.neuroph.util.*;
        class Net {
          static Object make(int in, int out, TransferFunctionType function, boolean bias) {
            return %s;
          }
        }
        """;

    assertEquals(
        "Gemm TransferFunction",
        operators(only(NEUROPH, code.formatted("new Perceptron(in, out, function)")).graph()));
    assertEquals(
        "Gemm TransferFunction Gemm TransferFunction",
        operators(
            only(NEUROPH, code.formatted("new MultiLayerPerceptron(function, 4, 3, 2)")).graph()));
    assertEquals(
        "Gemm TransferFunction Gemm TransferFunction",
        operators(
            only(
                    NEUROPH,
                    code.formatted(
                        "new MultiLayerPerceptron(List.of(4, 3, 2), new"
                            + " NeuronProperties(function))"))
                .graph()));
    assertEquals(
        List.of("whether layers have biases is not known: parameter bias of make"),
        List.copyOf(
            found(
                    NEUROPH,
                    code.formatted(
                        "new MultiLayerPerceptron(List.of(4, 3),"
                            + " new NeuronProperties(TransferFunctionType.TANH, bias))"))
                .refused()
                .values()));
  }

  @Test
  void layers_that_are_a_parameter_are_said_to_be_one() {
    String code =
        """
        import java.util.*;
        import org.neuroph.nnet.*;
        class Net {
          static Object make(List<Integer> layers) {
            return new MultiLayerPerceptron(layers);
          }
        }
        """;

    assertEquals(
        List.of("its layers are not known: parameter layers of make"),
        List.copyOf(found(NEUROPH, code).refused().values()));
  }
}
