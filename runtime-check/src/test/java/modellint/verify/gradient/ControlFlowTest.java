package modellint.verify.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Stored;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;

/** Branches, loops, functions and sequences against central differences. */
class ControlFlowTest {

  private static final double TOLERANCE = 0.01;

  private static final Map<String, Block> FEEDS =
      Map.of("x", vector(0.3f, -0.7f), "w", vector(1.3f, 0.6f));

  @Test
  void the_branch_that_the_condition_chose_is_differentiated() {
    agrees(branching());
  }

  @Test
  void inputs_that_take_another_branch_are_refused_and_not_run_through_this_one() {
    takesAnotherWay(branching(), vector(0.9f, 0.2f));
  }

  @Test
  void inputs_that_take_the_same_branch_are_run() {
    assertEquals(List.of(-0.26, -0.24), outputs(branching(), vector(-0.2f, -0.4f)));
  }

  /** x w where the sum of x is negative, otherwise its whole part. */
  private static ModelProto branching() {
    GraphProto taken = body("then").addNode(node("Mul", "x w", "a")).addOutput(value("a")).build();
    GraphProto other = body("else").addNode(node("Floor", "x", "b")).addOutput(value("b")).build();
    return graph(
        node("ReduceSum", "x", "s"),
        node("Less", "s zero", "cond"),
        node("If", "cond", "y", graph("then_branch", taken), graph("else_branch", other)));
  }

  @Test
  void a_loop_reads_names_of_the_graph_around_it() {
    GraphProto body =
        body("body")
            .addInput(integer("i"))
            .addInput(truth("go"))
            .addInput(value("v"))
            .addNode(node("Identity", "go", "on"))
            .addNode(node("Mul", "v w", "product"))
            .addNode(node("Sin", "product", "next"))
            .addOutput(truth("on"))
            .addOutput(value("next"))
            .addOutput(value("product"))
            .build();

    agrees(
        graph(
            node("Loop", "three true x", "last all", graph("body", body)),
            node("Add", "last all", "y")));
  }

  @Test
  void a_loop_goes_round_until_its_condition_fails() {
    agrees(doubling());
  }

  @Test
  void inputs_that_go_round_more_often_are_refused() {
    takesAnotherWay(doubling(), vector(-3, -4));
  }

  /** Multiplies exp(x) by w until its sum exceeds a limit. */
  private static ModelProto doubling() {
    GraphProto body =
        body("body")
            .addInput(integer("i"))
            .addInput(truth("go"))
            .addInput(value("v"))
            .addNode(node("Mul", "v w", "next"))
            .addNode(node("ReduceSum", "next", "sum", Attr.of("keepdims", 0)))
            .addNode(node("Less", "sum limit", "on"))
            .addOutput(truth("on"))
            .addOutput(value("next"))
            .build();

    return graph(node("Exp", "x", "e"), node("Loop", "hundred true e", "y", graph("body", body)));
  }

  @Test
  void a_branch_within_a_loop_is_chosen_in_every_round() {
    GraphProto odd = body("odd").addNode(node("Mul", "v w", "m")).addOutput(value("m")).build();
    GraphProto even = body("even").addNode(node("Sin", "v", "n")).addOutput(value("n")).build();
    GraphProto body =
        body("body")
            .addInput(integer("i"))
            .addInput(truth("go"))
            .addInput(value("v"))
            .addNode(node("Equal", "i one", "odd"))
            .addNode(
                node("If", "odd", "next", graph("then_branch", odd), graph("else_branch", even)))
            .addNode(node("Identity", "go", "on"))
            .addOutput(truth("on"))
            .addOutput(value("next"))
            .build();

    agrees(graph(node("Loop", "three true x", "y", graph("body", body))));
  }

  @Test
  void a_scan_runs_backwards_where_it_is_told_to() {
    GraphProto body =
        body("body")
            .addInput(number("state"))
            .addInput(number("part"))
            .addNode(node("Mul", "state part", "product"))
            .addNode(node("Sin", "product", "next"))
            .addNode(node("Identity", "next", "out"))
            .addOutput(number("next"))
            .addOutput(number("out"))
            .build();

    agrees(
        graph(
            node("ReduceSum", "x", "s", Attr.of("keepdims", 0)),
            node(
                "Scan",
                "s w",
                "last y",
                graph("body", body),
                Attr.of("num_scan_inputs", 1),
                Attr.of("scan_input_directions", Dims.of(1)),
                Attr.of("scan_output_directions", Dims.of(1)))));
  }

  @Test
  void a_loop_that_is_too_long_is_named() {
    GraphProto body =
        body("body")
            .addInput(integer("i"))
            .addInput(truth("go"))
            .addInput(value("v"))
            .addNode(node("Identity", "go", "on"))
            .addNode(node("Sin", "v", "next"))
            .addOutput(truth("on"))
            .addOutput(value("next"))
            .build();

    var outcome = check(graph(node("Loop", "thousand true x", "y", graph("body", body))));

    assertEquals(Map.of("x", "operator Loop"), outcome.cuts());
  }

  @Test
  void a_sequence_that_grows_in_a_loop_is_joined() {
    GraphProto body =
        body("body")
            .addInput(integer("i"))
            .addInput(truth("go"))
            .addInput(sequence("many"))
            .addNode(node("Cast", "i", "f", Attr.of("to", Type.FLOAT)))
            .addNode(node("Mul", "x f", "part"))
            .addNode(node("SequenceInsert", "many part", "more"))
            .addNode(node("Identity", "go", "on"))
            .addOutput(truth("on"))
            .addOutput(sequence("more"))
            .build();

    agrees(
        graph(
            node("SequenceEmpty", "", "none"),
            node("Loop", "three true none", "parts", graph("body", body)),
            node("ConcatFromSequence", "parts", "y", Attr.of("axis", 0), Attr.of("new_axis", 1))));
  }

