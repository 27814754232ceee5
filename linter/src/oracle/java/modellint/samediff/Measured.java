package modellint.samediff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import modellint.graph.Loss;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What SameDiff makes of a graph over several seeds of weights, inputs and labels: normal inputs
 * {@code input}, labels {@code label} as the loss wants them.
 *
 * @param shapes of the variables that training changes, by name
 * @param deviations of each seed's weights, by variable of more than one dimension
 * @param gradients log10 of the RMS gradient, each over that of the last such variable
 */
record Measured(
    Map<String, List<Long>> shapes,
    Map<String, double[]> deviations,
    Map<String, double[]> gradients) {

  /** Makes a graph, its weights drawn anew. */
  interface Made {
    SameDiff graph() throws Throwable;
  }

  static Measured of(Made made, Loss loss, int batch, int seeds) throws Throwable {
    Map<String, double[]> deviations = new LinkedHashMap<>();
    Map<String, double[]> gradients = new LinkedHashMap<>();
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (int seed = 0; seed < seeds; seed++) {
      Nd4j.getRandom().setSeed(seed + 1L);
      SameDiff net = made.graph();
      shapes = shapes(net);
      List<String> weights =
          shapes.entrySet().stream()
              .filter(it -> it.getValue().size() > 1)
              .map(Map.Entry::getKey)
              .toList();
      Map<String, INDArray> found =
          net.calculateGradients(
              Map.of("input", normal(net, "input", batch), "label", labels(net, loss, batch)),
              weights);
      double last = root(found.get(weights.get(weights.size() - 1)));
      for (String weight : weights) {
        gradients.computeIfAbsent(weight, key -> new double[seeds])[seed] =
            Math.log10(root(found.get(weight)) / last);
        deviations.computeIfAbsent(weight, key -> new double[seeds])[seed] =
            net.getArrForVarName(weight).stdNumber(false).doubleValue();
      }
    }
    return new Measured(shapes, deviations, gradients);
  }

  private static Map<String, List<Long>> shapes(SameDiff net) {
    return net.variables().stream()
        .filter(it -> it.getVariableType() == VariableType.VARIABLE)
        .collect(
            Collectors.toMap(
                SDVariable::name,
                it -> Arrays.stream(it.getShape()).boxed().toList(),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  long elements(String variable) {
    return shapes.getOrDefault(variable, List.of()).stream().reduce(1L, (a, b) -> a * b);
  }

  long parameters() {
    return shapes.keySet().stream().mapToLong(this::elements).sum();
  }

  private static long[] shape(SameDiff net, String placeholder, int batch) {
    return Arrays.stream(net.getVariable(placeholder).placeholderShape())
        .map(it -> it < 0 ? batch : it)
        .toArray();
  }

  private static INDArray normal(SameDiff net, String placeholder, int batch) {
    return Nd4j.randn(DataType.FLOAT, shape(net, placeholder, batch));
  }

  /** One class for each row, events of even odds, or numbers. */
  private static INDArray labels(SameDiff net, Loss loss, int batch) {
    INDArray numbers = normal(net, "label", batch);
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> {
        INDArray most = numbers.max(true, numbers.rank() - 1);
        yield numbers.sub(most).gte(0).castTo(DataType.FLOAT);
      }
      case SIGMOID_CROSS_ENTROPY -> numbers.gt(0).castTo(DataType.FLOAT);
      case MSE, MAE, OTHER -> numbers;
    };
  }

  private static double root(INDArray array) {
    return array.norm2Number().doubleValue() / Math.sqrt(array.length());
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
