package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.tape.Type;
import modellint.verify.unroll.Facts;

/**
 * What one run with every value exposed has shown: types, shapes, and the elements of small integer
 * tensors, which are the axes, sizes and pads of other operators.
 */
record Observation(Map<String, Seen> values) implements Facts {

  private static final long MOST_KEPT = 1 << 14;

  /** One value. */
  record Seen(int type, long[] shape, Optional<long[]> integers) {}

  @Override
  public Optional<long[]> integers(String name) {
    return Optional.ofNullable(values.get(name)).flatMap(Seen::integers);
  }

  @Override
  public Optional<long[]> shape(String name) {
    return Optional.ofNullable(values.get(name)).map(Seen::shape);
  }

  @Override
  public int type(String name) {
    return values.containsKey(name) ? values.get(name).type() : Type.OPAQUE;
  }

  static Observation of(ModelProto model, Map<String, Block> feeds) {
    var seen = new HashMap<String, Seen>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      seen.put(tensor.getName(), seen(tensor));
    }
    feeds.forEach(
        (name, block) -> seen.put(name, new Seen(block.type(), block.shape(), integers(block))));
    Set<String> names = produced(model.getGraph());
    try (OrtModel session = OrtModel.load("the model", exposed(model, names), OptLevel.NO_OPT)) {
      Map<String, OnnxTensor> inputs = session.tensors(feeds);
      try (var result = session.run(inputs, names)) {
        result.forEach(
            entry -> see(entry.getValue()).ifPresent(it -> seen.put(entry.getKey(), it)));
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
    return new Observation(seen);
  }

  /** The values at {@code names}, those of them that are tensors. */
  static Map<String, Block> blocks(ModelProto model, Map<String, Block> feeds, Set<String> names) {
    var blocks = new HashMap<String, Block>();
    try (OrtModel session = OrtModel.load("the model", exposed(model, names), OptLevel.NO_OPT)) {
      Map<String, OnnxTensor> inputs = session.tensors(feeds);
      try (var result = session.run(inputs, names)) {
        for (var entry : result) {
          if (entry.getValue() instanceof OnnxTensor tensor) {
            blocks.put(entry.getKey(), Block.of(tensor));
          }
        }
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
    return blocks;
  }

  private static Set<String> produced(GraphProto graph) {
    var names = new LinkedHashSet<String>();
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().stream().filter(it -> !it.isEmpty()).forEach(names::add);
    }
    return names;
  }

  /** {@code model} with {@code names} among its outputs; the runtime infers their types. */
  static ModelProto exposed(ModelProto model, Set<String> names) {
    var there = new LinkedHashSet<String>();
    model.getGraph().getOutputList().forEach(it -> there.add(it.getName()));
    GraphProto.Builder graph = model.getGraph().toBuilder();
    names.stream()
        .filter(it -> !there.contains(it))
        .forEach(it -> graph.addOutput(ValueInfoProto.newBuilder().setName(it)));
    return model.toBuilder().setGraph(graph).build();
  }

  private static Optional<Seen> see(OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      return Optional.empty();
    }
    int type = Block.typeOf(tensor);
    long[] shape = tensor.getInfo().getShape();
    boolean kept = isCountable(type) && small(shape);
    return Optional.of(new Seen(type, shape, kept ? integers(Block.of(tensor)) : Optional.empty()));
  }

  private static Seen seen(TensorProto tensor) {
    long[] shape = Stored.shape(tensor);
    boolean kept = isCountable(tensor.getDataType()) && small(shape);
    return new Seen(
        tensor.getDataType(), shape, kept ? integers(Stored.block(tensor)) : Optional.empty());
  }

  private static Optional<long[]> integers(Block block) {
    return isCountable(block.type()) && block.count() <= MOST_KEPT
        ? Optional.of(block.integers())
        : Optional.empty();
  }

  private static boolean small(long[] shape) {
    return modellint.verify.tape.Dims.count(shape) <= MOST_KEPT;
  }

  private static boolean isCountable(int type) {
    return type == Type.INT64 || type == Type.INT32 || type == Type.BOOL;
  }
}
