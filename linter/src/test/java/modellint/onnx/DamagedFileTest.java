package modellint.onnx;

import static modellint.onnx.Models.floats;
import static modellint.onnx.Models.graphAttribute;
import static modellint.onnx.Models.holding;
import static modellint.onnx.Models.model;
import static modellint.onnx.Models.node;
import static modellint.onnx.Models.relu;
import static modellint.onnx.Models.tensor;
import static modellint.onnx.Models.value;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import modellint.graph.ElementType;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.SparseTensorProto;
import modellint.onnx.proto.TensorProto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedFileTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"files", "models", "tensors", "graphs", "functions"})
  void every_refusal_names_its_cause(String cause, byte[] bytes) {
    String reason = Models.refusal(directory, bytes).reason();

    assertTrue(reason.contains(cause), reason);
  }

  static Stream<Arguments> files() {
    byte[] whole = holding(floats("w", 1, 2)).toByteArray();
    var garbage = new ByteArrayOutputStream();
    garbage.writeBytes(whole);
    garbage.writeBytes("garbage".getBytes(StandardCharsets.US_ASCII));
    var twice = new ByteArrayOutputStream();
    twice.writeBytes(whole);
    twice.writeBytes(whole);
    return Stream.of(
        bytes("it is empty", ""),
        bytes("has no graph", "\10\0"),
        bytes("has no graph", "\372\177\1a"),
        bytes("damaged at byte 1", "\17aaaa"),
        bytes("cut off", "\72\377\377\377\377\17a"),
        Arguments.of("damaged at byte " + whole.length, garbage.toByteArray()),
        Arguments.of("a second time at byte " + (whole.length + 2), twice.toByteArray()),
        bytes("git lfs pull", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        bytes("web page", "\n<!DOCTYPE html><html><body>404</body></html>"),
        bytes("web page", "<HTML><head></head></HTML>"),
        bytes("JSON", "{\"error\": \"not found\"}"),
        bytes("plain text", "Not Found"),
        bytes("written out as text", "ir_version: 8\ngraph {\n}\n"),
        bytes(
            "written out as text", "<ir_version: 8, opset_import: [\"\" : 17]>\nagraph (x) => (y)"),
        bytes("ZIP", "PK\3\4\24\0\0\0"),
        bytes("gzip", "\37\213\10\0\0\0"),
        bytes("7z", "7z\274\257\47\34\0\4"),
        bytes("tar", "model.onnx" + "\0".repeat(247) + "ustar\00000"),
        bytes("pickle", "\200\2ccollections\nOrderedDict\n"),
        bytes("HDF5", "\211HDF\r\n\32\n\0"),
        bytes("TensorFlow Lite", "\34\0\0\0TFL3\0\0"),
        bytes("safetensors", "\20\0\0\0\0\0\0\0{\"w\":{\"dtype\":\"F32\"}}"),
        bytes("GGUF", "GGUF\3\0\0\0\0"),
        bytes("ONNX Runtime's own format", "\34\0\0\0ORTM\0\0"),
        bytes("byte order mark", "\357\273\277\10\10"));
  }

  static Stream<Arguments> models() {
    ModelProto small = model(relu()).build();
    return Stream.of(
        of("no IR version", small.toBuilder().clearIrVersion()),
        of("no IR version", small.toBuilder().setIrVersion(0)),
        of("no operator set", small.toBuilder().clearOpsetImport()),
        of("version of domain \"\" is 0", opset(small, "", 0)),
        of("version of domain \"\" is -1", opset(small, "", -1)),
        of("is 9223372036854775807", opset(small, "", Long.MAX_VALUE)),
        of("in versions 17 and 18", opset(small, "ai.onnx", 18)),
        of("no nodes", model(relu().clearNode())),
        of("no outputs", model(relu().clearOutput())),
        of("only has constants", model(relu().setNode(0, constant()))));
  }

  static Stream<Arguments> tensors() {
    TensorProto four = floats("w", 1, 2, 3, 4);
    ByteString bytes = ByteString.copyFrom(new byte[16]);
    var ranks = tensor("w", ElementType.FLOAT);
    for (int i = 0; i < 1025; i++) {
      ranks.addDims(1);
    }
    return Stream.of(
        stored("unknown type 99", four.toBuilder().setDataType(99)),
        stored("unknown type 0", four.toBuilder().clearDataType()),
        stored("dimension of -4", four.toBuilder().setDims(0, -4)),
        stored("more elements than", tensor("w", ElementType.FLOAT, 1L << 40, 1L << 40)),
        stored("more elements than", tensor("w", ElementType.FLOAT, 1L << 32, 1L << 32)),
        stored("1025 dimensions", ranks),
        stored("stores 16 bytes for 1000", tensor("w", ElementType.FLOAT, 1000).setRawData(bytes)),
        stored("stores 0 bytes for 4", four.toBuilder().clearFloatData()),
        stored(
            "stores 15 bytes for 4",
            tensor("w", ElementType.FLOAT, 4).setRawData(bytes.substring(1))),
        stored("holds its elements twice", four.toBuilder().setRawData(bytes)),
        stored(
            "stores 4 bytes for 9",
            tensor("w", ElementType.INT4, 9).setRawData(bytes.substring(12))),
        stored(
            "stores 4 bytes for 17",
            tensor("w", ElementType.UINT2, 17).setRawData(bytes.substring(12))),
        stored(
            "holds only 2",
            tensor("w", ElementType.INT64, 3).addInt64Data(1L << 40).addInt64Data(1)),
        stored(
            "more elements than that",
            tensor("w", ElementType.INT64, 1).addInt64Data(1).addInt64Data(1)),
        stored("elements in float_data", four.toBuilder().setDataType(ElementType.INT8.ordinal())),
        stored(
            "segments", four.toBuilder().setSegment(TensorProto.Segment.newBuilder().setBegin(0))),
        of("stored twice: w", model(relu().addInitializer(four).addInitializer(four))),
        sparse("out of range", 6, 1, 6),
        sparse("out of range", 6, -1, 1),
        sparse("out of order", 6, 3, 1),
        sparse("out of order", 6, 3, 3),
        sparse("indices of shape [3]", 6, 1, 2, 3),
        sparse("more elements than", 1L << 62, 1, 2),
        sparse("stands for", 1L << 40, 1, 2));
  }

  static Stream<Arguments> graphs() {
    var nested = relu();
    for (int i = 0; i < 34; i++) {
      nested = relu().addNode(node("If", "x", "z").addAttribute(graphAttribute("body", nested)));
    }
    return Stream.of(
        of("nested deeper than 33", model(nested)),
        of("names no operator", model(relu().addNode(NodeProto.newBuilder().addOutput("z")))),
        of("is empty", model(relu().addNode(NodeProto.newBuilder()))),
        of("form a cycle: Add_1 <- Add_2", cycle(2)),
        of("form a cycle: Add_1", cycle(1)),
        of("and 49990 more", cycle(50_000)),
        of("reads nothing", model(relu().addNode(node("Add", "x nothing", "z")))),
        of(
            "reads nothing",
            model(relu().addNode(branch(relu().addNode(node("Add", "nothing", "q")))))),
        of("produced twice: y", model(relu().addNode(node("Abs", "x", "y")))),
        of("produced twice: x", model(relu().addNode(node("Abs", "y", "x")))),
        of("produced by nothing: q", model(relu().addOutput(value("q")))),
        of(
            "stated as INT but holds FLOAT",
            attribute(AttributeProto.newBuilder().setName("a").setType(2).setF(1))),
        of("two values", attribute(AttributeProto.newBuilder().setName("a").setI(1).setF(1))),
        of("unknown type 15", attribute(AttributeProto.newBuilder().setName("a").setType(15))));
  }

  static Stream<Arguments> functions() {
    var chain = model(relu().addNode(node("F0", "x", "z").setDomain("f")));
    for (int i = 0; i < 40; i++) {
      chain.addFunctions(
          function("F" + i, node("F" + (i + 1), "a", "t"), node("F" + (i + 1), "t", "b")));
    }
    var many = model(relu());
    for (int i = 0; i < 10_001; i++) {
      many.addFunctions(function("F" + i, node("Relu", "a", "b").setDomain("")));
    }
    var deep = model(relu().addNode(node("F0", "x", "z").setDomain("f")));
    for (int i = 0; i < 102; i++) {
      deep.addFunctions(function("F" + i, node("F" + (i + 1), "a", "b")));
    }
    return Stream.of(
        of("calls itself: F", model(relu()).addFunctions(function("F", node("F", "a", "b")))),
        of(
            "calls itself",
            model(relu())
                .addFunctions(function("F", node("G", "a", "b")))
                .addFunctions(function("G", node("F", "a", "b")))),
        of(
            "calls itself",
            model(relu())
                .addFunctions(
                    function(
                        "F",
                        branch(
                            GraphProto.newBuilder().addNode(node("F", "a", "b").setDomain("f")))))),
        of(" nodes with its functions written out", chain),
        of("10001 functions", many),
        of("nested deeper than 100", deep),
        of(
            "defined twice",
            model(relu())
                .addFunctions(function("F", node("G", "a", "b")))
                .addFunctions(function("F", node("G", "a", "b")))));
  }

  private static FunctionProto function(String name, NodeProto.Builder... body) {
    var function =
        FunctionProto.newBuilder().setName(name).setDomain("f").addInput("a").addOutput("b");
    for (NodeProto.Builder node : body) {
      function.addNode(node.hasDomain() ? node : node.setDomain("f"));
    }
    return function.build();
  }

  private static NodeProto.Builder branch(GraphProto.Builder graph) {
    return node("If", "x", "z").addAttribute(graphAttribute("then_branch", graph));
  }

  private static NodeProto.Builder constant() {
    return node("Constant", "-", "y")
        .clearInput()
        .addAttribute(AttributeProto.newBuilder().setName("value_float").setType(1).setF(1));
  }

  private static ModelProto.Builder cycle(int length) {
    var graph = relu();
    for (int i = 0; i < length; i++) {
      graph.addNode(node("Add", "x c" + (i + 1) % length, "c" + i));
    }
    return model(graph);
  }

  private static ModelProto.Builder attribute(AttributeProto.Builder attribute) {
    return model(relu().setNode(0, node("Relu", "x", "y").addAttribute(attribute)));
  }

  private static ModelProto.Builder opset(ModelProto model, String domain, long version) {
    var opset = OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version);
    return version == 18
        ? model.toBuilder().addOpsetImport(opset)
        : model.toBuilder().setOpsetImport(0, opset);
  }

  /** Two values at {@code indices} of a tensor of {@code size} elements. */
  private static Arguments sparse(String cause, long size, long... indices) {
    var places = tensor("", ElementType.INT64, indices.length);
    for (long index : indices) {
      places.addInt64Data(index);
    }
    return of(
        cause,
        model(
            relu()
                .addSparseInitializer(
                    SparseTensorProto.newBuilder()
                        .addDims(size)
                        .setValues(floats("w", 1, 2))
                        .setIndices(places))));
  }

  private static Arguments stored(String cause, TensorProto.Builder tensor) {
    return of(cause, holding(tensor.build()).toBuilder());
  }

  private static Arguments of(String cause, ModelProto.Builder model) {
    return Arguments.of(cause, model.build().toByteArray());
  }

  private static Arguments bytes(String cause, String latin) {
    return Arguments.of(cause, latin.getBytes(StandardCharsets.ISO_8859_1));
  }
}
