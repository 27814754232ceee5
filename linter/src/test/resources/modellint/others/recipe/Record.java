import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes the network of each definition with its library and writes what the library says of it. A
 * network that asks for sizes is made with two choices of them: what differs is unknown to a reader
 * of the source.
 */
class Record {

  private static final List<String> EXECUTED =
      List.of(
          "BoardValue",
          "ExclusiveOr",
          "Flowers",
          "Irises",
          "PenStrokes",
          "Photographs",
          "RedrawnWeights",
          "SequenceOfRows",
          "YearsAhead");

  private static final Object[][] SIZES = {{16, 10}, {24, 7}};
  private static final int NETWORKS = 20;

  /** A weighted layer: what it gives, its function where the library knows it, its numbers. */
  record Layer(String shape, String function, long parameters, double[] weights) {}

  /** What the library says of a network: layers in order, then sums, then how it is trained. */
  record Network(List<Layer> layers, long parameters, long trainable, List<String> training) {}

  public static void main(String[] folder) throws Exception {
    Path here = Path.of(folder[0]);
    try (var models = new PrintWriter(here.resolve("models.csv").toFile(), "UTF-8");
        var layers = new PrintWriter(here.resolve("layers.csv").toFile(), "UTF-8")) {
      models.print(
          "definition,layers,parameters,trainable,"
              + "optimizer,rate,momentum,schedule,clipping,l1,l2,decay,loss\n");
      layers.print("definition,layer,shape,function,parameters,drawn,deviation\n");
      for (String name : EXECUTED) {
        Network first = made(name, 0);
        Network second = made(name, 1);
        models.printf(
            "%s,%d,%s,%s,%s%n",
            name,
            first.layers().size(),
            same(first.parameters(), second.parameters()),
            same(first.trainable(), second.trainable()),
            String.join(",", first.training()));
        for (int i = 0; i < first.layers().size(); i++) {
          layers.print(name + "," + i + "," + line(name, i, first, second) + "\n");
        }
      }
    }
  }

  private static String line(String name, int at, Network first, Network second) throws Exception {
    Layer one = first.layers().get(at);
    Layer other = second.layers().get(at);
    String rest = one.function() + "," + same(one.parameters(), other.parameters());
    if (one.weights().length != other.weights().length) {
      return same(one.shape(), other.shape()) + "," + rest + ",0,unknown";
    }
    var all = new ArrayList<Double>();
    for (int i = 0; i < NETWORKS; i++) {
      Arrays.stream(made(name, 0).layers().get(at).weights()).forEach(all::add);
    }
    double mean = all.stream().mapToDouble(it -> it).average().orElseThrow();
    double square = all.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum() / all.size();
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%.6f",
        same(one.shape(), other.shape()),
        rest,
        all.size(),
        Math.sqrt(square));
  }

  private static Object same(Object one, Object other) {
    return one.equals(other) ? one : "unknown";
  }

  private static Network made(String name, int sizes) throws Exception {
    Class<?> type = Class.forName(name);
    Method method =
        Arrays.stream(type.getDeclaredMethods())
            .filter(it -> it.getName().equals("network"))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    int asked = method.getParameterCount();
    Object[] arguments =
        Arrays.copyOfRange(SIZES[sizes], SIZES[sizes].length - asked, SIZES[sizes].length);
    Object network = method.invoke(null, arguments);
    if (network instanceof ai.djl.nn.Block block) {
      return Djl.of(block, type);
    }
    if (network instanceof smile.classification.MLP it) {
      return Small.smile(it);
    }
    if (network instanceof org.neuroph.nnet.MultiLayerPerceptron it) {
      return Small.neuroph(it);
    }
    if (network instanceof org.encog.neural.networks.BasicNetwork it) {
      return Small.encog(it);
    }
    return Small.deepNetts((deepnetts.net.NeuralNetwork<?>) network);
  }
}
