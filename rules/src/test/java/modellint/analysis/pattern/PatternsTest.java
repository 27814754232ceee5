package modellint.analysis.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

  private static List<Pattern> in(String text, String... outputs) {
    Graph graph = Script.graph(text, outputs);
    return Patterns.of(graph, Shapes.of(graph)).all();
  }

  private static Pattern only(String text) {
    List<Pattern> all = in(text);
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  private static final String LAYER_NORM =
      """
      m = ReduceMean(x) axes=-1
      d = Sub(x, m)
      p = Pow(d, 2)
      v = ReduceMean(p) axes=-1
      e = Add(v, 1e-5)
      s = Sqrt(e)
      n = Div(d, s)
      """;

  @Test
  void layer_norm_of_pytorch_has_scale_bias_and_epsilon() {
    Pattern found =
        only(
            LAYER_NORM
                + """
                g = Mul(n, gamma[64])
                y = Add(g, beta[64])
                """);

    assertEquals(Pattern.Kind.LAYER_NORM, found.kind());
    assertEquals("x", found.input());
    assertEquals("y", found.output());
    assertEquals(Optional.of("gamma"), found.scale());
    assertEquals(Optional.of("beta"), found.bias());
    assertEquals(1e-5, found.epsilon());
    assertEquals(List.of(-1L), found.axes());
    assertEquals(9, found.nodes().size());
  }

  @Test
  void layer_norm_without_scale_ends_at_the_division() {
    Pattern found = only(LAYER_NORM + "y = Relu(n)");

    assertEquals("n", found.output());
    assertEquals(Optional.empty(), found.scale());
  }

  @Test
  void a_factor_behind_a_norm_that_is_a_mere_number_is_not_its_scale() {
    assertEquals("n", only(LAYER_NORM + "y = Mul(n, 0.5)").output());
  }

  @Test
  void layer_norm_may_subtract_twice() {
    Pattern found =
        only(
            """
            m = ReduceMean(x) axes=-1
            d = Sub(x, m)
            d2 = Sub(x, m)
            p = Mul(d2, d2)
            v = ReduceMean(p) axes=-1
            e = Add(1e-12, v)
            s = Sqrt(e)
            n = Div(d, s)
            g = Mul(gamma[64], n)
            y = Add(beta[64], g)
            """);

    assertEquals(10, found.nodes().size());
    assertEquals(Pattern.Kind.LAYER_NORM, found.kind());
  }

  @Test
  void layer_norm_of_tensorflow_multiplies_by_the_inverse() {
    Pattern found =
        only(
            """
            m = ReduceMean(x) axes=-1
            d = Sub(x, m)
            p = Mul(d, d)
            v = ReduceMean(p) axes=-1
            e = Add(v, 1e-3)
            s = Sqrt(e)
            r = Reciprocal(s)
            rg = Mul(r, gamma[64])
            a = Mul(x, rg)
            mr = Mul(m, rg)
            b = Sub(beta[64], mr)
            y = Add(a, b)
            """);

    assertEquals(Pattern.Kind.LAYER_NORM, found.kind());
    assertEquals(Optional.of("gamma"), found.scale());
    assertEquals(Optional.of("beta"), found.bias());
    assertEquals("y", found.output());
  }

  @Test
  void rms_norm_has_no_mean() {
    Pattern found =
        only(
            """
            p = Pow(x, 2)
            v = ReduceMean(p) axes=-1
            e = Add(v, 1e-6)
            s = Sqrt(e)
            r = Div(1.0, s)
            n = Mul(x, r)
            y = Mul(gamma[64], n)
            """);

    assertEquals(Pattern.Kind.RMS_NORM, found.kind());
    assertEquals(Optional.of("gamma"), found.scale());
  }

  @Test
  void rms_norm_in_half_precision_casts_there_and_back() {
    Pattern found =
        only(
            """
            c = Cast(x) to=1
            p = Pow(c, 2)
            v = ReduceMean(p) axes=-1
            e = Add(v, 1e-6)
            s = Sqrt(e)
            n = Div(c, s)
            h = Cast(n) to=10
            y = Mul(h, gamma[64])
            """);

    assertEquals(Pattern.Kind.RMS_NORM, found.kind());
    assertEquals("x", found.input());
    assertEquals("y", found.output());
  }

  @Test
  void a_mean_over_the_batch_is_no_layer_norm() {
    assertEquals(List.of(), in(LAYER_NORM.replace("axes=-1", "axes=0,2,3")));
  }

  @Test
  void a_value_inside_that_is_read_outside_breaks_the_pattern() {
    assertEquals(List.of(), in(LAYER_NORM + "y = Add(n, s)"));
  }

  @Test
  void a_value_inside_may_be_an_output_as_well() {
    assertEquals(1, in(LAYER_NORM, "n", "s").size());
  }

  @Test
  void group_norm_is_an_instance_norm_over_groups() {
    Pattern found =
        only(
            """
            r = Reshape(x, <0,2,-1>)
            i = InstanceNormalization(r, <1,1>, <0,0>) epsilon=1e-5
            s = Shape(x)
            b = Reshape(i, s)
            g = Mul(b, gamma[64,1,1])
            y = Add(g, beta[64,1,1])
            """);

    assertEquals(Pattern.Kind.GROUP_NORM, found.kind());
    assertEquals(5, found.nodes().size());
    assertEquals("x", found.input());
  }

  @Test
  void a_vector_over_its_length_is_a_normalisation() {
    Pattern found =
        only(
            """
            l = ReduceL2(x) axes=1
            c = Clip(l, 1e-12)
            s = Shape(x)
            e = Expand(c, s)
            y = Div(x, e)
            """);

    assertEquals(Pattern.Kind.L2_NORM, found.kind());
    assertEquals(List.of(1L), found.axes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        d = Div(x, 1.41421354)
        e = Erf(d)
        a = Add(e, 1.0)
        m = Mul(x, a)
        y = Mul(m, 0.5)
        """,
        """
        d = Mul(x, 0.70710677)
        e = Erf(d)
        a = Add(1.0, e)
        h = Mul(0.5, a)
        y = Mul(x, h)
        """,
        """
        h = Mul(x, 0.5)
        d = Div(x, 1.41421354)
        e = Erf(d)
        a = Add(e, 1.0)
        y = Mul(h, a)
        """,
        """
        c = Pow(x, 3.0)
        k = Mul(c, 0.044715)
        s = Add(x, k)
        t = Mul(s, 0.79788456)
        e = Tanh(t)
        a = Add(e, 1.0)
        h = Mul(x, 0.5)
        y = Mul(h, a)
        """,
        """
        q = Mul(x, x)
        c = Mul(q, x)
        k = Mul(c, 0.044715)
        s = Add(k, x)
        t = Mul(s, 0.79788456)
        e = Tanh(t)
        a = Add(1.0, e)
        h = Mul(a, 0.5)
        y = Mul(x, h)
        """
      })
  void gelu_is_known_in_every_order_of_its_factors(String text) {
    Pattern found = only(text);

    assertEquals(Pattern.Kind.GELU, found.kind());
    assertEquals("x", found.input());
    assertEquals("y", found.output());
    assertEquals(text.lines().count(), found.nodes().size());
  }

  @Test
  void a_gelu_behind_a_bias_starts_behind_it() {
    Pattern found =
        only(
            """
            b = Add(x, bias[64])
            d = Div(b, 1.41421354)
            e = Erf(d)
            a = Add(e, 1.0)
            m = Mul(b, a)
            g = Mul(m, 0.5)
            y = Mul(g, 2.0)
            """);

    assertEquals("b", found.input());
    assertEquals("g", found.output());
  }

  @Test
  void silu_mish_and_hard_swish_are_known() {
    assertEquals(Pattern.Kind.SILU, only("s = Sigmoid(x)\ny = Mul(x, s)").kind());
    assertEquals(
        Pattern.Kind.QUICK_GELU, only("k = Mul(x, 1.702)\ns = Sigmoid(k)\ny = Mul(x, s)").kind());
    assertEquals(Pattern.Kind.MISH, only("s = Softplus(x)\nt = Tanh(s)\ny = Mul(x, t)").kind());
    assertEquals(
        Pattern.Kind.MISH,
        only("e = Exp(x)\na = Add(e, 1.0)\ns = Log(a)\nt = Tanh(s)\ny = Mul(x, t)").kind());
    assertEquals(
        Pattern.Kind.HARD_SWISH,
        only("s = HardSigmoid(x) alpha=0.16666667 beta=0.5\ny = Mul(x, s)").kind());
    assertEquals(
        Pattern.Kind.HARD_SWISH,
        only("a = Add(x, 3.0)\nc = Clip(a, 0.0, 6.0)\nm = Mul(x, c)\ny = Div(m, 6.0)").kind());
  }

  @Test
  void a_gate_by_another_value_is_no_silu() {
    assertEquals(List.of(), in("a = Gemm(x, w[64,64])\ns = Sigmoid(a)\ny = Mul(x, s)"));
  }

  @Test
  void softmax_may_subtract_the_largest() {
    String bare = "e = Exp(x)\ns = ReduceSum(e, <-1>)\ny = Div(e, s)";
    String safe =
        "l = ReduceMax(x) axes=-1\n"
            + "d = Sub(x, l)\n"
            + "e = Exp(d)\n"
            + "s = ReduceSum(e, <-1>)\n"
            + "y = Div(e, s)";

    assertEquals(3, only(bare).nodes().size());
    assertEquals(5, only(safe).nodes().size());
    assertEquals("x", only(safe).input());
    assertEquals(Pattern.Kind.SOFTMAX, only(safe).kind());
  }

  @Test
  void attention_has_queries_keys_and_values() {
    Pattern found =
        only(
            """
            q = MatMul(x, wq[64,64])
            k = MatMul(x, wk[64,64])
            v = MatMul(x, wv[64,64])
            t = Transpose(k) perm=0,2,1
            s = MatMul(q, t)
            c = Div(s, 8.0)
            m = Add(c, mask[16,16])
            p = Softmax(m) axis=-1
            y = MatMul(p, v)
            """);

    assertEquals(Pattern.Kind.ATTENTION, found.kind());
    assertEquals("q", found.input());
    assertEquals(List.of("t", "v"), found.others());
    assertEquals(5, found.nodes().size());
  }

  @Test
  void lookups_answer_by_output_by_input_and_by_node() {
    Graph graph = Script.graph("s = Sigmoid(x)\nh = Mul(x, s)\ny = Relu(h)");
    Patterns patterns = Patterns.of(graph, Shapes.of(graph));

    assertTrue(patterns.producing("h").isPresent());
    assertTrue(patterns.reading("x").isPresent());
    assertTrue(patterns.of(graph.nodes().get(0)).isPresent());
    assertEquals(Optional.empty(), patterns.producing("y"));
    assertEquals(Optional.empty(), patterns.of(graph.nodes().get(2)));
  }
}
