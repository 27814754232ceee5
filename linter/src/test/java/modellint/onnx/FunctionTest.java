package modellint.onnx;

import static modellint.onnx.Models.model;
import static modellint.onnx.Models.node;
import static modellint.onnx.Models.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionTest {

  @TempDir Path directory;

  @Test
  void a_call_is_replaced_by_what_the_function_does() throws ModelReadException {
    var function =
        function("Twice", node("Relu", "a", "t").setName("first"), node("Add", "t t", "b"));

    Graph graph = read(function, node("Twice", "y", "z").setDomain("f").setName("call"));

    assertEquals(
        List.of("y = Relu(x)", "call/t = Relu(y)", "z = Add(call/t, call/t)"), text(graph));
    assertEquals(
        List.of("Relu_0", "call/first", "call/Add_1"),
        graph.nodes().stream().map(Node::name).toList());
    assertEquals(13, graph.nodes().get(1).opset());
  }

  @Test
  void two_calls_of_one_name_do_not_share_values() throws ModelReadException {
    var function = function("F", node("Relu", "a", "t"), node("Abs", "t", "b"));

    Graph graph =
        read(
            function,
            node("F", "y", "z").setDomain("f").setName("call"),
            node("F", "z", "q").setDomain("f").setName("call"));

    assertEquals("call#2/t = Relu(z)", text(graph).get(3));
  }

  @Test
  void attributes_of_the_call_reach_the_body_and_defaults_fill_in() throws ModelReadException {
    var function =
        function("F", node("LeakyRelu", "a", "b").addAttribute(reference("alpha", "slope")))
            .addAttribute("slope");
    var defaulted =
        function
            .clone()
            .clearAttribute()
            .addAttributeProto(AttributeProto.newBuilder().setName("slope").setType(1).setF(0.25f));
    var given = AttributeProto.newBuilder().setName("slope").setType(1).setF(0.5f);
    var call = node("F", "y", "z").setDomain("f");

    assertEquals(0.5, slope(read(function, call.clone().addAttribute(given))));
    assertEquals(-1, slope(read(function, call.clone())));
    assertEquals(0.25, slope(read(defaulted, call.clone())));
    assertEquals(0.5, slope(read(defaulted, call.clone().addAttribute(given))));
  }

  @Test
  void missing_inputs_stay_missing_and_unused_outputs_get_names() throws ModelReadException {
    var function =
        function("F", node("Clip", "a c d", "b"), node("Neg", "b", "e"))
            .addInput("c")
            .addInput("d")
            .addOutput("e");

    Graph graph = read(function, node("F", "y", "z").setDomain("f").setName("call"));

    assertEquals(List.of("y = Relu(x)", "z = Clip(y, , )", "call/e = Neg(z)"), text(graph));
  }

  @Test
  void an_input_handed_on_as_output_is_an_identity() throws ModelReadException {
    var function =
        FunctionProto.newBuilder().setName("F").setDomain("f").addInput("a").addOutput("a");

    Graph graph = read(function, node("F", "y", "z").setDomain("f"));

    assertEquals("z = Identity(y)", text(graph).get(1));
  }

  @Test
  void functions_call_functions_and_sub_graphs_see_their_values() throws ModelReadException {
    var inner = function("G", node("Abs", "a", "b"));
    var branch =
        GraphProto.newBuilder().addOutput(Models.value("q")).addNode(node("Neg", "t", "q"));
    var outer =
        function(
            "F",
            node("G", "a", "t").setDomain("f").setName("g"),
            node("If", "t", "b").addAttribute(Models.graphAttribute("then_branch", branch)));

    Graph graph =
        Models.read(
            directory,
            model(relu().addNode(node("F", "y", "z").setDomain("f").setName("call")))
                .addFunctions(outer)
                .addFunctions(inner));

    assertEquals(List.of("y = Relu(x)", "call/t = Abs(y)", "z = If(call/t)"), text(graph));
    Graph body = graph.nodes().get(2).subGraphs().findFirst().orElseThrow();
    assertEquals(List.of("call/q = Neg(call/t)"), text(body));
  }

  private static double slope(Graph graph) {
    return graph.nodes().get(1).real("alpha", -1);
  }

  private static AttributeProto reference(String name, String to) {
    return AttributeProto.newBuilder().setName(name).setType(1).setRefAttrName(to).build();
  }

  private static FunctionProto.Builder function(String name, NodeProto.Builder... body) {
    var function =
        FunctionProto.newBuilder()
            .setName(name)
            .setDomain("f")
            .addInput("a")
            .addOutput("b")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13));
    for (NodeProto.Builder node : body) {
      function.addNode(node);
    }
    return function;
  }

  private Graph read(FunctionProto.Builder function, NodeProto.Builder... calls)
      throws ModelReadException {
    var graph = relu();
    for (NodeProto.Builder call : calls) {
      graph.addNode(call);
    }
    return Models.read(directory, model(graph).addFunctions(function));
  }

  private static List<String> text(Graph graph) {
    return graph.nodes().stream().map(Node::toString).toList();
  }
}
