package modellint.verify.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/** One operator with its inputs: a model of a single node. */
record Case(
    String domain,
    String op,
    int opset,
    List<Input> inputs,
    List<AttributeProto> attributes,
    int outputs) {

  /** An input, its numbers drawn or given; one without numbers is left out. */
  record Input(List<Block> block, boolean still) {}

  static Case of(String op, int opset, Input... inputs) {
    return new Case("", op, opset, List.of(inputs), List.of(), 1);
  }

  Case with(AttributeProto... more) {
    var all = new ArrayList<>(attributes);
    all.addAll(List.of(more));
    return new Case(domain, op, opset, inputs, all, outputs);
  }

  Case with(String name, long... values) {
    return with(Attr.of(name, values));
  }

  Case list(String name, long... values) {
    return with(Attr.of(name, values));
  }

  Case with(String name, long value) {
    return with(Attr.of(name, value));
  }

  Case with(String name, String value) {
    return with(Attr.of(name, value));
  }

  Case in(String other) {
    return new Case(other, op, opset, inputs, attributes, outputs);
  }

  Case outputs(int count) {
    return new Case(domain, op, opset, inputs, attributes, count);
  }

  /** Numbers between {@code low} and {@code high}, none near another or near zero. */
  static Input between(double low, double high, long... shape) {
    int count = (int) Dims.count(shape);
    var order = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    java.util.Collections.shuffle(order, new Random(count));
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * (order.get(i) + 0.37) / count);
    }
    return new Input(List.of(Block.of(shape, values)), false);
  }

  static Input any(long... shape) {
    return between(-2.03, 1.97, shape);
  }

  static Input positive(long... shape) {
    return between(0.5, 1.5, shape);
  }

  static Input integers(long[] shape, long... values) {
    return new Input(List.of(Block.of(shape, values)), false);
  }

  static Input integers(long... values) {
    return integers(Dims.of(values.length), values);
  }

  static Input bools(long... values) {
    var bytes = java.nio.ByteBuffer.allocate(values.length);
    Arrays.stream(values).forEach(it -> bytes.put((byte) it));
    return new Input(List.of(new Block(Type.BOOL, Dims.of(values.length), bytes.rewind())), false);
  }

  static Input reals(float... values) {
    return new Input(List.of(Block.of(Dims.of(values.length), values)), false);
  }

  /** Numbers that nobody takes a gradient by. */
  static Input still(float... values) {
    return new Input(reals(values).block(), true);
  }

  static Input none() {
    return new Input(List.of(), false);
  }

  Map<String, Block> feeds() {
    var feeds = new LinkedHashMap<String, Block>();
    for (int i = 0; i < inputs.size(); i++) {
      for (Block block : inputs.get(i).block()) {
        feeds.put("x" + i, block);
      }
    }
    return feeds;
  }

  /** Names of the inputs that stay as they are. */
  Set<String> still() {
    var names = new HashSet<String>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).still()) {
        names.add("x" + i);
      }
    }
    return names;
  }

  ModelProto model() {
    var graph = GraphProto.newBuilder().setName("case");
    var node = NodeProto.newBuilder().setDomain(domain).setOpType(op).addAllAttribute(attributes);
    for (int i = 0; i < inputs.size(); i++) {
      node.addInput(inputs.get(i).block().isEmpty() ? "" : "x" + i);
    }
    for (int i = 0; i < outputs; i++) {
      node.addOutput("y" + i);
    }
    feeds()
        .forEach(
            (name, block) ->
                graph.addInput(
                    ValueInfoProto.newBuilder()
                        .setName(name)
                        .setType(
                            TypeProto.newBuilder()
                                .setTensorType(
                                    TypeProto.Tensor.newBuilder().setElemType(block.type())))));
    graph.addNode(node);
    for (int i = 0; i < outputs; i++) {
      graph.addOutput(ValueInfoProto.newBuilder().setName("y" + i));
    }
    return ModelProto.newBuilder()
        .setIrVersion(opset < 9 ? 3 : 8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(opset))
        .setGraph(graph)
        .build();
  }

  @Override
  public String toString() {
    return op
        + "-"
        + opset
        + " "
        + inputs.stream()
            .map(it -> it.block().isEmpty() ? "-" : Arrays.toString(it.block().get(0).shape()))
            .toList()
        + attributes.stream().map(AttributeProto::getName).toList();
  }
}
