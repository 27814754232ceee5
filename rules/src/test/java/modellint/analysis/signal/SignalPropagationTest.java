package modellint.analysis.signal;

import static modellint.testing.Net.net;
import static modellint.testing.Net.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.rule.Subject;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPropagationTest {

  private static final long WIDTH = 1024;
  private static final double LN_10 = StrictMath.log(10);

  @Test
  void he_keeps_signal_and_gradient_of_a_rectified_net() {
    SignalPropagation signal =
        predict(net().times(20, n -> n.dense(WIDTH, WIDTH, Fill.he()).relu()).build());

    for (LayerFlow layer : signal.layers()) {
      assertEquals(StrictMath.sqrt(2), layer.activationRms(), 1e-3);
      assertEquals(0, layer.gradientLog10(), 0.03);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 10", "1, 10", "4, 6", "64, 4"})
  void a_rectified_layer_multiplies_the_gradient_by_the_root_of_half_its_gain(
      double gain, int depth) {
    double std = StrictMath.sqrt(gain / WIDTH);
    SignalPropagation signal =
        predict(net().times(depth, n -> n.dense(WIDTH, WIDTH, Fill.normal(std)).relu()).build());

    double growth = (depth - 1) * StrictMath.log(gain / 2) / 2 / LN_10;
    assertEquals(growth, first(signal).gradientLog10(), 0.02);
    assertTrue(first(signal).low() < growth && growth < first(signal).high());
  }

  @Test
  void no_depth_leaves_the_range_of_numbers() {
    SignalPropagation signal =
        predict(net().times(400, n -> n.dense(64, 64, Fill.normal(0.001)).relu()).build());

    double perLayer = StrictMath.log(64 * 1e-6 / 2) / 2 / LN_10;
    assertEquals(399 * perLayer, first(signal).gradientLog10(), 5);
  }

  @Test
  void batch_normalised_rectifiers_grow_by_a_twelfth_of_a_decade_each() {
    // Yang et al. 2019: pi / (pi - 1) in the squared norm, for large batches.
    SignalPropagation signal =
        predict(
            net().times(21, n -> n.dense(WIDTH, WIDTH, Fill.he()).batchNorm().relu()).build(),
            new Assumptions(4096, Map.of(), Optional.empty()));

    double perLayer = StrictMath.log(Math.PI / (Math.PI - 1)) / 2 / LN_10;
    double measured =
        signal.layers().get(1).gradientLog10() - signal.layers().get(11).gradientLog10();
    assertEquals(10 * perLayer, measured, 0.03);
  }

  @Test
  void few_features_make_batch_statistics_uncertain_and_gradients_larger() {
    double few = growthBehindTanh(6);
    double many = growthBehindTanh(96);

    assertTrue(few > many + 0.1, few + " against " + many);
  }

  private static double growthBehindTanh(long features) {
    return first(
            predict(
                net()
                    .dense(features, 96, Fill.lecun())
                    .tanh()
                    .batchNorm()
                    .times(10, n -> n.dense(96, 96, Fill.lecun()).tanh().batchNorm())
                    .dense(96, 5, Fill.lecun())
                    .build()))
        .gradientLog10();
  }

  @Test
  void layer_norm_takes_out_any_scale() {
    Graph narrow =
        net().times(9, n -> n.dense(WIDTH, WIDTH, Fill.normal(0.01)).layerNorm().tanh()).build();
    Graph wide =
        net().times(9, n -> n.dense(WIDTH, WIDTH, Fill.normal(10)).layerNorm().tanh()).build();

    assertEquals(
        first(predict(narrow)).gradientLog10(), first(predict(wide)).gradientLog10(), 0.01);
  }

  @Test
  void a_residual_sum_of_equal_parts_doubles_signal_and_gradient() {
    SignalPropagation signal =
        predict(
            net()
                .dense(WIDTH, WIDTH, Fill.lecun())
                .times(8, n -> n.residual(b -> b.relu().dense(WIDTH, WIDTH, Fill.he())))
                .dense(WIDTH, 10, Fill.lecun())
                .build());

    assertEquals(1, first(signal).activationRms(), 1e-3);
    double output = last(signal).activationRms();
    assertEquals(StrictMath.pow(2, 4), output, 0.05 * output);
  }

  @Test
  void a_head_that_starts_at_zero_sends_nothing_back() {
    SignalPropagation signal =
        predict(
            net().dense(WIDTH, WIDTH, Fill.he()).relu().dense(WIDTH, 10, Fill.constant(0)).build());

    assertEquals(Double.NEGATIVE_INFINITY, first(signal).gradientLog10());
    assertEquals(0, last(signal).gradientLog10());
  }

  @Test
  void global_averages_of_independent_positions_shrink_the_signal() {
    SignalPropagation signal =
        predict(
            net(3, 16, 16)
                .conv(32, 1, Fill.lecun())
                .globalAveragePool()
                .flatten()
                .dense(32, 10, Fill.lecun())
                .build());

    assertEquals(1.0 / 16, last(signal).activationRms(), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "GlobalMaxPool, ReduceMax",
    "GlobalAveragePool, ReduceMean",
    "GlobalLpPool, ReduceL2"
  })
  void reducing_all_positions_is_pooling_them(String pooling, String reduction) {
    SignalPropagation pooled = predict(headed(n -> n.apply(pooling).flatten()));
    SignalPropagation reduced = predict(headed(n -> n.reduce(reduction, 2L, 3L)));

    assertEquals(last(pooled).activationRms(), last(reduced).activationRms(), 1e-9);
    assertEquals(first(pooled).gradientLog10(), first(reduced).gradientLog10(), 1e-9);
  }

  private static Graph headed(UnaryOperator<Net> pooling) {
    Net features = net(3, 16, 16).conv(32, 3, Fill.he()).relu().conv(32, 3, Fill.he()).relu();
    return pooling.apply(features).dense(32, 10, Fill.lecun()).build();
  }

  @Test
  void the_length_of_all_positions_adds_squares_and_keeps_the_norm_of_the_gradient() {
    SignalPropagation signal =
        predict(
            net(64, 8, 8)
                .conv(32, 1, Fill.lecun())
                .reduce("ReduceL2", 2L, 3L)
                .dense(32, 10, Fill.lecun())
                .build());

    assertEquals(8, last(signal).activationRms(), 1e-3);
    assertEquals(0, first(signal).gradientLog10(), 0.01);
  }

  @Test
  void the_length_of_rectified_values_sends_its_whole_gradient_to_the_active_ones() {
    SignalPropagation signal =
        predict(
            net(64, 8, 8)
                .conv(32, 1, Fill.he())
                .relu()
                .reduce("ReduceL2", 2L, 3L)
                .dense(32, 10, Fill.lecun())
                .build());

    assertEquals(0, first(signal).gradientLog10(), 0.01);
  }

  @Test
  void padding_takes_taps_away_at_the_border() {
    // 3x3 over 2x2, padded: every output sees 4 of 9 taps.
    SignalPropagation signal =
        predict(net(64, 2, 2).conv(64, 3, Fill.lecun()).relu().conv(8, 1, Fill.lecun()).build());

    assertEquals(StrictMath.sqrt(4.0 / 9), first(signal).activationRms(), 1e-3);
  }

  @Test
  void an_embedding_has_the_scale_of_its_table() {
    SignalPropagation signal =
        predict(
            tokens(12).embedding(500, 64, Fill.normal(0.02)).matmul(64, 8, Fill.lecun()).build());

    assertEquals(0.02, first(signal).activationRms(), 1e-3);
    assertEquals(0.02, last(signal).activationRms(), 1e-3);
  }

  @Test
  void squared_errors_grow_with_the_outputs() {
    Graph graph =
        net()
            .dense(WIDTH, WIDTH, Fill.he())
            .relu()
            .dense(WIDTH, 10, Fill.normal(1))
            .loss(Loss.MSE)
            .build();
    SignalPropagation signal = predict(graph);

    // Behind ReLU E[h^2] = 1 and, between samples, 1/pi; outputs are 1024 times that.
    double n = 32 * 10;
    double alone = 4 * (1024 + 1) / (n * n);
    double shared = 4 * (1024 / Math.PI) / (n * n);
    double weight = 32 * (alone + 31 * shared / Math.PI);
    assertEquals(Optional.of(Loss.MSE), signal.loss());
    assertEquals(StrictMath.sqrt(weight), last(signal).weightGradientRms(), 0.02);
  }

  @Test
  void behind_a_normalisation_written_out_scales_mean_nothing() {
    String hidden =
        """
        a = MatMul(x, wa[64,64])
        b = MatMul(a, wb[64,64])
        c = MatMul(b, wc[64,64])
        d = Add(c, a)
        """;
    String norm =
        """
        m = ReduceMean(d) axes=-1
        e = Sub(d, m)
        p = Pow(e, 2)
        v = ReduceMean(p) axes=-1
        w = Add(v, 1e-5)
        s = Sqrt(w)
        n = Div(e, s)
        y = Add(n, beta[64])
        z = MatMul(y, wz[64,64])
        """;
    String none = "z = MatMul(d, wz[64,64])";

    assertEquals(0, growth(hidden + norm), 0);
    assertEquals(0, growth(hidden + norm.replace("y = Add(n, beta[64])", "y = Identity(n)")), 0);
    assertTrue(growth(hidden + none) > 1);
  }

  private static double growth(String script) {
    Value x = new Value("x", ElementType.FLOAT, Optional.of(Shape.of(32, 64)));
    return predict(Script.drawn(1, List.of(x), script)).scores().orElseThrow().signalGrowth();
  }

  @Test
  void nothing_is_predicted_across_an_operator_nobody_knows() {
    SignalPropagation signal =
        predict(
            net()
                .dense(WIDTH, WIDTH, Fill.he())
                .opaque("Mystery")
                .dense(WIDTH, 10, Fill.lecun())
                .build());

    assertEquals(Optional.of("operator Mystery is not modelled (opaque1)"), signal.abstained());
    assertTrue(signal.layers().isEmpty());
    assertTrue(signal.scores().isEmpty());
  }

  @Test
  void nothing_is_predicted_where_the_outputs_are_the_same_whatever_the_weights() {
    SignalPropagation signal =
        predict(
            net()
                .dense(8, 8, Fill.he())
                .relu()
                .dense(8, 1, Fill.lecun())
                .apply("Softmax")
                .loss(Loss.SOFTMAX_CROSS_ENTROPY)
                .build());

    assertEquals(
        Optional.of("the loss has no gradient, whatever the last layer computes"),
        signal.abstained());
  }

  private static SignalPropagation predict(Graph graph) {
    return predict(graph, Assumptions.DEFAULT);
  }

  private static SignalPropagation predict(Graph graph, Assumptions assumptions) {
    return new Subject(graph, Map.of(), assumptions).signal();
  }

  private static LayerFlow first(SignalPropagation signal) {
    return signal.first().orElseThrow();
  }

  private static LayerFlow last(SignalPropagation signal) {
    return signal.layers().get(signal.layers().size() - 1);
  }
}
