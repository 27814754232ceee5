package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.rule.Subject;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;

/** Moments do not show how the layers of a trained network are aligned. */
class TrainedWeightsTest {

  private static final String ATTENTION =
      """
      q = MatMul(x, wq[64,64])
      k = MatMul(x, wk[64,64])
      v = MatMul(x, wv[64,64])
      kt = Transpose(k) perm=0,2,1
      product = MatMul(q, kt)
      scores = Div(product, 8)
      p = Softmax(scores)
      o = MatMul(p, v)
      y = Add(o, x)
      """;

  private static final String PLAIN =
      """
      h = MatMul(x, w1[64,64])
      r = Relu(h)
      y = MatMul(r, w2[64,64])
      """;

  private static final String SKIP =
      """
      h = MatMul(x, w1[64,64])
      r = Relu(h)
      s = MatMul(r, w2[64,64])
      y = Add(s, h)
      """;

  private static final String NORMALISED_SKIP =
      """
      n = LayerNormalization(x, gamma[64])
      h = MatMul(n, w1[64,64])
      r = Relu(h)
      s = MatMul(r, w2[64,64])
      y = Add(s, h)
      """;

  @Test
  void what_an_attention_attends_to_is_left_to_a_run() {
    assertEquals(Optional.empty(), abstained(ATTENTION, false));
    assertEquals(
        Optional.of("the weights are trained and decide what the attention attends to"),
        abstained(ATTENTION, true));
  }

  @Test
  void layers_in_line_are_left_to_a_run() {
    assertEquals(
        Optional.of("the weights are trained and nothing bypasses a layer"),
        abstained(PLAIN, true));
  }

  @Test
  void a_skip_is_predicted_where_a_normalisation_holds_the_scale() {
    assertEquals(
        Optional.of("the weights are trained and no normalisation holds the scale"),
        abstained(SKIP, true));
    assertEquals(Optional.empty(), abstained(SKIP, false));
    assertEquals(Optional.empty(), abstained(NORMALISED_SKIP, true));
  }

  private static Optional<String> abstained(String script, boolean trained) {
    Value x = new Value("x", ElementType.FLOAT, Optional.of(Shape.of(32, 16, 64)));
    Graph graph = Script.drawn(1.0 / 64, List.of(x), script);
    var subject = new Subject(graph, Map.of(), Assumptions.DEFAULT);
    return SignalPropagation.of(
            graph,
            subject.layers(),
            subject.patterns(),
            subject.trunk(),
            trained,
            Assumptions.DEFAULT)
        .abstained();
  }
}
