package modellint.tensorflow;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Library;
import modellint.graph.Loss;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program adds to loss and gradients itself, and graphs that are no networks. */
class HandWrittenTrainingTest {

  private static final TensorFlow TENSORFLOW = new TensorFlow();

  private static String main(String body) {
    return """
    import java.util.ArrayList;
    import java.util.List;
    import org.tensorflow.*;
    import org.tensorflow.framework.losses.*;
    import org.tensorflow.framework.optimizers.*;
    import org.tensorflow.framework.regularizers.*;
    import org.tensorflow.op.Ops;
    import org.tensorflow.op.core.*;
    import org.tensorflow.types.*;
    class Net {
      public static void main(String[] args) {
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        %s
      }
    }
    """
        .formatted(body);
  }

  private static Training training(String end) {
    return only(
            TENSORFLOW,
            main(
                """
                var x = tf.placeholder(TFloat32.class);
                var y = tf.placeholder(TFloat32.class);
                var w = tf.variable(tf.random.randomUniform(tf.array(4, 1), TFloat32.class));
                var out = tf.linalg.matMul(x, w);
                var mse = tf.math.mean(tf.math.square(tf.math.sub(out, y)), tf.array(0));
                var optimizer = new GradientDescent(graph, 0.05f);
                """
                    + end))
        .graph()
        .training();
  }

  /** A regularizer of the library sums the squares; half of them is what L2 means elsewhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new L2(0.5f).call(tf, w)                                       |      | 1",
        "new L1(0.25f).call(tf, w)                                      | 0.25 |",
        "new L1L2(0.25f, 0.5f).call(tf, w)                              | 0.25 | 1",
        "new L1L2(\"both\", 0.25f, 0f).call(tf, w)                      | 0.25 |",
        "tf.math.mul(tf.constant(0.5f), new L2(0.5f).call(tf, w))       |      | 0.5",
        "tf.math.mul(tf.constant(0.5f), tf.nn.l2Loss(w))                |      | 0.5",
        "tf.math.add(new L2(0.5f).call(tf, w), new L2(4f).call(tf, x))  |      |"
      })
  void a_penalty_is_what_it_adds_to_the_gradient(String term, Double l1, Double l2) {
    Training training = training("optimizer.minimize(tf.math.add(mse, %s));".formatted(term));

    assertEquals(Optional.ofNullable(l1), training.l1());
    assertEquals(Optional.ofNullable(l2), training.l2());
    assertEquals(Optional.of(Loss.MSE), training.loss());
  }

  @Test
  void a_regularizer_without_a_number_has_the_librarys_and_one_of_unknown_strength_has_none() {
    assertEquals(
        Optional.of(2 * (double) 0.01f),
        training("optimizer.minimize(tf.math.add(mse, new L2().call(tf, w)));").l2());
    assertEquals(
        Optional.empty(),
        training(
                "optimizer.minimize(tf.math.add(mse,"
                    + " new L2(Float.parseFloat(args[0])).call(tf, w)));")
            .l2());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tf.math.mul(g, tf.math.minimum(tf.constant(1f), tf.math.div(tf.constant(2f), norm)))"
            + " | l2-per-parameter",
        "tf.math.mul(tf.math.minimum(tf.math.div(tf.constant(2f), norm), tf.constant(1f)), g)"
            + " | l2-per-parameter",
        "tf.math.div(tf.math.mul(g, tf.constant(2f)), tf.math.maximum(norm, tf.constant(2f)))"
            + " | l2-per-parameter",
        "tf.math.mul(g, tf.math.minimum(tf.constant(1f), tf.math.div(tf.constant(2f), all)))"
            + " | global-norm",
        "tf.clipByValue(g, tf.constant(-2f), tf.constant(2f)) | value"
      })
  void gradients_clipped_by_hand_are_clipped(String code, String kind) {
    Training training =
        training(
            """
            List<Object> clipped = new ArrayList<>();
            List<Object> squares = new ArrayList<>();
            var gradients = optimizer.computeGradients(mse);
            for (var pair : gradients) {
              squares.add(tf.reduceSum(tf.math.square(pair.getGradient()), tf.array(0)));
            }
            var all = tf.math.sqrt(tf.math.addN(squares));
            for (var pair : gradients) {
              var g = pair.getGradient();
              var norm = tf.math.sqrt(tf.reduceSum(tf.math.square(g), tf.array(0, 1)));
              clipped.add(%s);
            }
            optimizer.applyGradients(clipped, "train");
            """
                .formatted(code));

    assertEquals(Optional.of(new Training.Clipping(kind, 2)), training.clipping());
  }

  @Test
  void predictions_kept_off_the_edge_are_no_clipped_gradients() {
    Training training =
        training(
            """
            var safe = tf.clipByValue(out, tf.constant(0f), tf.constant(1f));
            optimizer.applyGradients(optimizer.computeGradients(mse), "train");
            """);

    assertEquals(Optional.empty(), training.clipping());
    assertEquals(Optional.of("sgd"), training.optimizer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Losses.binaryCrossentropy(tf, y, out, true, 0f) | sigmoidcrossentropy",
        "Losses.binaryCrossentropy(tf, y, out, false, 0f) | binarycrossentropy",
        "new BinaryCrossentropy(\"loss\", true).call(tf, y, out) | sigmoidcrossentropy",
        "new BinaryCrossentropy().call(tf, y, out) | binarycrossentropy",
        "Losses.sparseCategoricalCrossentropy(tf, y, out, true, 1) | softmaxcrossentropy",
        "new SparseCategoricalCrossentropy(Reduction.SUM).call(tf, y, out)"
            + " | categoricalcrossentropy",
        "new MeanAbsoluteError().call(tf, y, out) | meanabsoluteerror",
        "new Huber(1.5f).call(tf, y, out) | huber"
      })
  void a_loss_of_the_framework_knows_whether_it_reads_logits(String loss, String word) {
    assertEquals(
        Optional.of(word), training("optimizer.minimize(" + loss + ");").details().lossName());
  }

  /** The forms of the graphs in TensorFlow's own tests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tf.math.add(tf.variable(tf.constant(4)), tf.constant(2));",
        "var a = tf.variable(Shape.scalar(), TInt32.class); tf.assign(a, tf.constant(10));"
            + " tf.math.add(a, tf.variable(tf.constant(20)));",
        "var a = tf.variable(Shape.of(2), TFloat32.class); var o = new Adamax(graph);"
            + " o.applyGradients(List.of(tf.constant(new float[] {0.1f, 0.1f})), \"test\");"
      })
  void a_graph_that_is_fed_nothing_and_minimises_nothing_is_no_network(String body) {
    Library.Found found = found(TENSORFLOW, main(body));

    assertEquals(List.of(), found.definitions());
    assertEquals(Map.of(), found.refused());
  }

  @Test
  void a_network_whose_layers_are_not_known_says_which_operand_is_not() {
    Library.Found found =
        found(
            TENSORFLOW,
            main(
                """
                Operand<TFloat32> at = tf.placeholder(TFloat32.class);
                for (int i = 0; i < args.length; i++) {
                  at = tf.nn.relu(at);
                }
                tf.linalg.matMul(at, tf.variable(tf.zeros(tf.array(4, 4), TFloat32.class)));
                """));

    assertEquals(
        List.of("an operand of a layer is not known: at depends on the loop in line 15"),
        List.copyOf(found.refused().values()));
  }
}
