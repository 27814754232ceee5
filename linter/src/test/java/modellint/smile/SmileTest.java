package modellint.smile;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmileTest {

  private static final Smile SMILE = new Smile();

  private static String perceptron(String body) {
    return """
    import java.util.Properties;
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
    assertEquals(Optional.of(new Training.Clipping("l2-per-delta", 2)), training.clipping());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
  }

  @Test
  void a_class_of_the_librarys_own_package_needs_no_import() {
    Definition it =
        only(
            SMILE,
            """
            package smile.classification;
            import smile.model.mlp.*;
            class Net {
              void train() {
                MLP net = new MLP(Layer.input(16), Layer.sigmoid(50),
                    Layer.mle(10, OutputFunction.SOFTMAX));
              }
            }
            """);

    assertEquals("1360", it.parameters().toString());
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
  void leaky_leaks_in_a_text_and_in_its_longer_forms_and_since_the_package_was_renamed() {
    String code =
        """
        import %s.*;
        import smile.classification.MLP;
        class Net {
          MLP net() {
            return new MLP(%s);
          }
        }
        """;
    String layers = "Layer.input(4), Layer.leaky(%s), Layer.mle(3, OutputFunction.SOFTMAX)";

    assertEquals(
        "Gemm Relu Gemm Softmax",
        operators(only(SMILE, code.formatted("smile.base.mlp", layers.formatted("9"))).graph()));
    assertEquals(
        "Gemm LeakyRelu Gemm Softmax",
        operators(only(SMILE, code.formatted("smile.model.mlp", layers.formatted("9"))).graph()));
    assertEquals(
        "Gemm LeakyRelu Gemm Softmax",
        operators(only(SMILE, code.formatted("smile.base.mlp", layers.formatted("9, 0"))).graph()));
    assertEquals(
        "Gemm LeakyRelu Gemm Softmax",
        operators(
            only(SMILE, code.formatted("smile.base.mlp", "Layer.of(3, 4, \"Leaky(9)\")")).graph()));
  }

  @Test
  void builders_may_be_made_by_their_constructors() {
    Definition it =
        only(
            SMILE,
            perceptron(
                """
                MLP net = new MLP(tool.classes(), Layer.input(4),
                    new HiddenLayerBuilder(9, 0.5, ActivationFunction.tanh()),
                    new OutputLayerBuilder(1, OutputFunction.SIGMOID, Cost.LIKELIHOOD));
                """));

    assertEquals("Gemm Tanh Dropout Gemm Sigmoid", operators(it.graph()));
    assertEquals(Optional.of(Loss.SIGMOID_CROSS_ENTROPY), it.graph().training().loss());
  }

  @Test
  void rmsprop_has_its_epsilon_under_the_root_and_is_off_at_a_decay_of_zero() {
    String net = "MLP net = new MLP(Layer.of(3, 4, \"ReLU(9)\"));";
    Training on = only(SMILE, perceptron(net + "net.setRMSProp(0.9, 1e-8);")).graph().training();
    Training off = only(SMILE, perceptron(net + "net.setRMSProp(0, 1e-8);")).graph().training();

    assertEquals(Optional.of("rmsprop"), on.optimizer());
    assertEquals(1e-4, on.details().hyperparameters().get("epsilon"), 1e-12);
    assertEquals(0.9, on.details().hyperparameters().get("rho"));
    assertEquals(Optional.of("sgd"), off.optimizer());
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

  @Test
  void what_fit_is_not_told_by_its_properties_is_the_librarys_default() {
    Definition it = only(SMILE, perceptron("MLP net = MLP.fit(x, y, new Properties());"));

    assertEquals("Gemm Relu Gemm OutputFunction", operators(it.graph()));
    assertEquals("100*features+100*classes+classes+100", it.parameters().toString());
    assertEquals(Optional.of(0.01), it.graph().training().learningRate());
    assertEquals(Optional.empty(), it.graph().training().momentum());
    assertEquals(Optional.of(32), it.graph().training().batchSize());
    assertEquals(100, it.graph().training().details().data().orElseThrow().epochs());
  }

  @Test
  void fit_reads_layers_rates_and_clipping_from_its_properties() {
    Definition it =
        only(
            SMILE,
            perceptron(
                """
                double[][] rows = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
                int[] labels = {0, 1, 0};
                Properties told = new Properties();
                told.setProperty("smile.mlp.layers", "Sigmoid(30, 0.2)|Tanh(20)");
                told.setProperty("smile.mlp.learning_rate", "linear(0.2, 1000, 0.1)");
                told.setProperty("smile.mlp.momentum", "0.9");
                told.setProperty("smile.mlp.weight_decay", "0.001");
                told.setProperty("smile.mlp.clip_norm", "2.5");
                told.setProperty("smile.mlp.RMSProp.rho", "0.9");
                told.setProperty("smile.mlp.mini_batch", "16");
                told.setProperty("smile.mlp.epochs", "7");
                MLP net = MLP.fit(rows, labels, told);
                """));

    assertEquals("Gemm Sigmoid Dropout Gemm Tanh Gemm Sigmoid", operators(it.graph()));
    assertEquals(Long.toString(4 * 30 + 31 * 20 + 21), it.parameters().toString());
    assertEquals(2.0 / 33, init(it.graph(), "sigmoid1_weight").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("rmsprop"), training.optimizer());
    assertEquals(Optional.of(0.2), training.learningRate());
    assertEquals(Optional.of("linear"), training.schedule());
    assertEquals(Optional.of(0.9), training.momentum());
    assertEquals(Optional.of(0.002), training.weightDecay());
    assertEquals(Optional.of(new Training.Clipping("l2-per-delta", 2.5)), training.clipping());
    assertEquals(Optional.of(16), training.batchSize());
    assertEquals(7, training.details().data().orElseThrow().epochs());
    assertEquals(Optional.of(Loss.SIGMOID_CROSS_ENTROPY), training.loss());
  }

  @Test
  void methods_that_fit_other_models_are_not_run() throws SourceReader.Unreadable {
    SourceFile file =
        SourceReader.parse(
            "Neighbours.java",
            """
            import smile.classification.KNN;
            class Neighbours {
              int spins;
              void spin() {
                while (spins >= 0) {
                  spins++;
                  spins--;
                  KNN.fit(null, null);
                }
              }
            }
            """);
    var sources = new Sources(List.of(file), name -> Optional.empty());

    assertEquals(List.of(), new Evaluator(sources, SMILE.api()).run(file, SMILE.marks()).stopped());
  }

  @Test
  void properties_out_of_a_file_leave_nothing_to_read() {
    String code =
        perceptron(
            """
            Properties told = new Properties();
            told.load(tool.open());
            MLP net = MLP.fit(x, y, told);
            """);

    assertEquals(
        List.of("the properties of fit are read from elsewhere"),
        List.copyOf(found(SMILE, code).refused().values()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeFunction.constant(0.3) | 0.3 | ",
        "TimeFunction.piecewise(new int[] {10, 20}, new double[] {0.4, 0.2, 0.1}) | 0.4 |"
            + " piecewise",
        "TimeFunction.piecewise(new int[] {10}, TimeFunction.constant(0.5)) | 0.5 | piecewise",
        "TimeFunction.polynomial(2, 0.1, 100, 0.01) | 0.1 | polynomial",
        "TimeFunction.inverse(0.2, 100, 0.9, true) | 0.2 | inverse",
        "TimeFunction.exp(0.2, 100, 0.01) | 0.2 | exp",
        "TimeFunction.cosine(0.01, 100, 0.3) | 0.3 | cosine",
        "TimeFunction.of(\"0.05\") | 0.05 | ",
        "TimeFunction.of(\"LinearDecay(0.6, 10, 0.1)\") | 0.6 | linear",
        "TimeFunction.of(\"polynomial(0.5, 0.7, 10, 0.1, true)\") | 0.7 | polynomial",
        "TimeFunction.of(\"piecewise([10, 20], [0.8, 0.2, 0.1])\") | 0.8 | piecewise",
        "TimeFunction.of(\"InverseTimeDecay(0.9, 10)\") | 0.9 | inverse",
        "TimeFunction.of(\"ExponentialDecay(1E-1, 10, 0.96)\") | 0.1 | exp",
        "TimeFunction.of(\"cosine(0.01, 10, 0.2)\") | 0.2 | cosine"
      })
  void a_rate_is_a_time_function_by_factory_or_by_text(String code, double first, String schedule) {
    Training training =
        only(
                SMILE,
                perceptron(
                    "MLP net = new MLP(Layer.of(3, 4, \"ReLU(9)\"));"
                        + " net.setLearningRate("
                        + code
                        + ");"))
            .graph()
            .training();

    assertEquals(Optional.of(first), training.learningRate());
    assertEquals(Optional.ofNullable(schedule), training.schedule());
  }

  @Test
  void group_normalisation_has_a_scale_and_a_shift_for_each_channel() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            class Net {
              SequentialBlock net() {
                return new SequentialBlock(Layer.conv2d(3, 8, 5), Layer.groupNorm(4, 8));
              }
            }
            """);

    assertEquals("Conv Shape Reshape InstanceNormalization Reshape Mul Add", operators(it.graph()));
    assertEquals(Long.toString(3 * 8 * 25 + 8 + 16), it.parameters().toString());
  }

  @Test
  void functions_that_no_operator_says_are_written_out() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.activation.LogSigmoid;
            import smile.deep.activation.TanhShrink;
            import smile.deep.layer.*;
            class Net {
              SequentialBlock net() {
                return new SequentialBlock(
                    Layer.linear(4, 8), new LogSigmoid(), Layer.linear(8, 8), new TanhShrink(),
                    Layer.linear(8, 2));
              }
            }
            """);

    assertEquals("Gemm Neg Softplus Neg Gemm Tanh Sub Gemm", operators(it.graph()));
  }
}
