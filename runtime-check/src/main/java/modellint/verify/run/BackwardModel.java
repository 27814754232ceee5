package modellint.verify.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tape;
import modellint.verify.tape.Tensor;

/**
 * A tape as a model of its own.
 *
 * @param saved values of the forward run that it reads
 */
record BackwardModel(ModelProto model, Set<String> saved) {

  private static final int IR_VERSION = 8;

  /**
   * @param outputs the tensors to give out, by the names to give them
   * @param stored the forward model's initialisers, copied where they are read
   */
  static BackwardModel of(Tape tape, Map<String, Tensor> outputs, Map<String, TensorProto> stored) {
    List<Call> needed = needed(tape, outputs);
    var graph = GraphProto.newBuilder().setName("backward");
    var read = new LinkedHashMap<String, Tensor>();
    var made = new HashSet<String>();
    for (Call call : needed) {
      graph.addNode(node(call));
      call.inputs().stream().filter(it -> !it.isAbsent()).forEach(it -> read.put(it.name(), it));
      call.outputs().forEach(it -> made.add(it.name()));
    }
    outputs.forEach(
        (name, tensor) -> {
          graph.addNode(
              NodeProto.newBuilder().setOpType("Identity").addInput(tensor.name()).addOutput(name));
          graph.addOutput(ValueInfoProto.newBuilder().setName(name));
          read.put(tensor.name(), tensor);
        });
    var saved = new LinkedHashSet<String>();
    read.forEach(
        (name, tensor) -> {
          if (tape.constants().containsKey(name)) {
            graph.addInitializer(tape.constants().get(name));
          } else if (stored.containsKey(name)) {
            graph.addInitializer(stored.get(name));
          } else if (!made.contains(name)) {
            saved.add(name);
            graph.addInput(value(tensor));
          }
        });
    return new BackwardModel(
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("modellint")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(Tape.OPSET))
            .setGraph(graph)
            .build(),
        saved);
  }

  private static List<Call> needed(Tape tape, Map<String, Tensor> outputs) {
    var wanted = new HashSet<String>();
    outputs.values().forEach(it -> wanted.add(it.name()));
    var needed = new ArrayList<Call>();
    for (int i = tape.calls().size() - 1; i >= 0; i--) {
      Call call = tape.calls().get(i);
      if (call.outputs().stream().anyMatch(it -> wanted.contains(it.name()))) {
        needed.add(call);
        call.inputs().forEach(it -> wanted.add(it.name()));
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  private static NodeProto node(Call call) {
    var node = NodeProto.newBuilder().setOpType(call.op());
    call.inputs().forEach(it -> node.addInput(it.name()));
    call.outputs().forEach(it -> node.addOutput(it.name()));
    var sorted = new ArrayList<AttributeProto>(call.attributes().values());
    sorted.sort(java.util.Comparator.comparing(AttributeProto::getName));
    return node.addAllAttribute(sorted).build();
  }

  private static ValueInfoProto value(Tensor tensor) {
    return value(tensor.name(), tensor.type(), tensor.shape());
  }

  static ValueInfoProto value(String name, int type, long[] sizes) {
    var shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }

  /** The initialisers of {@code model} by name. */
  static Map<String, TensorProto> stored(ModelProto model) {
    var stored = new HashMap<String, TensorProto>();
    model.getGraph().getInitializerList().forEach(it -> stored.put(it.getName(), it));
    return stored;
  }
}