  @Test
  void elements_of_a_sequence_are_mapped_one_by_one() {
    GraphProto body =
        body("body")
            .addInput(value("e"))
            .addInput(value("f"))
            .addNode(node("Mul", "e f", "g"))
            .addOutput(value("g"))
            .build();

    agrees(
        graph(
            node("SplitToSequence", "x", "parts", Attr.of("axis", 0)),
            node("SequenceMap", "parts w", "products", graph("body", body)),
            node("SequenceAt", "products one", "y")));
  }

  @Test
  void functions_of_the_model_are_expanded_with_their_attributes() {
    FunctionProto function =
        FunctionProto.newBuilder()
            .setDomain("own")
            .setName("Scaled")
            .addInput("a")
            .addInput("b")
            .addOutput("c")
            .addAttribute("slope")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .addNode(node("Mul", "a b", "m"))
            .addNode(
                node("LeakyRelu", "m", "c").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("alpha")
                            .setType(1)
                            .setRefAttrName("slope"))
                    .build())
            .build();
    NodeProto call =
        node("Scaled", "x w", "y", Attr.of("slope", 0.3f)).toBuilder().setDomain("own").build();
    ModelProto model =
        graph(call).toBuilder()
            .addFunctions(function)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
            .build();

    agrees(model);
  }

  private static void takesAnotherWay(ModelProto model, Block x) {
    var refusal = assertThrows(UnsupportedModelException.class, () -> outputs(model, x));

    assertEquals(
        "other inputs take another way through its branches and loops", refusal.getMessage());
  }

  /** Written out for the usual inputs, run on {@code x}. */
  private static List<Double> outputs(ModelProto model, Block x) {
    var request = new Request(Set.of("x"), Set.of("x"), Set.of(), Set.of());
    try (var differentiated = Differentiated.of(model, FEEDS, request, Registry.STANDARD)) {
      var feeds = new LinkedHashMap<>(FEEDS);
      feeds.put("x", x);
      var result = differentiated.run(feeds, outputs -> outputs);
      double[] y = Objects.requireNonNull(result.outputs().get("y")).reals();
      // as the nearest decimals
      return Arrays.stream(y).mapToObj(it -> Math.round(it * 1e6) / 1e6).toList();
    }
  }

  private static void agrees(ModelProto model) {
    var outcome = check(model);

    assertEquals(Map.of(), outcome.cuts());
    assertTrue(outcome.error() < TOLERANCE && outcome.found() != 0, outcome.toString());
  }

  private static FiniteDifferences.Outcome check(ModelProto model) {
    return new FiniteDifferences(Registry.STANDARD).check(model, new LinkedHashMap<>(FEEDS));
  }

  private static Block vector(float... values) {
    return Block.of(Dims.of(values.length), values);
  }

  private static ModelProto graph(NodeProto... nodes) {
    var graph = body("model").addInput(value("x")).addInput(value("w")).addOutput(value("y"));
    Map.of("one", 1L, "three", 3L, "hundred", 100L, "thousand", 1000L)
        .forEach(
            (name, number) ->
                graph.addInitializer(
                    Stored.tensor(name, Block.of(new long[0], new long[] {number}))));
    Map.of("zero", 0f, "limit", 9f)
        .forEach(
            (name, number) ->
                graph.addNode(node("Constant", "", name, Attr.of("value", scalar(number)))));
    graph.addNode(node("Equal", "one one", "true"));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph.addAllNode(List.of(nodes)))
        .build();
  }

  private static modellint.onnx.proto.TensorProto scalar(float number) {
    return Stored.tensor("", Block.of(new long[0], new float[] {number}));
  }

  private static NodeProto node(
      String op, String inputs, String outputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .addAllInput(inputs.isEmpty() ? List.of() : List.of(inputs.split(" ")))
        .addAllOutput(List.of(outputs.split(" ")))
        .addAllAttribute(Arrays.asList(attributes))
        .build();
  }

  private static AttributeProto graph(String name, GraphProto body) {
    return AttributeProto.newBuilder().setName(name).setType(5).setG(body).build();
  }

  private static GraphProto.Builder body(String name) {
    return GraphProto.newBuilder().setName(name);
  }

  private static ValueInfoProto value(String name) {
    return typed(name, Type.FLOAT, TypeProto.Tensor.newBuilder());
  }

  /** Of which the runtime wants to know the shape. */
  private static ValueInfoProto number(String name) {
    return typed(name, Type.FLOAT, point());
  }

  private static ValueInfoProto integer(String name) {
    return typed(name, Type.INT64, point());
  }

  private static ValueInfoProto truth(String name) {
    return typed(name, Type.BOOL, point());
  }

  private static TypeProto.Tensor.Builder point() {
    return TypeProto.Tensor.newBuilder().setShape(TensorShapeProto.getDefaultInstance());
  }

  private static ValueInfoProto typed(String name, int type, TypeProto.Tensor.Builder tensor) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor.setElemType(type)))
        .build();
  }

  private static ValueInfoProto sequence(String name) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(value("").getType())))
        .build();
  }
}
