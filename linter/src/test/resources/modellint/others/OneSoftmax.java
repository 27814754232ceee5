import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** A softmax over as many pixels as the data has: beginning at zero does it no harm. */
final class OneSoftmax {

  private OneSoftmax() {}

  static Graph network(long pixels) {
    var graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> images = tf.placeholder(TFloat32.class);
    Placeholder<TFloat32> digits = tf.placeholder(TFloat32.class);
    Variable<TFloat32> weights =
        tf.variable(tf.zeros(tf.constant(Shape.of(pixels, 10)), TFloat32.class));
    Variable<TFloat32> biases = tf.variable(tf.zeros(tf.constant(Shape.of(10)), TFloat32.class));
    Operand<TFloat32> shares =
        tf.nn.softmax(tf.math.add(tf.linalg.matMul(images, weights), biases));
    Operand<TFloat32> each = tf.reduceSum(tf.math.mul(digits, tf.math.log(shares)), tf.array(1));
    new GradientDescent(graph, 0.2f).minimize(tf.math.mean(tf.math.neg(each), tf.array(0)));
    return graph;
  }
}
