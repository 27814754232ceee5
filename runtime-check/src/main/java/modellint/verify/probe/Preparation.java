package modellint.verify.probe;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.HalfRange;
import modellint.verify.run.Stored;
import modellint.verify.tape.Type;

/**
 * The copy of a model that is run: external data brought in, half precision lifted to single, drop
 * out switched off, metadata that would steer the runtime left out.
 */
public final class Preparation {

  private static final int EXTERNAL = 1;

  private final Path directory;
  private boolean lifted;

  private Preparation(Path directory) {
    this.directory = directory;
  }

  /** The model in {@code file}. */
  public static ModelProto of(Path file) throws IOException {
    return of(read(file), file.toAbsolutePath().resolveSibling(""));
  }

  private static ModelProto read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return ModelProto.parseFrom(in);
    }
  }

  public static ModelProto of(ModelProto model, Path directory) throws IOException {
    var preparation = new Preparation(directory);
    ModelProto.Builder copy =
        model.toBuilder()
            .clearMetadataProps()
            .clearTrainingInfo()
            .setGraph(preparation.graph(model.getGraph()));
    return (preparation.lifted ? copy.addMetadataProps(HalfRange.LIFTED) : copy).build();
  }

  private GraphProto graph(GraphProto graph) throws IOException {
    GraphProto.Builder copy =
        graph.toBuilder().clearInitializer().clearNode().clearValueInfo().clearInput();
    for (TensorProto tensor : graph.getInitializerList()) {
      copy.addInitializer(tensor(tensor));
    }
    for (ValueInfoProto input : graph.getInputList()) {
      copy.addInput(lifted(input));
    }
    for (int i = 0; i < copy.getOutputCount(); i++) {
      copy.setOutput(i, lifted(copy.getOutput(i)));
    }
    var read = new HashSet<String>();
    for (NodeProto node : graph.getNodeList()) {
      read.addAll(node.getInputList());
    }
    graph.getOutputList().forEach(it -> read.add(it.getName()));
    for (NodeProto node : graph.getNodeList()) {
      copy.addNode(node(node, read));
    }
    return copy.build();
  }

  private NodeProto node(NodeProto node, HashSet<String> read) throws IOException {
    boolean maskUnused = node.getOutputCount() < 2 || !read.contains(node.getOutput(1));
    if (node.getOpType().equals("Dropout") && maskUnused) {
      return NodeProto.newBuilder()
          .setName(node.getName())
          .setOpType("Identity")
          .addInput(node.getInput(0))
          .addOutput(node.getOutput(0))
          .build();
    }
    List<AttributeProto> attributes = new ArrayList<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto.Builder copy = attribute.toBuilder();
      if (attribute.hasT()) {
        copy.setT(tensor(attribute.getT()));
      }
      if (attribute.hasG()) {
        copy.setG(graph(attribute.getG()));
      }
      if (List.of("to", "dtype").contains(attribute.getName()) && isHalf(attribute.getI())) {
        copy.setI(Type.FLOAT);
      }
      attributes.add(copy.build());
    }
    return node.toBuilder().clearAttribute().addAllAttribute(attributes).build();
  }

  private TensorProto tensor(TensorProto tensor) throws IOException {
    TensorProto inside = tensor.getDataLocation() == EXTERNAL ? fetched(tensor) : tensor;
    lifted |= isHalf(inside.getDataType());
    return isHalf(inside.getDataType())
        ? Stored.tensor(inside.getName(), Stored.lifted(inside))
        : inside;
  }

  private TensorProto fetched(TensorProto tensor) throws IOException {
    var entries = new HashMap<String, String>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    Path file = directory.resolve(entries.getOrDefault("location", ""));
    long offset = Long.parseLong(entries.getOrDefault("offset", "0"));
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      String length = entries.getOrDefault("length", "");
      byte[] bytes = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
      return tensor.toBuilder()
          .clearExternalData()
          .clearDataLocation()
          .setRawData(ByteString.copyFrom(bytes))
          .build();
    }
  }

  private ValueInfoProto lifted(ValueInfoProto value) {
    if (!value.getType().hasTensorType()
        || !isHalf(value.getType().getTensorType().getElemType())) {
      return value;
    }
    lifted = true;
    ValueInfoProto.Builder copy = value.toBuilder();
    copy.getTypeBuilder().getTensorTypeBuilder().setElemType(Type.FLOAT);
    return copy.build();
  }

  private static boolean isHalf(long type) {
    return type == Type.FLOAT16 || type == Type.BFLOAT16;
  }
}
