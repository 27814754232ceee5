package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;

/** One node of a model as a model of its own, to be asked what it does to other inputs. */
final class SingleNode implements AutoCloseable {

  private final OrtModel model;
  private final Set<String> outputs;

  SingleNode(ModelProto from, NodeProto node, Map<String, Block> inputs, List<String> outputs) {
    var graph = GraphProto.newBuilder().setName("node").addNode(node);
    inputs.forEach(
        (name, block) ->
            graph.addInput(
                ValueInfoProto.newBuilder()
                    .setName(name)
                    .setType(
                        TypeProto.newBuilder()
                            .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(block.type())))));
    outputs.forEach(it -> graph.addOutput(ValueInfoProto.newBuilder().setName(it)));
    this.outputs = new LinkedHashSet<>(outputs);
    this.model =
        OrtModel.load(
            "operator " + node.getOpType(),
            from.toBuilder().setGraph(graph).build(),
            OptLevel.NO_OPT);
  }

  /** All outputs behind one another. */
  double[] at(Map<String, Block> inputs) {
    Map<String, OnnxTensor> tensors = model.tensors(inputs);
    try (var result = model.run(tensors, outputs)) {
      var all = new LinkedHashMap<String, double[]>();
      int count = 0;
      for (String name : outputs) {
        double[] values = Block.of((OnnxTensor) result.get(name).orElseThrow()).reals();
        count += values.length;
        all.put(name, values);
      }
      var joined = new double[count];
      int at = 0;
      for (double[] values : all.values()) {
        System.arraycopy(values, 0, joined, at, values.length);
        at += values.length;
      }
      return joined;
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
