package modellint.tensorflow;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandsTest {

  private static String sizes(String body) {
    return only(
            new TensorFlow(),
            """
            import org.tensorflow.*;
            import org.tensorflow.ndarray.Shape;
            import org.tensorflow.op.Ops;
            import org.tensorflow.op.core.*;
            import org.tensorflow.types.TFloat32;
            class Net {
              static void make(Graph graph, int rows) {
                Ops tf = Ops.create(graph);
                %s
              }
            }
            """
                .formatted(body))
        .graph()
        .training()
        .details()
        .refusals()
        .stream()
        .map(it -> (long) it.value() + " " + (long) it.limit())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "784 | 784, 10 | 10 | ''",
        "784 | 748, 10 | 10 | 748 784",
        "784 | rows, 10 | 10 | ''",
        "784 | 784, 10 | 12 | 12 10"
      })
  void a_product_and_its_bias(String in, String weight, String bias, String sizes) {
    assertEquals(
        sizes,
        sizes(
            """
            var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, %s)));
            var w = tf.variable(tf.zeros(tf.array(%s), TFloat32.class));
            var b = tf.variable(tf.zeros(tf.array(%s), TFloat32.class));
            var y = tf.nn.softmax(tf.nn.biasAdd(tf.linalg.matMul(x, w), b));
            """
                .formatted(in, weight, bias)));
  }

  @ParameterizedTest
  @CsvSource({"3, ''", "4, 4 3", "1, ''"})
  void channels_of_a_kernel(long depth, String sizes) {
    assertEquals(
        sizes,
        sizes(
            """
            var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 28, 28, 3)));
            var w = tf.variable(tf.zeros(tf.array(5, 5, %d, 8), TFloat32.class));
            var y = tf.nn.relu(
                tf.nn.conv2d(x, w, java.util.List.of(1L, 1L, 1L, 1L), "SAME"));
            """
                .replace("%d", Long.toString(depth))));
  }
}
