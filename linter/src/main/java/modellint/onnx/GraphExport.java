package modellint.onnx;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import modellint.analysis.shape.Shapes;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;

/** A graph as ONNX says it, all but the parameters. */
final class GraphExport {

  /** What an operator that runs over steps can apply, in version 17. */
  private static final Set<String> CELL_FUNCTIONS =
      Set.of(
          "Relu",
          "Tanh",
          "Sigmoid",
          "Affine",
          "LeakyRelu",
          "ThresholdedRelu",
          "ScaledTanh",
          "HardSigmoid",
          "Elu",
          "Softsign",
          "Softplus");

  private final Map<String, Long> sizes;

  GraphExport(Map<String, Long> sizes) {
    this.sizes = sizes;
  }

  GraphProto.Builder graph(Graph graph) throws ModelWriteException {
    if (graph.nodes().isEmpty()) {
      throw new ModelWriteException(
          graph.name() + " cannot be written: the sources at hand hold no layer of it");
    }
    var proto = GraphProto.newBuilder().setName(graph.name());
    for (Node node : graph.nodes()) {
      proto.addNode(node(node));
    }
    graph.inputs().forEach(it -> proto.addInput(value(it)));
    Shapes shapes = Shapes.of(graph);
    graph.outputs().forEach(it -> proto.addOutput(value(shaped(it, shapes))));
    new TreeMap<>(graph.declared()).values().forEach(it -> proto.addValueInfo(value(it)));
    return proto;
  }

  /** The shape with every given size in its place. */
  Shape bound(Shape shape) {
    return new Shape(shape.dims().stream().map(this::bound).toList());
  }

  private Dim bound(Dim dim) {
    Dim bound = Dim.of(dim.factor());
    for (var power : dim.powers().entrySet()) {
      Long size = sizes.get(power.getKey());
      Dim one = size == null ? Dim.symbol(power.getKey()) : Dim.of(size);
      for (int i = 0; i < power.getValue(); i++) {
        bound = bound.times(one);
      }
    }
    return bound;
  }

  /** ONNX wants the shape of every output said, as it wants that of every input. */
  private static Value shaped(Value output, Shapes shapes) {
    return new Value(
        output.name(), output.type(), output.shape().or(() -> shapes.shape(output.name())));
  }

  private ValueInfoProto value(Value value) {
    var tensor = TypeProto.Tensor.newBuilder().setElemType(value.type().ordinal());
    value.shape().ifPresent(it -> tensor.setShape(shape(bound(it))));
    return ValueInfoProto.newBuilder()
        .setName(value.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto shape(Shape shape) {
    var proto = TensorShapeProto.newBuilder();
    for (Dim dim : shape.dims()) {
      var one = TensorShapeProto.Dimension.newBuilder();
      proto.addDim(dim.isKnown() ? one.setDimValue(dim.size()) : one.setDimParam(dim.toString()));
    }
    return proto.build();
  }

  private static NodeProto node(Node node) throws ModelWriteException {
    if (!node.domain().isEmpty()) {
      throw new ModelWriteException(
          node.attributes().get(Node.REASON) instanceof Attribute.Text why
              ? node.name() + " cannot be written: " + why.value()
              : "ONNX has no operator for " + node.type() + ", which " + node.name() + " needs");
    }
    var proto =
        NodeProto.newBuilder()
            .setName(node.name())
            .setOpType(node.type())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    for (var attribute : new TreeMap<>(node.attributes()).entrySet()) {
      proto.addAttribute(attribute(node, attribute.getKey(), attribute.getValue()));
    }
    return proto.build();
  }

  private static AttributeProto attribute(Node node, String name, Attribute value)
      throws ModelWriteException {
    var proto = AttributeProto.newBuilder().setName(name);
    if (value instanceof Attribute.Int it) {
      return proto.setType(Attributes.Kind.INT.ordinal()).setI(it.value()).build();
    }
    if (value instanceof Attribute.Real it) {
      return proto.setType(Attributes.Kind.FLOAT.ordinal()).setF((float) it.value()).build();
    }
    if (value instanceof Attribute.Text it) {
      return proto
          .setType(Attributes.Kind.STRING.ordinal())
          .setS(ByteString.copyFromUtf8(it.value()))
          .build();
    }
    if (value instanceof Attribute.Ints it) {
      return proto.setType(Attributes.Kind.INTS.ordinal()).addAllInts(it.values()).build();
    }
    if (value instanceof Attribute.Reals it) {
      List<Float> floats = it.values().stream().map(Double::floatValue).toList();
      return proto.setType(Attributes.Kind.FLOATS.ordinal()).addAllFloats(floats).build();
    }
    if (value instanceof Attribute.Texts it) {
      for (String text : it.values()) {
        if (name.equals("activations") && !CELL_FUNCTIONS.contains(text)) {
          throw new ModelWriteException(
              "ONNX has no " + node.type() + " with the function " + text + ": " + node.name());
        }
        proto.addStrings(ByteString.copyFromUtf8(text));
      }
      return proto.setType(Attributes.Kind.STRINGS.ordinal()).build();
    }
    throw new ModelWriteException(
        "attribute " + name + " of node " + node.name() + " cannot be written");
  }
}
