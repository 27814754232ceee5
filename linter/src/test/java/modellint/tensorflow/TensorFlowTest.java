package modellint.tensorflow;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFlowTest {

  private static final TensorFlow TENSORFLOW = new TensorFlow();

  /** Variance of a standard normal cut off at two deviations. */
  private static final double TRUNCATED = Math.pow(0.87962566103423978, 2);

  private static String main(String body) {
    return program("", body);
  }

  private static String program(String members, String body) {
    return """
    import java.util.*;
    import org.tensorflow.*;
    import org.tensorflow.framework.activations.*;
    import org.tensorflow.framework.initializers.*;
    import org.tensorflow.framework.losses.*;
    import org.tensorflow.framework.optimizers.*;
    import org.tensorflow.ndarray.Shape;
    import org.tensorflow.op.Ops;
    import org.tensorflow.op.core.*;
    import org.tensorflow.op.linalg.MatMul;
    import org.tensorflow.op.nn.*;
    import org.tensorflow.op.random.TruncatedNormal;
    import org.tensorflow.types.*;
    class Net {
      static final String SAME = "SAME";
      %s
      public static void main(String[] args) {
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        %s
      }
    }
    """
        .formatted(members, body);
  }

  @Test
  void one_softmax_layer_of_zeros_with_its_loss_written_out() {
    Definition it =
        only(
            TENSORFLOW,
            main(
                """
                Placeholder<TFloat32> images = tf.placeholder(TFloat32.class);
                Placeholder<TFloat32> labels = tf.placeholder(TFloat32.class);
                Shape shape = Shape.of(784, 10);
                Variable<TFloat32> w = tf.variable(tf.zeros(tf.constant(shape), TFloat32.class));
                Variable<TFloat32> b =
                    tf.variable(tf.zeros(tf.constant(Shape.of(10)), TFloat32.class));
                var softmax = tf.nn.softmax(tf.math.add(tf.linalg.matMul(images, w), b));
                var loss = tf.math.mean(
                    tf.math.neg(
                        tf.reduceSum(tf.math.mul(labels, tf.math.log(softmax)), tf.array(1))),
                    tf.array(0));
                Optimizer optimizer = new GradientDescent(graph, 0.2f);
                optimizer.minimize(loss);
                """));

    assertEquals("MatMul Add Softmax", operators(it.graph()));
    assertEquals("7850", it.parameters().toString());
    assertEquals(0, init(it.graph(), "Variable").secondMoment());
    assertEquals("[N, 784]", it.graph().inputs().get(0).shape().orElseThrow().dims().toString());
    Training training = it.graph().training();
    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(Optional.of((double) 0.2f), training.learningRate());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
    assertEquals(Optional.of("categoricalcrossentropy"), training.details().lossName());
  }

  private static final String LENET =
      """
      static Operand<TFloat32> conv(
          String name, Ops tf, Operand<TFloat32> in, int[] shape, int units) {
        var w = tf.withName("conv_" + name).variable(tf.math.mul(
            tf.random.truncatedNormal(tf.array(shape), TFloat32.class, TruncatedNormal.seed(1)),
            tf.constant(0.1f)));
        var conv = tf.nn.conv2d(in, w, Arrays.asList(1L, 1L, 1L, 1L), SAME);
        var b = tf.withName("bias_" + name)
            .variable(tf.fill(tf.array(new int[] {units}), tf.constant(0.0f)));
        return tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(conv, b)),
            tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), SAME);
      }
      static Graph build(String optimizerName) {
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        var input = tf.withName("input").placeholder(
            TUint8.class, Placeholder.shape(Shape.of(-1, 28, 28)));
        var labels = tf.placeholder(TUint8.class);
        var scaled = tf.math.div(
            tf.dtypes.cast(tf.reshape(input, tf.array(-1, 28, 28, 1)), TFloat32.class),
            tf.constant(255f));
        var pooled = conv("2", tf,
            conv("1", tf, scaled, new int[] {5, 5, 1, 32}, 32), new int[] {5, 5, 32, 64}, 64);
        var flat = tf.reshape(pooled, tf.concat(Arrays.asList(
            tf.slice(tf.shape(pooled), tf.array(new int[] {0}), tf.array(new int[] {1})),
            tf.array(new int[] {-1})), tf.constant(0)));
        var w1 = tf.withName("fc1").variable(tf.math.mul(
            tf.random.truncatedNormal(tf.array(28 * 28 * 4, 512), TFloat32.class),
            tf.constant(0.1f)));
        var b1 = tf.variable(tf.fill(tf.array(512), tf.constant(0.1f)));
        var hidden = tf.nn.relu(tf.math.add(tf.linalg.matMul(flat, w1), b1));
        var w2 = tf.variable(tf.math.mul(
            tf.random.truncatedNormal(tf.array(512, 10), TFloat32.class), tf.constant(0.1f)));
        var b2 = tf.variable(tf.fill(tf.array(10), tf.constant(0.1f)));
        var logits = tf.math.add(tf.linalg.matMul(hidden, w2), b2);
        tf.withName("output").nn.softmax(logits);
        var oneHot = tf.oneHot(labels, tf.constant(10), tf.constant(1f), tf.constant(0f));
        var batchLoss = tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot);
        var penalty = tf.math.add(tf.nn.l2Loss(w1), tf.nn.l2Loss(w2));
        var loss = tf.math.add(tf.math.mean(batchLoss.loss(), tf.constant(0)),
            tf.math.mul(penalty, tf.constant(5e-4f)));
        Optimizer optimizer = switch (optimizerName.toLowerCase()) {
          case "adam" -> new Adam(graph, 0.001f, 0.9f, 0.999f, 1e-8f);
          case "sgd" -> new GradientDescent(graph, 0.01f);
          case "momentum" -> new Momentum(graph, 0.01f, 0.9f, false);
          default -> throw new IllegalArgumentException();
        };
        optimizer.minimize(loss, "train");
        return graph;
      }
      """;

  @Test
  void images_scaled_by_the_program_are_the_input_and_kernels_turn_to_channels_first() {
    Definition it = only(TENSORFLOW, program(LENET, "build(\"adam\");"));

    assertEquals(
        "Transpose Conv Relu MaxPool Conv Relu MaxPool Transpose Reshape MatMul Add Relu MatMul"
            + " Add",
        operators(it.graph()));
    assertEquals("1663370", it.parameters().toString());
    assertEquals(
        "[N, 28, 28, 1]", it.graph().inputs().get(0).shape().orElseThrow().dims().toString());
    assertEquals(
        List.of(Dim.of(64), Dim.of(32), Dim.of(5), Dim.of(5)),
        it.graph().parameters().get("conv_2").shape().dims());
    double fanIn = 28 * 28 * 4;
    assertEquals(0.01 * TRUNCATED * fanIn, init(it.graph(), "fc1").variance() * fanIn, 1e-4);
    Training training = it.graph().training();
    assertEquals(Optional.of("adam"), training.optimizer());
    assertEquals(Optional.of((double) 0.001f), training.learningRate());
    assertEquals(5e-4, training.l2().orElseThrow(), 1e-9);
    assertEquals(Optional.of("softmaxcrossentropy"), training.details().lossName());
  }

  @Test
  void an_optimizer_chosen_by_an_unknown_word_is_unknown() {
    Definition it = only(TENSORFLOW, program(LENET, "build(args[0]);"));

    assertEquals("1663370", it.parameters().toString());
    assertEquals(Optional.empty(), it.graph().training().optimizer());
    assertEquals(Optional.empty(), it.graph().training().learningRate());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), it.graph().training().loss());
  }

  @Test
  void layers_made_in_a_loop_with_an_initializer_of_the_framework() {
    Definition it =
        only(
            TENSORFLOW,
            main(
                """
                Glorot<TFloat32> glorot =
                    new Glorot<>(VarianceScaling.Distribution.TRUNCATED_NORMAL, 1L);
                int[] hidden = {50, 20};
                Operand<TFloat32> at = tf.withName("x").placeholder(
                    TFloat32.class, Placeholder.shape(Shape.of(-1, 8)));
                long size = 8;
                for (int i = 0; i < hidden.length; i++) {
                  var w = tf.variable(
                      glorot.call(tf, tf.array(size, hidden[i]), TFloat32.class));
                  var b = tf.variable(tf.fill(tf.array(hidden[i]), tf.constant(0.1f)));
                  at = new ReLU<TFloat32>().call(tf, tf.math.add(tf.linalg.matMul(at, w), b));
                  size = hidden[i];
                }
                var w = tf.variable(glorot.call(tf, tf.array(size, 3), TFloat32.class));
                var out = tf.linalg.matMul(at, w);
                """));

    assertEquals("MatMul Add Relu MatMul Add Relu MatMul", operators(it.graph()));
    assertEquals(8 * 50 + 50 + 50 * 20 + 20 + 20 * 3, it.parameters().size());
    assertEquals(2.0 / 58, init(it.graph(), "Variable").variance(), 1e-12);
    assertEquals(Optional.empty(), it.graph().training().loss());
  }

  @Test
  void on_kernels_variance_scaling_counts_the_channels_twice() {
    Definition it =
        only(
            TENSORFLOW,
            main(
                """
                var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 14, 14, 32)));
                var he = new He<TFloat32>(VarianceScaling.Distribution.UNIFORM, 1L);
                var w = tf.variable(he.call(tf, tf.array(5, 5, 32, 64), TFloat32.class));
                var y = tf.nn.conv2d(x, w, Arrays.asList(1L, 2L, 2L, 1L), "VALID");
                long[] sizes = y.shape().subShape(1, 4).asArray();
                long all = sizes[0] * sizes[1] * sizes[2];
                var flat = tf.reshape(y, tf.concat(
                    Arrays.asList(tf.array(-1L), tf.array(all)), tf.constant(0)));
                var v = tf.variable(new RandomNormal<TFloat32>(1L).call(
                    tf, tf.concat(Arrays.asList(tf.array(all), tf.array(10L)), tf.constant(0)),
                    TFloat32.class));
                var out = tf.linalg.matMul(flat, v);
                """));

    // Uniform from zero on: a quarter of the variance of a range about zero.
    assertEquals(2.0 / (5 * 5 * 32 * 32) / 4, init(it.graph(), "Variable").variance(), 1e-12);
    assertEquals(2.0 / (5 * 5 * 32 * 32), init(it.graph(), "Variable").secondMoment(), 1e-12);
    assertEquals(1, init(it.graph(), "Variable_2").variance());
    assertEquals(5 * 5 * 32 * 64 + 5 * 5 * 64 * 10, it.parameters().size());
  }

  @Test
  void losses_of_the_framework_read_probabilities_unless_told_otherwise() {
    String net =
        """
        var x = tf.placeholder(TFloat32.class);
        var labels = tf.placeholder(TFloat32.class);
        var w = tf.variable(tf.random.truncatedNormal(tf.array(4, 3), TFloat32.class));
        var out = tf.nn.softmax(tf.linalg.matMul(x, w));
        var loss = new CategoricalCrossentropy(%s).call(tf, labels, out);
        new Nadam(graph).minimize(loss);
        """;
    Training plain = only(TENSORFLOW, main(net.formatted(""))).graph().training();
    Training logits = only(TENSORFLOW, main(net.formatted("true"))).graph().training();

    assertEquals(Optional.of("categoricalcrossentropy"), plain.details().lossName());
    assertEquals(Optional.of("softmaxcrossentropy"), logits.details().lossName());
    assertEquals(Optional.of("nadam"), plain.optimizer());
    assertEquals(Optional.of((double) 0.001f), plain.learningRate());
    assertTrue(plain.details().defaults().contains("learningRate"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ftrl(graph, 0.1f, -0.5f, 0.1f, 0.5f, 0.25f, 0f) | 0.5 | 0.25",
        "Ftrl(graph, \"ftrl\", 0.1f, -0.5f, 0.1f, 0f, 0.25f, 0f) | 0 | 0.25",
        "AdaGradDA(graph, 0.1f, 0.1f, 0.5f, 0f) | 0.5 | 0",
        "AdaGradDA(graph, 0.1f) | 0 | 0",
        "AdaGrad(graph, 0.1f, 0.5f) | 0 | 0"
      })
  void some_optimizers_take_penalties(String optimizer, double l1, double l2) {
    Training training =
        only(
                TENSORFLOW,
                main(
                    """
                    Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
                    Placeholder<TFloat32> y = tf.placeholder(TFloat32.class);
                    var w = tf.variable(tf.zeros(tf.constant(Shape.of(4, 2)), TFloat32.class));
                    var loss = tf.math.mean(
                        tf.math.square(tf.math.sub(tf.linalg.matMul(x, w), y)), tf.array(0));
                    """
                        + "new "
                        + optimizer
                        + ".minimize(loss);"))
            .graph()
            .training();

    assertEquals(l1, training.l1().orElse(0.0));
    assertEquals(l2, training.l2().orElse(0.0));
  }

  @Test
  void a_regression_on_single_numbers_has_parameters_without_dimensions() {
    Definition it =
        only(
            TENSORFLOW,
            main(
                """
                var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
                var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
                var weight = tf.withName("weight").variable(tf.constant(1f));
                var bias = tf.withName("bias").variable(tf.constant(1f));
                var predicted = tf.math.add(tf.math.mul(x, weight), bias);
                var squares = tf.math.pow(tf.math.sub(predicted, y), tf.constant(2f));
                new GradientDescent(graph, 0.1f).minimize(
                    tf.math.div(squares, tf.constant(20f)));
                """));

    assertEquals("Mul Add", operators(it.graph()));
    assertEquals("2", it.parameters().toString());
    assertEquals(new Init.Constant("constant", 1), init(it.graph(), "weight"));
    assertEquals(Optional.of(Loss.MSE), it.graph().training().loss());
  }

  @Test
  void a_loop_over_unknown_sizes_refuses_the_graph() {
    var found =
        found(
            TENSORFLOW,
            program(
                """
                static void build(int[] hidden) {
                  Ops tf = Ops.create();
                  Operand<TFloat32> at = tf.placeholder(TFloat32.class);
                  for (int i = 0; i < hidden.length; i++) {
                    at = tf.linalg.matMul(at, tf.variable(
                        tf.random.truncatedNormal(tf.array(4, 4), TFloat32.class)));
                  }
                  tf.nn.softmax(at);
                }
                """,
                ""));

    assertEquals(1, found.refused().size());
  }

  @Test
  void graphs_without_variables_are_no_definitions() {
    var found = found(TENSORFLOW, main("tf.math.add(tf.constant(1f), tf.constant(2f));"));

    assertEquals(0, found.definitions().size());
    assertEquals(0, found.refused().size());
  }
}
