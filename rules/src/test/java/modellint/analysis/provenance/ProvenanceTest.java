package modellint.analysis.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import modellint.analysis.layer.Layers;
import modellint.analysis.provenance.Provenance.Origin;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private static final String DENSE = "y = Gemm(x, w[64,32], b[64]) transB=1";
  private final Random random = new Random(7);

  /** The script's graph with numbers in its parameters. */
  private static Provenance of(String text, Map<String, double[][]> numbers) {
    Graph bare = Script.graph(text);
    var parameters = new LinkedHashMap<>(bare.parameters());
    numbers.forEach(
        (name, rows) ->
            parameters.computeIfPresent(
                name,
                (key, it) ->
                    new Parameter(
                        name, it.shape(), it.type(), measured(it.shape(), rows), it.values())));
    Graph graph =
        new Graph(
            bare.name(),
            bare.nodes(),
            bare.inputs(),
            bare.outputs(),
            parameters,
            Map.of(),
            Set.of(),
            bare.training(),
            Map.of(),
            bare.place());
    return Provenance.of(graph, Layers.of(graph, Shapes.of(graph)));
  }

  private static Weights measured(Shape shape, double[][] rows) {
    double[] all =
        java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
    Moments whole = moments(all);
    double fourth = 0;
    long zeros = 0;
    for (double x : all) {
      fourth += Math.pow(x - whole.mean(), 4) / all.length;
      zeros += x == 0 ? 1 : 0;
    }
    double kurtosis = whole.variance() == 0 ? 0 : fourth / Math.pow(whole.variance(), 2);
    List<Moments> slices = new ArrayList<>();
    if (shape.rank() > 1) {
      java.util.Arrays.stream(rows).map(ProvenanceTest::moments).forEach(slices::add);
    }
    return new Weights.Measured(whole, kurtosis, zeros, 0, 0, slices, List.of());
  }

  private static Moments moments(double[] all) {
    double mean = 0;
    double second = 0;
    double largest = 0;
    for (double x : all) {
      mean += x / all.length;
      second += x * x / all.length;
      largest = Math.max(largest, Math.abs(x));
    }
    return new Moments(all.length, mean, second, largest);
  }

  private static double[][] draw(int rows, int columns, DoubleSupplier next) {
    double[][] drawn = new double[rows][columns];
    for (double[] row : drawn) {
      java.util.Arrays.setAll(row, i -> next.getAsDouble());
    }
    return drawn;
  }

  private double uniform(double bound) {
    return bound * (2 * random.nextDouble() - 1);
  }

  private String family(double[][] weight) {
    Provenance found = of(DENSE, Map.of("w", weight, "b", draw(1, 64, () -> 0)));
    return found.overall() + " " + found.family("w").map(InitFamily::name).orElse("none");
  }

  @Test
  void initialisers_are_named() {
    assertEquals("FRESH He normal (fan-in)", family(draw(64, 32, () -> random.nextGaussian() / 4)));
    assertEquals("FRESH Xavier uniform", family(draw(64, 32, () -> uniform(0.25))));
    assertEquals("FRESH PyTorch default", family(draw(64, 32, () -> uniform(1 / Math.sqrt(32)))));
    assertEquals("FRESH normal of 1.0", family(draw(64, 32, random::nextGaussian)));
    assertEquals("FRESH normal of 0.02", family(draw(64, 32, () -> 0.02 * random.nextGaussian())));
    assertEquals("FRESH constant", family(draw(64, 32, () -> 0.5)));
    assertEquals("FRESH zeros", family(draw(64, 32, () -> 0)));
  }

  @Test
  void an_identity_is_named() {
    double[][] identity = draw(64, 32, () -> 0);
    for (int i = 0; i < 32; i++) {
      identity[i][i] = 1;
    }

    assertEquals("FRESH identity", family(identity));
  }

  @Test
  void rows_of_unequal_size_have_been_trained() {
    double[][] weight = draw(64, 32, random::nextGaussian);
    for (int row = 0; row < 64; row++) {
      for (int i = 0; i < 32; i++) {
        weight[row][i] *= 0.1 + 0.01 * row;
      }
    }

    assertEquals("TRAINED none", family(weight));
  }

  @Test
  void rows_with_means_of_their_own_have_been_trained() {
    double[][] weight = draw(64, 32, random::nextGaussian);
    for (double[] row : weight) {
      double shift = 0.5 * random.nextGaussian();
      for (int i = 0; i < 32; i++) {
        row[i] += shift;
      }
    }

    assertEquals("TRAINED none", family(weight));
  }

  @Test
  void a_bias_that_is_neither_zero_nor_uniform_says_that_the_model_is_trained() {
    double[][] weight = draw(64, 32, () -> random.nextGaussian() / 4);
    Provenance found =
        of(DENSE, Map.of("w", weight, "b", draw(1, 64, () -> 0.01 * random.nextGaussian())));

    assertEquals(Origin.TRAINED, found.overall());
    assertEquals(Origin.TRAINED, found.origin("b"));
    assertEquals(Origin.UNKNOWN, found.origin("w"));
  }

  @Test
  void biases_of_pytorch_are_uniform() {
    Provenance found =
        of(
            DENSE,
            Map.of(
                "w", draw(64, 32, () -> uniform(1 / Math.sqrt(32))),
                "b", draw(1, 64, () -> uniform(1 / Math.sqrt(32)))));

    assertEquals(Origin.FRESH, found.overall());
    assertEquals(Optional.of("PyTorch default"), found.family("b").map(InitFamily::name));
  }

  @Test
  void unequal_scales_of_a_normalisation_have_been_learned() {
    Provenance found =
        of(
            "h = Gemm(x, w[64,32]) transB=1\ny = LayerNormalization(h, g[64])",
            Map.of(
                "w", draw(64, 32, () -> random.nextGaussian() / 4),
                "g", draw(1, 64, () -> 1 + 0.01 * random.nextGaussian())));

    assertEquals(Origin.TRAINED, found.overall());
  }

  @Test
  void an_element_that_pytorch_cut_at_minus_two_is_no_training() {
    double[][] weight = draw(64, 32, () -> 0.02 * random.nextGaussian());
    weight[3][4] = -2;

    assertEquals("FRESH normal of 0.02", family(weight));
  }

  @Test
  void few_numbers_decide_nothing() {
    Provenance found = of("y = MatMul(x, w[6,6])", Map.of("w", draw(6, 6, random::nextGaussian)));

    assertEquals(Origin.UNKNOWN, found.origin("w"));
    assertEquals(Origin.UNKNOWN, found.overall());
  }

  @Test
  void a_convolution_under_a_made_up_name_has_a_batch_norm_inside() {
    String text = "y = Conv(x, onnx::Conv_12[16,3,3,3], onnx::Conv_13[16])";
    Map<String, double[][]> numbers =
        Map.of(
            "onnx::Conv_12", draw(16, 27, random::nextGaussian),
            "onnx::Conv_13", draw(1, 16, random::nextGaussian));

    assertEquals(Origin.FOLDED, of(text, numbers).overall());
  }

  @Test
  void declared_weights_are_declared_and_integers_quantised() {
    Graph declared = Net.net().dense(32, 64, Fill.he()).build();
    Layers layers = Layers.of(declared, Shapes.of(declared));
    Provenance quantised =
        of(
            "y = MatMulInteger(x, w[32,64]:INT8)",
            Map.of("w", draw(32, 64, () -> random.nextInt(100))));

    assertEquals(Origin.DECLARED, Provenance.of(declared, layers).overall());
    assertEquals(Origin.QUANTISED, quantised.overall());
    assertEquals(Optional.empty(), quantised.family("w"));
  }

  @Test
  void unknown_weights_stay_unknown() {
    assertEquals(Origin.UNKNOWN, of(DENSE, Map.of()).overall());
  }
}
