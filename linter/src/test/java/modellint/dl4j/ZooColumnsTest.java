package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@link ZooTest} leaves of the recorded tables: the order of layers, their sizes, windows and
 * losses, and each parameter with its shape and the moments of its first numbers.
 */
class ZooColumnsTest {

  private static final Zoo ZOO = new Zoo();

  private static final Map<String, String> INITIALISERS =
      Map.of("WeightInitXavier", "XAVIER", "WeightInitRelu", "RELU");

  private static final Map<String, Loss> LOSSES =
      Map.of(
          "LossMCXENT()", Loss.SOFTMAX_CROSS_ENTROPY,
          "LossNegativeLogLikelihood()", Loss.SOFTMAX_CROSS_ENTROPY);

  private static final Map<String, List<String>> PARTS =
      Map.of(
          "W", List.of("_W"),
          "RW", List.of("_RW", "_P"),
          "b", List.of("_b_io", "_b_f", "_b_c"));

  @TestFactory
  Stream<DynamicTest> layers_stand_in_the_librarys_order_with_its_sizes() {
    return each("layers", ZooColumnsTest::layers);
  }

  @TestFactory
  Stream<DynamicTest> every_parameter_has_the_librarys_shape_and_beginning() {
    return each(
        "params", (net, rows) -> assertAll(rows.stream().map(it -> () -> parameter(net, it))));
  }

  private interface Comparison {
    void of(Network net, List<Map<String, String>> rows);
  }

  private static Stream<DynamicTest> each(String table, Comparison comparison) {
    List<Map<String, String>> all = Csv.rows("zoo-" + table + ".csv");
    return Csv.rows("zoo-truth.csv").stream()
        .filter(it -> !cell(it, "numParams").isEmpty())
        .map(
            row ->
                DynamicTest.dynamicTest(
                    cell(row, "model"),
                    () ->
                        comparison.of(
                            ZOO.network(row),
                            all.stream()
                                .filter(it -> cell(it, "model").equals(cell(row, "model")))
                                .toList())));
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static void layers(Network net, List<Map<String, String>> rows) {
    assertEquals(
        rows.stream().map(it -> cell(it, "layerName")).toList(),
        net.layers().stream().map(LayerFact::name).toList());
    assertAll(rows.stream().map(it -> () -> layer(net, it)));
  }

  private static void layer(Network net, Map<String, String> truth) {
    LayerFact layer = net.layer(cell(truth, "layerName")).orElseThrow();
    LayerSettings it = layer.settings();
    String name = layer.name();
    // A loss layer of the library has no sizes of its own and says zero.
    if (!cell(truth, "nIn").isEmpty() && !cell(truth, "nOut").equals("0")) {
      assertEquals(cell(truth, "nIn"), layer.in().toString(), name);
      assertEquals(cell(truth, "nOut"), layer.out().toString(), name);
    }
    if (!cell(truth, "hasBias").isEmpty()) {
      assertEquals(cell(truth, "hasBias"), Boolean.toString(it.hasBias()), name);
    }
    if (!cell(truth, "gradNormThreshold").isEmpty()) {
      double threshold = Double.parseDouble(cell(truth, "gradNormThreshold"));
      assertEquals(threshold, it.threshold().orElse(1.0), name);
    }
    if (!cell(truth, "lossFn").isEmpty()) {
      assertEquals(
          Optional.ofNullable(LOSSES.get(cell(truth, "lossFn"))),
          net.definition().graph().training().loss(),
          name);
    }
    if (cell(truth, "activation").contains("(a=")) {
      String slope = cell(truth, "activation").replaceAll(".*a=|\\)", "");
      double drawn =
          net.definition().graph().nodes().stream()
              .filter(node -> node.is("LeakyRelu") && node.name().startsWith(name))
              .mapToDouble(node -> node.real("alpha", 0.01))
              .findFirst()
              .orElseThrow();
      assertEquals(Double.parseDouble(slope), drawn, 1e-7, name);
    }
    if (!cell(truth, "poolType").isEmpty()) {
      String drawn = cell(truth, "poolType").equals("MAX") ? "Max" : "Average";
      if (it.type().equals("GlobalPoolingLayer")) {
        drawn = "Global" + drawn;
      }
      List<String> pools =
          net.definition().graph().nodes().stream()
              .filter(node -> node.name().equals(name) || node.name().startsWith(name + "/"))
              .map(Node::type)
              .filter(type -> type.endsWith("Pool"))
              .toList();
      assertEquals(List.of(drawn + "Pool"), pools, name);
    }
    Optional<String> weight = layer.weight();
    if (weight.isPresent() && INITIALISERS.containsKey(cell(truth, "weightInit"))) {
      assertEquals(
          INITIALISERS.get(cell(truth, "weightInit")), init(net, weight.get()).name(), name);
    }
  }

  private static Init init(Network net, String parameter) {
    return ((Weights.Declared) named(net, parameter).weights()).init();
  }

  private static void parameter(Network net, Map<String, String> truth) {
    String key = cell(truth, "paramKey");
    // The library keeps the logarithm of a deviation, ONNX the variance.
    boolean logarithm = key.equals("log10stdev");
    String name = cell(truth, "layerName") + "_" + (logarithm ? "var" : key);
    if (net.layer(cell(truth, "layerName")).orElseThrow().settings().type().equals("GravesLSTM")) {
      parts(net, truth);
      return;
    }
    var parameter = named(net, name);
    assertEquals(ownAxes(cell(truth, "shape")), sorted(parameter.shape().dims()), name);
    assertEquals(cell(truth, "length"), parameter.shape().elements().toString(), name);
    double length = Double.parseDouble(cell(truth, "length"));
    Init init = init(net, name);
    double deviation = Double.parseDouble(cell(truth, "std"));
    double mean = Double.parseDouble(cell(truth, "mean"));
    mean = logarithm ? Math.pow(10, 2 * mean) : mean;
    // Means of a hundred million single-precision numbers bear the library's rounding.
    double tolerance =
        5 * Math.sqrt(init.variance() / length) + 0.01 * deviation + 1e-4 * Math.abs(mean);
    assertEquals(mean, init.mean(), tolerance + 1e-6, name);
    double scatter = 1e-4 + 5 / Math.sqrt(2 * length);
    assertEquals(deviation, Math.sqrt(init.variance()), deviation * scatter + 1e-6, name);
  }

  /** Peepholes stand among the recurrent weights there, and beside them in ONNX; biases by gate. */
  private static void parts(Network net, Map<String, String> truth) {
    long sum = 0;
    for (String part : PARTS.getOrDefault(cell(truth, "paramKey"), List.of())) {
      sum += named(net, cell(truth, "layerName") + part).shape().elements().size();
    }
    assertEquals(Long.parseLong(cell(truth, "length")), sum, cell(truth, "layerName"));
  }

  private static Parameter named(Network net, String name) {
    return Optional.ofNullable(net.definition().graph().parameters().get(name))
        .orElseThrow(() -> new AssertionError("no parameter " + name));
  }

  /** The library puts vectors into rows and a dense weight's inputs first: sizes in any order. */
  private static List<String> ownAxes(String shape) {
    return Arrays.stream(shape.replaceAll("[\\[\\] ]", "").split(",", -1)).sorted().toList();
  }

  private static List<String> sorted(List<Dim> dims) {
    return dims.stream().map(Dim::toString).sorted().collect(Collectors.toList());
  }
}
