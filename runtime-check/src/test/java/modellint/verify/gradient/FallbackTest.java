package modellint.verify.gradient;

import static modellint.verify.gradient.Case.any;
import static modellint.verify.gradient.Case.integers;
import static modellint.verify.gradient.Case.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Norm;
import org.junit.jupiter.api.Test;

/** What becomes of operators that have no rule: rules are taken away to see. */
class FallbackTest {

  /** Estimates may be off by four of their standard deviations. */
  private static final double FAR = 4 * Math.sqrt(1.0 / 32);

  private static Registry without(String op) {
    return new Registry(
        Registry.STANDARD.rules().stream().filter(it -> !it.op().equals(op)).toList());
  }

  @Test
  void a_linear_operator_is_differentiated_by_its_matrix() {
    Case running = of("CumSum", 14, any(3, 4), integers(new long[0], 1));

    var outcome = new FiniteDifferences(without("CumSum")).check(running.model(), running.feeds());

    assertEquals(Map.of(), outcome.cuts());
    assertTrue(outcome.error() < 0.01, outcome.toString());
  }

  @Test
  void an_operator_that_is_not_linear_cuts_whole_gradients_off() {
    Case wave = of("Sin", 14, any(3, 4));

    var outcome = new FiniteDifferences(without("Sin")).check(wave.model(), wave.feeds());

    assertEquals(Map.of("x0", "operator Sin"), outcome.cuts());
  }

  @Test
  void the_length_of_a_gradient_behind_it_is_estimated_and_labelled() {
    var request = new Request(Set.of("h", "w"), Set.of(), Set.of("h", "w"), Set.of());
    Map<String, Block> feeds = Map.of("x", any(6, 5).block().get(0));

    Map<String, Norm> exact = norms(Registry.STANDARD, request, feeds, Set.of());
    Map<String, Norm> estimated =
        norms(
            without("Sin"),
            request,
            feeds,
            Set.of(
                "gradients behind operator Sin are estimated from differences along 16 random"
                    + " directions, to 18 %"));

    assertEquals(exact.keySet(), estimated.keySet());
    for (String name : exact.keySet()) {
      double ratio = Math.pow(10, estimated.get(name).log10() - exact.get(name).log10());
      assertTrue(Math.abs(ratio - 1) < FAR, name + " is off by a factor of " + ratio);
    }
  }

  private static Map<String, Norm> norms(
      Registry registry, Request request, Map<String, Block> feeds, Set<String> remarks) {
    try (var differentiated = Differentiated.of(model(), feeds, request, registry)) {
      var result =
          differentiated.run(
              feeds,
              outputs -> {
                var cotangents = new TreeMap<String, Block>();
                outputs.forEach(
                    (name, block) ->
                        cotangents.put(
                            name,
                            block.with(new Random(1).doubles(block.count(), -1, 1).toArray())));
                return cotangents;
              });
      assertEquals(Map.of(), differentiated.cuts());
      assertEquals(remarks, differentiated.remarks());
      return new TreeMap<>(result.norms());
    }
  }

  /** y = sin(x w), with h = x w between. */
  private static ModelProto model() {
    Case base = of("MatMul", 14, any(6, 5), any(5, 4));
    ModelProto.Builder model = base.model().toBuilder();
    var graph = model.getGraphBuilder();
    graph
        .clearInput()
        .clearOutput()
        .clearNode()
        .addInput(base.model().getGraph().getInput(0).toBuilder().setName("x"))
        .addInitializer(modellint.verify.run.Stored.tensor("w", any(5, 4).block().get(0)))
        .addNode(node("MatMul", "h", "x", "w"))
        .addNode(node("Sin", "y", "h"))
        .addOutput(ValueInfoProto.newBuilder().setName("y"));
    return model.build();
  }

  private static NodeProto node(String op, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }
}
