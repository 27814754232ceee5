package modellint.neuroph;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
