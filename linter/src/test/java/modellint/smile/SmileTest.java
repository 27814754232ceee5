package modellint.smile;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

class SmileTest {

  private static final Smile SMILE = new Smile();

  private static String perceptron(String body) {
    return """
        import smile.base.mlp.*;
        import smile.classification.MLP;
        import smile.util.function.TimeFunction;
        class Net {
          void train(double[][] x, int[] y, int p, Tool tool) {
            %s
          }
        }
        """
        .formatted(body);
  }

  @Test
  void a_perceptron_is_glorot_uniform_and_ends_in_its_output_function() {
    Definition it =
        only(
            SMILE,
            perceptron(
                """
                MLP net = new MLP(Layer.input(16), Layer.rectifier(50, 0.2),
                    Layer.mle(10, OutputFunction.SOFTMAX));
                net.setLearningRate(TimeFunction.linear(0.2, 10000, 0.1));
                net.setMomentum(TimeFunction.constant(0.5));
                net.setClipNorm(2);
                """));

    assertEquals("1360", it.parameters().toString());
    assertEquals("Gemm Relu Dropout Gemm Softmax", operators(it.graph()));
    assertEquals(2.0 / 66, init(it.graph(), "rectifier1_weight").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(Optional.of(0.2), training.learningRate());
    assertEquals(Optional.of(0.5), training.momentum());
    assertEquals(Optional.of(new Training.Clipping("l2-per-parameter", 2)), training.clipping());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
  }

  @Test
  void a_perceptron_inside_a_lambda_is_found_with_its_input_unknown() {
    Definition it =
        only(
            SMILE,
            perceptron(
                """
                tool.fit((a, b) -> {
                  MLP net = new MLP(Layer.input(p), Layer.sigmoid(50),
                      Layer.mle(10, OutputFunction.SIGMOID));
                  return net;
                });
                """));

    assertEquals("50*p+560", it.parameters().toString());
    assertInstanceOf(
        Weights.Unknown.class, it.graph().parameters().get("sigmoid1_weight").weights());
    assertEquals(Optional.of(0.01), it.graph().training().learningRate());
  }

  @Test
  void layers_may_be_written_as_a_text() {
    Definition it =
        only(
            SMILE,
            perceptron("MLP net = new MLP(Layer.of(3, 4, \"ReLU(100, 0.5)|Sigmoid(30)\"));"));

    assertEquals("Gemm Relu Dropout Gemm Sigmoid Gemm Softmax", operators(it.graph()));
    assertEquals("3623", it.parameters().toString());
  }

  @Test
  void a_deep_sequence_has_pytorchs_weights() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.*;
            import smile.deep.layer.*;
            class Net {
              public static void main(String[] args) {
                var net = new SequentialBlock(
                    Layer.relu(784, 64, 0.5), Layer.linear(64, 10));
                Model model = new Model(net);
                model.train(10, Optimizer.AdamW(model, 0.01), Loss.crossEntropy(), data);
              }
            }
            """);

    assertEquals("50890", it.parameters().toString());
    assertEquals("Gemm Relu Dropout Gemm", operators(it.graph()));
    assertEquals(1.0 / (3 * 784), init(it.graph(), "0.relu.weight").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("adamw"), training.optimizer());
    assertEquals(Optional.of(0.01), training.learningRate());
    assertEquals(Optional.empty(), training.weightDecay());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
  }

  @Test
  void a_sequence_of_another_library_is_none_of_smiles() {
    String code =
        """
        import smile.deep.Model;
        import ai.djl.nn.*;
        class Net {
          void f() {
            var net = new SequentialBlock();
          }
        }
        """;

    assertEquals(0, found(SMILE, code).definitions().size());
    assertEquals(0, found(SMILE, code).refused().size());
  }
}
