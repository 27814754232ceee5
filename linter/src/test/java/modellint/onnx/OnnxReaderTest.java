package modellint.onnx;

import static modellint.onnx.Models.floats;
import static modellint.onnx.Models.graphAttribute;
import static modellint.onnx.Models.model;
import static modellint.onnx.Models.node;
import static modellint.onnx.Models.relu;
import static modellint.onnx.Models.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderTest {

  @TempDir Path directory;

  @Test
  void a_node_keeps_what_the_file_says_of_it() throws ModelReadException {
    Graph graph =
        read(
            model(
                relu()
                    .addInitializer(floats("w", 1, 2))
                    .addNode(
                        node("Gemm", "y w -", "z")
                            .setName("last")
                            .addAttribute(
                                AttributeProto.newBuilder().setName("alpha").setType(1).setF(0.5f))
                            .addAttribute(
                                AttributeProto.newBuilder().setName("transB").setType(2).setI(1))
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("mode")
                                    .setType(3)
                                    .setS(ByteString.copyFromUtf8("edge")))
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("pads")
                                    .setType(7)
                                    .addInts(1)
                                    .addInts(2)))));

    Node gemm = graph.nodes().get(1);
    assertEquals("z = Gemm(y, w, )", gemm.toString());
    assertEquals(17, gemm.opset());
    assertEquals(0.5, gemm.real("alpha", 1));
    assertEquals(1, gemm.integer("transB", 0));
    assertEquals("edge", gemm.text("mode", ""));
    assertEquals(Optional.of(List.of(1L, 2L)), gemm.integers("pads"));
    assertEquals(
        new Place.NodeAt(directory.resolve("model.onnx").toString(), "last"), gemm.place());
    assertEquals(Optional.empty(), gemm.input(2));
    assertEquals(
        new Value("x", ElementType.FLOAT, Optional.of(Shape.of(2, 3))), graph.inputs().get(0));
  }

  @Test
  void a_node_without_a_name_is_called_by_operator_and_position() throws ModelReadException {
    Graph graph = read(model(relu().addNode(node("Abs", "y", "z"))));

    assertEquals(List.of("Relu_0", "Abs_1"), graph.nodes().stream().map(Node::name).toList());
  }

  @Test
  void nodes_out_of_order_are_put_in_order() throws ModelReadException {
    Graph graph =
        read(
            model(
                GraphProto.newBuilder()
                    .addInput(value("x"))
                    .addOutput(value("c"))
                    .addNode(node("Abs", "b", "c"))
                    .addNode(node("Neg", "a", "b"))
                    .addNode(node("Relu", "x", "a"))));

    assertEquals(List.of("Relu", "Neg", "Abs"), graph.nodes().stream().map(Node::type).toList());
  }

  @Test
  void a_node_stands_behind_what_its_sub_graph_reads() throws ModelReadException {
    var branch = GraphProto.newBuilder().addOutput(value("q")).addNode(node("Neg", "late", "q"));
    Graph graph =
        read(
            model(
                relu()
                    .addNode(
                        node("If", "y", "z").addAttribute(graphAttribute("then_branch", branch)))
                    .addNode(node("Abs", "x", "late"))));

    assertEquals(List.of("Relu", "Abs", "If"), graph.nodes().stream().map(Node::type).toList());
    Graph inner = graph.nodes().get(2).subGraphs().findFirst().orElseThrow();
    assertEquals(Set.of("late"), inner.captured());
    assertEquals("If_1/Neg_0", inner.nodes().get(0).name());
  }

  @Test
  void thirty_three_nested_sub_graphs_are_read() throws ModelReadException {
    var nested = relu();
    for (int i = 0; i < 33; i++) {
      nested =
          relu()
              .addInitializer(floats("w", 1))
              .addNode(node("If", "x", "z").addAttribute(graphAttribute("body", nested)));
    }

    Graph graph = read(model(nested));
    for (int i = 0; i < 33; i++) {
      graph = graph.nodes().get(1).subGraphs().findFirst().orElseThrow();
    }

    assertEquals("Relu", graph.nodes().get(0).type());
  }

  @Test
  void initialisers_that_are_inputs_too_are_parameters_alone() throws ModelReadException {
    Graph graph =
        read(
            model(relu().addInput(value("w", 2)).addInitializer(floats("w", 1, 2)))
                .setIrVersion(3));

    assertEquals(List.of("x"), graph.inputs().stream().map(Value::name).toList());
    assertEquals(List.of(1.0, 2.0), graph.parameters().get("w").values().orElseThrow());
  }

  @Test
  void every_form_of_constant_becomes_a_parameter() throws ModelReadException {
    var tensor = Models.tensor("", ElementType.INT64, 2).addInt64Data(3).addInt64Data(-1);
    var graph =
        relu()
            .addNode(
                constant("a", AttributeProto.newBuilder().setName("value").setType(4).setT(tensor)))
            .addNode(
                constant(
                    "b", AttributeProto.newBuilder().setName("value_float").setType(1).setF(0.5f)))
            .addNode(
                constant("c", AttributeProto.newBuilder().setName("value_int").setType(2).setI(7)))
            .addNode(
                constant(
                    "d",
                    AttributeProto.newBuilder()
                        .setName("value_ints")
                        .setType(7)
                        .addInts(1)
                        .addInts(2)))
            .addNode(
                constant(
                    "e",
                    AttributeProto.newBuilder().setName("value_floats").setType(6).addFloats(1)))
            .addNode(
                constant(
                    "f",
                    AttributeProto.newBuilder()
                        .setName("value_string")
                        .setType(3)
                        .setS(ByteString.EMPTY)));

    Graph read = read(model(graph));

    assertEquals(1, read.nodes().size());
    assertEquals(List.of(3.0, -1.0), read.parameters().get("a").values().orElseThrow());
    assertEquals(Shape.of(), read.parameters().get("b").shape());
    assertEquals(List.of(0.5), read.parameters().get("b").values().orElseThrow());
    assertEquals(ElementType.INT64, read.parameters().get("c").type());
    assertEquals(Shape.of(2), read.parameters().get("d").shape());
    assertEquals(List.of(1.0), read.parameters().get("e").values().orElseThrow());
    assertEquals(ElementType.STRING, read.parameters().get("f").type());
  }

  @Test
  void tensors_in_attributes_are_measured() throws ModelReadException {
    var tensor = floats("", 4);
    Graph graph =
        read(
            model(
                relu()
                    .addNode(
                        node("ConstantOfShape", "x", "z")
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("value")
                                    .setType(4)
                                    .setT(tensor)))));

    Attribute value = graph.nodes().get(1).attributes().get("value");
    assertEquals(List.of(4.0), ((Attribute.Tensor) value).value().values().orElseThrow());
  }

  @Test
  void large_tensors_do_not_keep_their_values() throws ModelReadException {
    var tensor =
        Models.tensor("w", ElementType.INT8, Parameter.MOST_VALUES + 1)
            .setRawData(ByteString.copyFrom(new byte[Parameter.MOST_VALUES + 1]));

    Graph graph = read(Models.holding(tensor.build()).toBuilder());

    assertEquals(Optional.empty(), graph.parameters().get("w").values());
  }

  @Test
  void sizes_that_are_not_stated_are_symbols_of_their_own() throws ModelReadException {
    var shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(-1));
    shape.addDim(TensorShapeProto.Dimension.newBuilder());
    var type = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    var input =
        ValueInfoProto.newBuilder()
            .setName("x")
            .setType(TypeProto.newBuilder().setTensorType(type));

    Graph graph = read(model(relu().setInput(0, input)));

    assertEquals(
        new Shape(List.of(Dim.symbol("N"), Dim.symbol("x[1]"), Dim.symbol("x[2]"))),
        graph.inputs().get(0).shape().orElseThrow());
  }

  @Test
  void the_standard_domain_has_two_names_and_others_are_kept() throws ModelReadException {
    Graph graph =
        read(
            model(relu().addNode(node("Mystery", "y", "z").setDomain("com.example")))
                .setOpsetImport(
                    0, OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(13)));

    assertTrue(graph.nodes().get(0).is("Relu"));
    assertEquals(13, graph.nodes().get(0).opset());
    assertEquals("com.example", graph.nodes().get(1).domain());
  }

  @Test
  void names_stay_as_they_are_and_bytes_that_are_no_text_are_spelled() throws ModelReadException {
    var bytes =
        ByteString.copyFrom(new byte[] {'a', (byte) 0xff, '\u001b', (byte) 0xc3, (byte) 0xa9});
    var other = ByteString.copyFrom(new byte[] {'a', (byte) 0xfe});
    Graph graph =
        read(
            model(
                relu()
                    .addNode(
                        NodeProto.newBuilder().setOpType("Abs").addInput("y").addOutputBytes(bytes))
                    .addNode(
                        NodeProto.newBuilder()
                            .setOpType("Neg")
                            .addInputBytes(bytes)
                            .addOutputBytes(other))));

    assertEquals("a\\xFF\u001b\u00e9", graph.nodes().get(1).output());
    assertEquals("a\\xFE", graph.nodes().get(2).output());
  }

  @Test
  void unknown_fields_and_newer_versions_do_not_hinder() throws ModelReadException {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).addFixed64(2).build())
            .build();

    Graph graph =
        read(model(relu().setUnknownFields(unknown)).setIrVersion(9999).setUnknownFields(unknown));

    assertEquals(1, graph.nodes().size());
  }

  @Test
  void a_place_stated_for_payloads_in_the_file_itself_is_not_believed() {
    TensorProto forged =
        Models.tensor("w", ElementType.INT8, 4).addStored(9).addStored(0).addStored(4).build();

    var refusal = Models.refusal(directory, Models.holding(forged).toByteArray());

    assertEquals("tensor w stores 0 bytes for 4 elements of type int8", refusal.reason());
  }

  @Test
  void metadata_is_kept_with_what_nodes_say_of_silence() throws ModelReadException {
    Graph graph =
        read(
            model(
                    relu()
                        .setNode(
                            0,
                            node("Relu", "x", "y")
                                .addMetadataProps(entry("modellint.ignore", "ML101 on purpose"))
                                .addMetadataProps(entry("other", "1"))))
                .addMetadataProps(entry("names", "cat,dog")));

    assertEquals("cat,dog", graph.metadata().get("names"));
    assertEquals("ML101 on purpose", graph.metadata().get("modellint.ignore@Relu_0"));
    assertEquals(2, graph.metadata().size());
  }

  @Test
  void a_million_parts_of_metadata_are_within_bounds() throws ModelReadException {
    var model = model(relu());
    for (int i = 0; i < 300_000; i++) {
      model.addMetadataProps(entry("k" + i, "v"));
    }

    assertEquals(300_000, read(model).metadata().size());
  }

  @Test
  void what_would_grow_beyond_measure_is_refused_before_it_is_built() {
    var ints = AttributeProto.newBuilder().setName("a").setType(7);
    for (int i = 0; i < 12_100_000; i++) {
      ints.addInts(0);
    }
    byte[] numbers =
        model(relu().setNode(0, node("Relu", "x", "y").addAttribute(ints))).build().toByteArray();
    byte[] text = model(relu().setName("x".repeat((1 << 24) + 1))).build().toByteArray();

    String many = Models.refusal(directory, numbers).reason();
    String wide = Models.refusal(directory, text).reason();

    assertTrue(many.contains("12000000 parts"), many);
    assertTrue(wide.contains("is 16777217 bytes long"), wide);
  }

  @Test
  void a_node_may_have_a_hundred_thousand_inputs() throws ModelReadException {
    var wide = NodeProto.newBuilder().setOpType("Sum").addOutput("z");
    for (int i = 0; i < 100_000; i++) {
      wide.addInput("y");
    }

    assertEquals(100_000, read(model(relu().addNode(wide))).nodes().get(1).inputs().size());
  }

  @Test
  void a_directory_or_a_missing_file_is_refused() {
    assertEquals(
        "it is not a regular file",
        assertThrows(ModelReadException.class, () -> OnnxReader.read(directory)).reason());
    assertEquals(
        "there is no such file",
        assertThrows(ModelReadException.class, () -> OnnxReader.read(directory.resolve("none")))
            .reason());
  }

  @Test
  void a_file_beyond_two_gibibytes_is_refused() throws Exception {
    Path file = Models.write(directory, model(relu()).build().toByteArray());
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]), Integer.MAX_VALUE);
    }

    var refusal = assertThrows(ModelReadException.class, () -> OnnxReader.read(file));

    assertTrue(refusal.reason().contains("2 GiB"), refusal.reason());
    Files.delete(file);
  }

  private static NodeProto.Builder constant(String output, AttributeProto.Builder value) {
    return NodeProto.newBuilder().setOpType("Constant").addOutput(output).addAttribute(value);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private Graph read(ModelProto.Builder model) throws ModelReadException {
    return Models.read(directory, model);
  }
}
