package modellint.analysis.layer;

import static modellint.testing.Fill.he;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.testing.Net;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;

class TrunkTest {

  private static Trunk trunk(Graph graph) {
    Shapes shapes = Shapes.of(graph);
    Patterns patterns = Patterns.of(graph, shapes);
    return Trunk.of(graph, shapes, patterns, Layers.of(graph, shapes, patterns));
  }

  private static List<String> names(List<Layer> layers) {
    return layers.stream().map(layer -> layer.node().name()).toList();
  }

  private static Net dense(Net net) {
    return net.dense(8, 8, he()).relu();
  }

  @Test
  void every_layer_of_a_plain_net_is_trunk_and_chain() {
    Trunk trunk = trunk(net().times(4, TrunkTest::dense).build());

    assertEquals(List.of("dense1", "dense2", "dense3", "dense4"), names(trunk.layers()));
    assertEquals(4, trunk.plainChain().size());
    assertEquals(List.of(), trunk.skips());
  }

  @Test
  void a_residual_branch_is_off_the_trunk() {
    Graph graph =
        dense(net())
            .times(3, n -> n.residual(b -> b.times(2, TrunkTest::dense)))
            .dense(8, 8, he())
            .build();
    Trunk trunk = trunk(graph);

    assertEquals(List.of("dense1", "dense8"), names(trunk.layers()));
    assertEquals(3, trunk.skips().size());
    assertEquals(2, trunk.skips().get(0).bypassed());
    assertEquals(Optional.of("relu1"), trunk.skips().get(0).fork().map(it -> it.name()));
    assertEquals(List.of("dense1", "dense2", "dense3"), names(trunk.plainChain()));
  }

  @Test
  void a_skip_around_the_first_layers_starts_at_the_input() {
    Trunk trunk = trunk(Script.graph("g = Gemm(x, w[8,8])\ny = Add(g, x)"));

    assertEquals(Optional.empty(), trunk.skips().get(0).fork());
    assertEquals(List.of(), trunk.layers());
  }

  @Test
  void a_projected_shortcut_bypasses_the_difference() {
    Trunk trunk =
        trunk(
            Script.graph(
                """
                h = Relu(x)
                a = Conv(h, wa[8,8,3,3])
                r = Relu(a)
                b = Conv(r, wb[8,8,3,3])
                p = Conv(h, wp[8,8,1,1])
                y = Add(b, p)
                """));

    assertEquals(1, trunk.skips().get(0).bypassed());
  }

  @Test
  void parallel_branches_of_equal_depth_are_no_skip() {
    Trunk trunk =
        trunk(Script.graph("a = Conv(x, wa[8,8,3,3])\nb = Conv(x, wb[8,8,1,1])\ny = Add(a, b)"));

    assertEquals(List.of(), trunk.skips());
  }

  @Test
  void a_dense_concatenation_is_a_skip_and_an_inception_is_none() {
    String dense = "a = Conv(x, wa[8,8,3,3])\ny = Concat(x, a) axis=1";
    String inception =
        """
        a = Conv(x, wa[8,8,1,1])
        b = Conv(x, wb[8,8,1,1])
        r = Relu(b)
        c = Conv(r, wc[8,8,3,3])
        y = Concat(a, c) axis=1
        """;

    assertEquals(1, trunk(Script.graph(dense)).skips().size());
    assertEquals(List.of(), trunk(Script.graph(inception)).skips());
  }

  @Test
  void normalisation_begins_a_new_chain() {
    Graph graph = net().times(2, TrunkTest::dense).layerNorm().times(3, TrunkTest::dense).build();

    assertEquals(List.of("dense3", "dense4", "dense5"), names(trunk(graph).plainChain()));
  }

  @Test
  void two_layers_without_a_function_between_them_are_a_linear_pair() {
    Trunk trunk =
        trunk(
            Script.graph(
                """
                a = MatMul(x, wa[8,8])
                ab = Add(a, ba[8])
                r = Reshape(ab, <-1,8>)
                b = MatMul(r, wb[8,8])
                t = Relu(b)
                y = MatMul(t, wc[8,8])
                """));

    assertEquals(1, trunk.linearPairs().size());
    assertEquals("a", trunk.linearPairs().get(0).first().node().name());
    assertEquals("b", trunk.linearPairs().get(0).second().node().name());
  }

  @Test
  void pooling_by_the_largest_is_a_function() {
    Trunk trunk =
        trunk(Script.graph("a = Conv(x, wa[8,8,3,3])\np = MaxPool(a)\ny = Conv(p, wb[8,8,3,3])"));

    assertEquals(List.of(), trunk.linearPairs());
  }

  @Test
  void a_hundred_thousand_nodes_with_long_skips_are_no_burden() {
    var text = new StringBuilder("v0 = Relu(x)\n");
    for (int i = 1; i <= 50_000; i++) {
      text.append("a").append(i).append(" = Relu(v").append(i - 1).append(")\n");
      text.append("v").append(i).append(" = Add(a").append(i).append(", v0)\n");
    }

    assertEquals(List.of(), trunk(Script.graph(text.toString())).skips());
  }
}
