import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.AdaGrad;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Two convolutions and two dense layers, all drawn a tenth as wide as the normal, whatever fans.
 */
final class TenthOfNormal {

  private static final int SIDE = 28;

  private TenthOfNormal() {}

  static Graph network(String method) {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TUint8> images =
        tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, SIDE, SIDE)));
    Placeholder<TUint8> digits = tf.placeholder(TUint8.class);
    Operand<TFloat32> pixels =
        tf.math.div(
            tf.math.sub(
                tf.dtypes.cast(tf.reshape(images, tf.array(-1, SIDE, SIDE, 1)), TFloat32.class),
                tf.constant(127.5f)),
            tf.constant(255f));

    Operand<TFloat32> edges = pooled(tf, pixels, 1, 32, 0f);
    Operand<TFloat32> shapes = pooled(tf, edges, 32, 64, 0.1f);
    Operand<TFloat32> flat = tf.reshape(shapes, tf.array(-1, SIDE * SIDE * 4));

    Variable<TFloat32> wide = tenth(tf, SIDE * SIDE * 4, 512);
    Variable<TFloat32> wideBias = filled(tf, 512, 0.1f);
    Operand<TFloat32> hidden = tf.nn.relu(tf.math.add(tf.linalg.matMul(flat, wide), wideBias));
    Variable<TFloat32> last = tenth(tf, 512, 10);
    Variable<TFloat32> lastBias = filled(tf, 10, 0.1f);
    Operand<TFloat32> logits = tf.math.add(tf.linalg.matMul(hidden, last), lastBias);
    tf.withName("digit").nn.softmax(logits);

    var wanted = tf.oneHot(digits, tf.constant(10), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> missed =
        tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, wanted).loss(), tf.constant(0));
    Operand<TFloat32> squares =
        tf.math.add(
            tf.math.add(tf.nn.l2Loss(wide), tf.nn.l2Loss(wideBias)),
            tf.math.add(tf.nn.l2Loss(last), tf.nn.l2Loss(lastBias)));
    Operand<TFloat32> loss = tf.math.add(missed, tf.math.mul(squares, tf.constant(5e-4f)));

    Optimizer steps =
        switch (method) {
          case "adam" -> new Adam(graph, 1e-3f);
          case "adagrad" -> new AdaGrad(graph, 1e-2f);
          case "sgd" -> new GradientDescent(graph, 1e-2f);
          default -> throw new IllegalArgumentException(method);
        };
    steps.minimize(loss);
    return graph;
  }

  private static Operand<TFloat32> pooled(
      Ops tf, Operand<TFloat32> from, int maps, int more, float bias) {
    Variable<TFloat32> kernel = tenth(tf, 5, 5, maps, more);
    var drawn = tf.nn.conv2d(from, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
    var rectified = tf.nn.relu(tf.nn.biasAdd(drawn, filled(tf, more, bias)));
    return tf.nn.maxPool(rectified, tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), "SAME");
  }

  private static Variable<TFloat32> tenth(Ops tf, int... shape) {
    return tf.variable(
        tf.math.mul(tf.random.truncatedNormal(tf.array(shape), TFloat32.class), tf.constant(0.1f)));
  }

  private static Variable<TFloat32> filled(Ops tf, int size, float value) {
    return tf.variable(tf.fill(tf.array(size), tf.constant(value)));
  }
}
