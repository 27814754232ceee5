import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.Glorot;
import org.tensorflow.framework.initializers.He;
import org.tensorflow.framework.initializers.Initializer;
import org.tensorflow.framework.initializers.RandomNormal;
import org.tensorflow.framework.initializers.TruncatedNormal;
import org.tensorflow.framework.initializers.VarianceScaling.Distribution;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.framework.optimizers.AdaDelta;
import org.tensorflow.framework.optimizers.AdaGrad;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.framework.optimizers.RMSProp;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** TensorFlow as its users write it in Java: each program ends in the graph. */
final class TensorFlowUsers {

  private static final int SEED = 123456789;
  private static final int IMAGE = 28;
  private static final int LABELS = 10;

  private TensorFlowUsers() {}

  private static Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> labels) {
    return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, labels).loss(), tf.constant(0));
  }

  static Graph line() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    var xData = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    var yData = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    var weight = tf.variable(tf.constant(0.3f));
    var bias = tf.variable(tf.constant(-0.1f));
    var mul = tf.math.mul(xData, weight);
    var yPredicted = tf.math.add(mul, bias);
    var sum = tf.math.pow(tf.math.sub(yPredicted, yData), tf.constant(2f));
    var mse = tf.math.div(sum, tf.constant(2f * 10));
    Optimizer optimizer = new GradientDescent(graph, "minimizer", 0.1f);
    optimizer.minimize(mse);
    return graph;
  }

  static Graph softmax() {
    var graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> images =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, IMAGE * IMAGE)));
    Placeholder<TFloat32> labels =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, LABELS)));
    Shape weightShape = Shape.of(IMAGE * IMAGE, LABELS);
    Variable<TFloat32> weights = tf.variable(weightShape, TFloat32.class);
    Ops init = tf.withInitScope();
    init.assign(weights, init.zeros(init.array(IMAGE * IMAGE, LABELS), TFloat32.class));
    Variable<TFloat32> biases = tf.variable(Shape.of(LABELS), TFloat32.class);
    init.assign(biases, init.zeros(init.array(LABELS), TFloat32.class));
    var logits = tf.math.add(tf.linalg.matMul(images, weights), biases);
    new GradientDescent(graph, 0.2f).minimize(crossEntropy(tf, logits, labels));
    return graph;
  }

  private static Operand<TFloat32> conv(
      Ops tf, Operand<TFloat32> in, int window, int from, int to) {
    var filter =
        tf.variable(
            tf.math.mul(
                tf.random.truncatedNormal(
                    tf.array(window, window, from, to),
                    TFloat32.class,
                    org.tensorflow.op.random.TruncatedNormal.seed((long) SEED)),
                tf.constant(0.1f)));
    var conv = tf.nn.conv2d(in, filter, java.util.Arrays.asList(1L, 1L, 1L, 1L), "SAME");
    var bias = tf.variable(tf.fill(tf.array(to), tf.constant(0.0f)));
    var relu = tf.nn.relu(tf.nn.biasAdd(conv, bias));
    return tf.nn.maxPool(relu, tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), "SAME");
  }

  /** The shape that many write out for the digits. */
  static Graph lenet() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> input =
        tf.withName("input")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, IMAGE, IMAGE, 1)));
    Placeholder<TFloat32> labels =
        tf.withName("labels").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, LABELS)));
    var first = conv(tf, input, 5, 1, 32);
    var second = conv(tf, first, 5, 32, 64);
    var flat = tf.reshape(second, tf.array(-1, 7 * 7 * 64));
    var w1 =
        tf.variable(
            tf.math.mul(
                tf.random.truncatedNormal(tf.array(7 * 7 * 64, 128), TFloat32.class),
                tf.constant(0.1f)));
    var b1 = tf.variable(tf.fill(tf.array(128), tf.constant(0.1f)));
    var hidden = tf.nn.relu(tf.math.add(tf.linalg.matMul(flat, w1), b1));
    var w2 =
        tf.variable(
            tf.math.mul(
                tf.random.truncatedNormal(tf.array(128, LABELS), TFloat32.class),
                tf.constant(0.1f)));
    var b2 = tf.variable(tf.fill(tf.array(LABELS), tf.constant(0.1f)));
    var logits = tf.math.add(tf.linalg.matMul(hidden, w2), b2);
    Op minimize =
        new Adam(graph, 0.001f, 0.9f, 0.999f, 1e-8f).minimize(crossEntropy(tf, logits, labels));
    return graph;
  }

  /** Layers by a method of the program's own, widths in an array. */
  static Graph perceptron() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    int[] widths = {32, 64, 48, 5};
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, widths[0])));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, widths[3])));
    Operand<TFloat32> out = x;
    for (int i = 1; i < widths.length; i++) {
      Initializer<TFloat32> init = new Glorot<>(Distribution.TRUNCATED_NORMAL, SEED + i);
      var w =
          tf.variable(
              init.call(tf, tf.constant(new long[] {widths[i - 1], widths[i]}), TFloat32.class));
      var b = tf.variable(tf.fill(tf.array(widths[i]), tf.constant(0.1f)));
      out = tf.math.add(tf.linalg.matMul(out, w), b);
      if (i < widths.length - 1) {
        out = tf.math.tanh(out);
      }
    }
    new AdaGrad(graph, 0.05f).minimize(crossEntropy(tf, out, y));
    return graph;
  }

  private static Optimizer optimizer(String name, Graph g) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "adadelta" -> new AdaDelta(g, 1f, 0.95f, 1e-8f);
      case "momentum" -> new Momentum(g, 0.01f, 0.9f, true);
      case "rmsprop" -> new RMSProp(g, 0.002f, 0.9f, 0.0f, 1e-10f, false);
      default -> throw new IllegalArgumentException("unknown optimizer " + name);
    };
  }

  private static Graph regression(String optimizer, int features, int hidden) {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, features)));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
    var he = new He<TFloat32>(Distribution.TRUNCATED_NORMAL, 3L);
    var w = tf.variable(he.call(tf, tf.constant(new long[] {features, hidden}), TFloat32.class));
    var b = tf.variable(tf.zeros(tf.array(hidden), TFloat32.class));
    var h = tf.nn.relu(tf.math.add(tf.linalg.matMul(x, w), b));
    var v = tf.variable(tf.random.truncatedNormal(tf.array(hidden, 1), TFloat32.class));
    var predicted = tf.linalg.matMul(h, v);
    var loss = tf.math.mean(tf.math.squaredDifference(predicted, y), tf.array(0, 1));
    optimizer(optimizer, graph).minimize(loss);
    return graph;
  }

  static Graph nesterov() {
    return regression("Momentum", 13, 26);
  }

  /** A layer is a record that knows its own variables. */
  private record Dense(Variable<TFloat32> kernel, Variable<TFloat32> bias) {
    static Dense of(Ops tf, int in, int out) {
      float limit = (float) Math.sqrt(6.0 / (in + out));
      var uniform =
          tf.math.sub(
              tf.math.mul(
                  tf.random.randomUniform(tf.array(in, out), TFloat32.class),
                  tf.constant(2 * limit)),
              tf.constant(limit));
      return new Dense(tf.variable(uniform), tf.variable(tf.zeros(tf.array(out), TFloat32.class)));
    }

    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), bias);
    }
  }

  static Graph records() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 18)));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
    Dense first = Dense.of(tf, 18, 36);
    Dense second = Dense.of(tf, 36, 3);
    Operand<TFloat32> out = second.apply(tf, tf.nn.elu(first.apply(tf, x)));
    new AdaDelta(graph, 1f, 0.95f, 1e-6f).minimize(crossEntropy(tf, out, y));
    return graph;
  }

  static Graph averaged() {
    var g = new Graph();
    var tf = Ops.create(g);
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8)));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
    var kernel = new RandomNormal<TFloat32>(0f, 0.3f, 11L);
    var w = tf.variable(kernel.call(tf, tf.array(8L, 2L), TFloat32.class));
    var logits = tf.linalg.matMul(x, w);
    new RMSProp(g, 0.002f, 0.9f, 0.5f, 1e-10f, false).minimize(crossEntropy(tf, logits, y));
    return g;
  }

  static Graph churn() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 20)));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
    var normal = new TruncatedNormal<TFloat32>(0f, 0.2f, 5L);
    var w1 = tf.variable(normal.call(tf, tf.constant(new long[] {20, 50}), TFloat32.class));
    var b1 = tf.variable(tf.zeros(tf.array(50), TFloat32.class));
    var w2 = tf.variable(normal.call(tf, tf.constant(new long[] {50, 1}), TFloat32.class));
    var hidden = tf.math.sigmoid(tf.math.add(tf.linalg.matMul(x, w1), b1));
    var logits = tf.linalg.matMul(hidden, w2);
    var loss =
        tf.math.mean(
            FrameworkOps.create(tf).nn.sigmoidCrossEntropyWithLogits(y, logits), tf.array(0, 1));
    new Adam(graph).minimize(loss);
    return graph;
  }

  static Graph penalised() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 40)));
    var y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 4)));
    var w1 =
        tf.variable(
            tf.math.mul(
                tf.random.randomStandardNormal(tf.array(40, 80), TFloat32.class),
                tf.constant((float) Math.sqrt(2.0 / 40))));
    var b1 = tf.variable(tf.zeros(tf.array(80), TFloat32.class));
    var w2 =
        tf.variable(
            tf.math.sub(
                tf.random.randomUniform(tf.array(80, 4), TFloat32.class), tf.constant(0.5f)));
    var hidden = tf.nn.relu(tf.math.add(tf.linalg.matMul(x, w1), b1));
    var logits = tf.linalg.matMul(hidden, w2);
    var penalty = tf.math.mul(tf.math.add(tf.nn.l2Loss(w1), tf.nn.l2Loss(w2)), tf.constant(5e-4f));
    var loss = tf.math.add(crossEntropy(tf, logits, y), penalty);
    new GradientDescent(graph, 0.05f).minimize(loss);
    return graph;
  }

  static Graph denoised() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> clean =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 24)));
    float deviation = 1f / (float) Math.sqrt(24);
    var encoder =
        tf.withName("encoder")
            .variable(
                tf.math.mul(
                    tf.constant(deviation),
                    tf.random.truncatedNormal(tf.array(24, 8), TFloat32.class)));
    var decoder =
        tf.withName("decoder")
            .variable(
                tf.math.mul(
                    tf.constant(deviation),
                    tf.random.truncatedNormal(tf.array(8, 24), TFloat32.class)));
    var code = tf.math.sigmoid(tf.linalg.matMul(clean, encoder));
    var out = tf.linalg.matMul(code, decoder);
    var loss = tf.math.mean(tf.math.square(tf.math.sub(out, clean)), tf.array(0, 1));
    new Momentum(graph, 0.02f, 0.8f).minimize(loss);
    return graph;
  }
}
