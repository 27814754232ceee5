package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Dims;

/**
 * The length of a gradient from differences along random directions, for places that no rule takes
 * a gradient to: with v standard normal, the mean of (v . g)^2 is |g|^2. Good enough for questions
 * about powers of ten.
 */
final class Directions implements AutoCloseable {

  static final int COUNT = 16;

  /** Standard deviation of the length, relative to it: sqrt(1 / (2 K)). */
  static final double DEVIATION = Math.sqrt(1.0 / (2 * COUNT));

  /** Steps, relative to the root mean square of what is moved. */
  private static final double[] STEPS = {3e-2, 1e-2, 3e-3, 1e-3};

  /** Two neighbouring steps must agree so well. */
  private static final double AGREEMENT = 0.2;

  private static final double MOST_SECONDS = 60;

  private static final String SHIFT = "shift:";
  private static final String STILL = "still:";

  private final OrtModel model;
  private final Map<String, long[]> shapes;
  private final Map<String, Integer> types;
  private final Set<String> outputs;

  /** {@code names} are parameters and values of {@code model} whose types are float or double. */
  Directions(ModelProto model, Observation observation, List<String> names, Set<String> outputs) {
    this.outputs = outputs;
    this.shapes = new LinkedHashMap<>();
    this.types = new HashMap<>();
    for (String name : names) {
      Observation.Seen value = Objects.requireNonNull(observation.values().get(name));
      shapes.put(name, value.shape());
      types.put(name, value.type());
    }
    this.model = OrtModel.load("the model", shifted(model), OptLevel.BASIC_OPT);
  }

  /** Every value that is asked about becomes the sum of itself and an input. */
  private ModelProto shifted(ModelProto from) {
    GraphProto.Builder graph = from.getGraph().toBuilder().clearInitializer().clearNode();
    for (TensorProto tensor : from.getGraph().getInitializerList()) {
      if (shapes.containsKey(tensor.getName())) {
        graph.addInitializer(tensor.toBuilder().setName(STILL + tensor.getName()));
        shift(graph, tensor.getName());
      } else {
        graph.addInitializer(tensor);
      }
    }
    for (NodeProto node : from.getGraph().getNodeList()) {
      NodeProto.Builder copy = node.toBuilder().clearOutput();
      node.getOutputList().forEach(it -> copy.addOutput(shapes.containsKey(it) ? STILL + it : it));
      graph.addNode(copy);
      node.getOutputList().stream().filter(shapes::containsKey).forEach(it -> shift(graph, it));
    }
    for (int i = graph.getInputCount() - 1; i >= 0; i--) {
      if (shapes.containsKey(graph.getInput(i).getName())) {
        graph.removeInput(i);
      }
    }
    shapes.forEach(
        (name, shape) -> graph.addInput(BackwardModel.value(SHIFT + name, type(name), shape)));
    return Observation.exposed(from.toBuilder().setGraph(graph).build(), shapes.keySet());
  }

  private void shift(GraphProto.Builder graph, String name) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Add")
            .addInput(STILL + name)
            .addInput(SHIFT + name)
            .addOutput(name));
  }

  private Block zeros(String name) {
    long bytes = Dims.count(shape(name)) * Block.width(type(name));
    return new Block(type(name), shape(name), ByteBuffer.allocate(Math.toIntExact(bytes)));
  }

  private long[] shape(String name) {
    return Objects.requireNonNull(shapes.get(name));
  }

  private int type(String name) {
    return Objects.requireNonNull(types.get(name));
  }

  /** The norms that could be estimated, by name. */
  Map<String, Norm> norms(Map<String, Block> feeds, Map<String, Block> cotangents) {
    var norms = new LinkedHashMap<String, Norm>();
    var unmoved = new HashMap<>(feeds);
    shapes.keySet().forEach(it -> unmoved.put(SHIFT + it, zeros(it)));
    Map<String, OnnxTensor> inputs = model.tensors(unmoved);
    try {
      long start = System.nanoTime();
      loss(inputs, cotangents, Map.of());
      double seconds = (System.nanoTime() - start) * 1e-9;
      if (seconds * shapes.size() * 2 * COUNT > MOST_SECONDS) {
        return norms;
      }
      for (String name : shapes.keySet()) {
        norm(name, inputs, cotangents).ifPresent(it -> norms.put(name, it));
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
    return norms;
  }

  private Optional<Norm> norm(
      String name, Map<String, OnnxTensor> inputs, Map<String, Block> cotangents) {
    var random = new Random(name.hashCode());
    double[] direction = direction(name, random);
    double scale = scale(name, inputs);
    double step = 0;
    double last = Double.NaN;
    for (double relative : STEPS) {
      double slope = slope(name, direction, relative * scale, inputs, cotangents);
      if (Math.abs(slope - last) <= AGREEMENT * Math.abs(slope)) {
        step = relative * scale;
        break;
      }
      last = slope;
    }
    if (step == 0) {
      return Optional.empty();
    }
    double squares = 0;
    for (int k = 0; k < COUNT; k++) {
      double slope = slope(name, direction(name, random), step, inputs, cotangents);
      squares += slope * slope;
    }
    return Optional.of(Norm.ofLength(Math.sqrt(squares / COUNT), Dims.count(shape(name))));
  }

  private double[] direction(String name, Random random) {
    var direction = new double[Math.toIntExact(Dims.count(shape(name)))];
    Arrays.setAll(direction, i -> random.nextGaussian());
    return direction;
  }

  private double scale(String name, Map<String, OnnxTensor> inputs) {
    try (var result = model.run(inputs, Set.of(name))) {
      Norm norm = Norm.of(Block.of((OnnxTensor) result.get(0)).reals());
      double rms = Math.pow(10, norm.rmsLog10());
      return rms > 0 && Double.isFinite(rms) ? rms : 1;
    }
  }

  private double slope(
      String name,
      double[] direction,
      double step,
      Map<String, OnnxTensor> inputs,
      Map<String, Block> cotangents) {
    Block zeros = zeros(name);
    double up = loss(inputs, cotangents, Map.of(SHIFT + name, scaled(zeros, direction, step)));
    double down = loss(inputs, cotangents, Map.of(SHIFT + name, scaled(zeros, direction, -step)));
    return (up - down) / (2 * step);
  }

  private static Block scaled(Block like, double[] direction, double step) {
    return like.with(Arrays.stream(direction).map(it -> it * step).toArray());
  }

  private double loss(
      Map<String, OnnxTensor> inputs, Map<String, Block> cotangents, Map<String, Block> shifts) {
    Map<String, OnnxTensor> shifted = model.tensors(shifts);
    var all = new HashMap<>(inputs);
    all.putAll(shifted);
    try (var result = model.run(all, outputs)) {
      double loss = 0;
      for (String output : outputs) {
        double[] values = Block.of((OnnxTensor) result.get(output).orElseThrow()).reals();
        if (!cotangents.containsKey(output)) {
          continue;
        }
        double[] weights = cotangents.get(output).reals();
        for (int i = 0; i < values.length; i++) {
          loss += weights[i] == 0 ? 0 : values[i] * weights[i];
        }
      }
      return loss;
    } finally {
      shifted.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
