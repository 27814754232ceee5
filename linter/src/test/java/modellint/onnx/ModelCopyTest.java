package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.SparseTensorProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TrainingInfoProto;
import modellint.onnx.proto.ValueInfoProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ModelCopyTest {

  private static final long LIMIT = 1 << 20;

  @TempDir private Path directory;

  private Path home = Path.of("");
  private Path target = Path.of("");

  @BeforeEach
  void create() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    target = Files.createDirectory(directory.resolve("target"));
    Files.writeString(directory.resolve("outside"), "secret");
  }

  /** A place where a model can have a tensor. */
  private record Spot(String name, Function<TensorProto, ModelProto.Builder> model) {}

  @TestFactory
  Stream<DynamicTest> no_tensor_names_a_file_outside_wherever_it_stands() {
    return Stream.of(
            new Spot("initializer", it -> model(graph().addInitializer(it))),
            new Spot(
                "sparse initializer",
                it ->
                    model(
                        graph()
                            .addSparseInitializer(SparseTensorProto.newBuilder().setValues(it)))),
            new Spot("attribute", it -> model(graph().addNode(node(attribute().setT(it))))),
            new Spot("list", it -> model(graph().addNode(node(attribute().addTensors(it))))),
            new Spot(
                "sub-graph",
                it -> model(graph().addNode(node(attribute().setG(graph().addInitializer(it)))))),
            new Spot(
                "function",
                it ->
                    model(graph())
                        .addFunctions(
                            FunctionProto.newBuilder().addNode(node(attribute().setT(it))))),
            new Spot(
                "training",
                it ->
                    model(graph())
                        .addTrainingInfo(
                            TrainingInfoProto.newBuilder()
                                .setAlgorithm(graph().addInitializer(it)))))
        .map(it -> DynamicTest.dynamicTest(it.name(), () -> refused(it)));
  }

  private void refused(Spot spot) throws IOException {
    Path file = home.resolve(spot.name() + ".onnx");
    Files.write(file, spot.model().apply(external("../outside")).build().toByteArray());
    Path fresh = Files.createDirectory(target.resolve(spot.name()));

    var failure = assertThrows(ModelReadException.class, () -> ModelCopy.of(file, fresh, LIMIT));

    assertTrue(failure.reason().contains("../outside is refused"), failure.reason());
    assertTrue(Files.notExists(target.resolve("outside")), "it was copied");
  }

  @Test
  void data_files_keep_their_place_beside_the_model() throws IOException, ModelReadException {
    Files.createDirectory(home.resolve("data"));
    Files.write(home.resolve("data/weights"), new byte[] {1, 2, 3, 4});
    Path file = home.resolve("m.onnx");
    byte[] bytes =
        model(
                graph()
                    .addInitializer(external("data/weights"))
                    .addInitializer(external("./data/weights")))
            .build()
            .toByteArray();
    Files.write(file, bytes);

    Path copy = ModelCopy.of(file, target, LIMIT);

    assertArrayEquals(bytes, Files.readAllBytes(copy));
    assertArrayEquals(
        new byte[] {1, 2, 3, 4}, Files.readAllBytes(target.resolve("data").resolve("weights")));
  }

  @Test
  void what_is_too_large_is_not_copied() throws IOException {
    Files.write(home.resolve("weights"), new byte[(int) LIMIT]);
    Path file = home.resolve("m.onnx");
    Files.write(file, model(graph().addInitializer(external("weights"))).build().toByteArray());

    var failure = assertThrows(ModelReadException.class, () -> ModelCopy.of(file, target, LIMIT));

    assertEquals("it is larger than 1 MiB", failure.reason());
  }

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setName("weights")
        .setDataType(1)
        .addDims(1)
        .setDataLocation(1)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  private static AttributeProto.Builder attribute() {
    return AttributeProto.newBuilder().setName("value");
  }

  private static NodeProto.Builder node(AttributeProto.Builder attribute) {
    return NodeProto.newBuilder().setOpType("Constant").addOutput("c").addAttribute(attribute);
  }

  private static GraphProto.Builder graph() {
    return GraphProto.newBuilder()
        .addInput(ValueInfoProto.newBuilder().setName("x"))
        .addNode(NodeProto.newBuilder().setOpType("Relu").addInput("x").addOutput("y"))
        .addOutput(ValueInfoProto.newBuilder().setName("y"));
  }

  private static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }
}
