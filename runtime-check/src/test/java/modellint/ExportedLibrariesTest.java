package modellint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import modellint.definition.Definition;
import modellint.onnx.Draw;
import modellint.onnx.OnnxWriter;
import modellint.source.JavaReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions of the smaller libraries, exported and run: finite numbers of the right shape. */
class ExportedLibrariesTest {

  @TempDir private Path folder = Path.of("");

  private void runs(String kind, String imports, String body, long... shape) throws Exception {
    Path source = folder.resolve("Net.java");
    Files.writeString(
        source, imports + " class Net { public static void main(String[] args) { " + body + " } }");
    List<Definition> found =
        new JavaReader(JavaReader.LIBRARIES).read(source, "Net.java").definitions();
    assertEquals(List.of(kind), found.stream().map(Definition::kind).toList());
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(found.get(0).graph(), Draw.of(1), file);
    var value = found.get(0).graph().inputs().get(0);
    long[] sizes =
        value.shape().orElseThrow().dims().stream()
            .mapToLong(it -> it.isKnown() ? it.size() : 1)
            .toArray();
    var numbers = new float[(int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
    Arrays.fill(numbers, 0.5f);
    try (var environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), sizes);
        OrtSession.Result result = session.run(Map.of(value.name(), input))) {
      var output = (OnnxTensor) result.get(0);
      assertArrayEquals(shape, output.getInfo().getShape());
      FloatBuffer all = output.getFloatBuffer();
      while (all.hasRemaining()) {
        assertTrue(Float.isFinite(all.get()), "an output is no number");
      }
    }
  }

  @Test
  void a_convolution_of_tensorflow_runs_channels_last() throws Exception {
    runs(
        "tensorflow",
        """
        import java.util.*;
        import org.tensorflow.ndarray.Shape;
        import org.tensorflow.op.Ops;
        import org.tensorflow.op.core.Placeholder;
        import org.tensorflow.types.*;
        """,
        """
        Ops tf = Ops.create();
        var x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8, 8, 3)));
        var k = tf.variable(tf.random.truncatedNormal(tf.array(3, 3, 3, 4), TFloat32.class));
        var b = tf.variable(tf.fill(tf.array(4), tf.constant(0.1f)));
        var conv = tf.nn.relu(tf.nn.biasAdd(
            tf.nn.conv2d(x, k, Arrays.asList(1L, 2L, 2L, 1L), "SAME"), b));
        var flat = tf.reshape(conv, tf.array(-1, 64));
        var w = tf.variable(tf.random.randomUniform(tf.array(64, 5), TFloat32.class));
        var out = tf.nn.softmax(tf.linalg.matMul(flat, w));
        """,
        1,
        5);
  }

  @Test
  void convolutions_of_deep_netts_run() throws Exception {
    runs(
        "deepnetts",
        """
        import deepnetts.net.ConvolutionalNetwork;
        import deepnetts.net.layers.activation.ActivationType;
        """,
        """
        ConvolutionalNetwork net = ConvolutionalNetwork.builder().addInputLayer(8, 8, 3)
            .addConvolutionalLayer(3, 3, 4).addMaxPoolingLayer(2, 2, 2)
            .addFullyConnectedLayer(6).addOutputLayer(2, ActivationType.SOFTMAX).build();
        """,
        1,
        2);
  }

  @Test
  void the_lenet_of_tribuo_runs() throws Exception {
    runs(
        "tribuo",
        "import org.tribuo.interop.tensorflow.example.*;",
        "var graph = CNNExamples.buildLeNetGraph(\"x\", 10, 255, 3);",
        1,
        3);
  }

  @Test
  void a_graph_of_samediff_runs() throws Exception {
    runs(
        "samediff",
        "import org.nd4j.autodiff.samediff.*; import org.nd4j.linalg.api.buffer.DataType;",
        """
        SameDiff sd = SameDiff.create();
        SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
        SDVariable w = sd.var("w", DataType.FLOAT, 4, 3);
        SDVariable out = sd.nn().softmax("out", in.mmul(w));
        """,
        1,
        3);
  }

  @Test
  void perceptrons_of_neuroph_encog_and_smile_run() throws Exception {
    runs(
        "neuroph",
        "import org.neuroph.nnet.MultiLayerPerceptron;",
        "var net = new MultiLayerPerceptron(4, 16, 3);",
        1,
        3);
    runs(
        "encog",
        "import org.encog.util.simple.EncogUtility;",
        "var net = EncogUtility.simpleFeedForward(2, 5, 0, 1, true);",
        1,
        1);
    runs(
        "smile",
        "import smile.base.mlp.*; import smile.classification.MLP;",
        "var net = new MLP(Layer.input(4), Layer.rectifier(8), Layer.mle(3,"
            + " OutputFunction.SOFTMAX));",
        1,
        3);
  }
}
