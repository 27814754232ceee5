package modellint.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.StringStringEntryProto;

/**
 * Writes a graph as an ONNX file that runtimes load. Declared weights are drawn while they are
 * written, so that memory does not grow with their number; whatever cannot be written is known
 * before the first byte is.
 */
public final class OnnxWriter {

  /** The IR version that came with operator set 15 and serves those up to 18. */
  private static final int IR_VERSION = 8;

  private final ModelProto head;
  private final GraphProto graph;
  private final List<StoredParameter> parameters;

  private OnnxWriter(ModelProto head, GraphProto graph, List<StoredParameter> parameters) {
    this.head = head;
    this.graph = graph;
    this.parameters = List.copyOf(parameters);
  }

  /** Writes {@code graph} to {@code file}, which is left alone where the graph is refused. */
  public static void write(Graph graph, Draw draw, Path file)
      throws IOException, ModelWriteException {
    OnnxWriter writer = prepare(graph, draw);
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out);
    }
  }

  /** Writes {@code graph} to {@code out}, which stays open. */
  public static void write(Graph graph, Draw draw, OutputStream out)
      throws IOException, ModelWriteException {
    prepare(graph, draw).write(out);
  }

  private static OnnxWriter prepare(Graph graph, Draw draw) throws ModelWriteException {
    var export = new GraphExport(draw.sizes());
    GraphProto proto = export.graph(graph).build();
    var parameters = new ArrayList<StoredParameter>();
    for (Parameter it : graph.parameters().values()) {
      parameters.add(StoredParameter.of(it, export.bound(it.shape()), draw.seed()));
    }
    var writer = new OnnxWriter(head(graph), proto, parameters);
    if (writer.size() >= Integer.MAX_VALUE) {
      throw new ModelWriteException(
          "the model would have " + writer.size() + " bytes; an ONNX file must stay below 2 GiB");
    }
    return writer;
  }

  private static ModelProto head(Graph graph) {
    var head = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("modellint");
    var opsets = new TreeMap<String, Integer>();
    for (Node node : graph.nodes()) {
      opsets.merge(node.domain(), node.opset(), Math::max);
    }
    opsets.forEach(
        (domain, version) ->
            head.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
    Map<String, String> metadata = new TreeMap<>(graph.metadata());
    metadata.putAll(TrainingWords.of(graph.training()));
    metadata.forEach(
        (key, value) ->
            head.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return head.build();
  }

  private long graphSize() {
    return graph.getSerializedSize() + parameters.stream().mapToLong(StoredParameter::size).sum();
  }

  private long size() {
    return head.getSerializedSize()
        + StoredParameter.delimited(ModelProto.GRAPH_FIELD_NUMBER, graphSize());
  }

  private void write(OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    head.writeTo(coded);
    coded.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    coded.writeUInt64NoTag(graphSize());
    graph.writeTo(coded);
    for (StoredParameter parameter : parameters) {
      parameter.write(coded);
    }
    coded.flush();
  }
}
