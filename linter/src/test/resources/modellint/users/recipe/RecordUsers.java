import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs each program of the named classes with its library and writes what the library made of it
 * into the two tables, in the place of what was there.
 */
class RecordUsers {

  private static final int NETWORKS = 20;

  /** More numbers than these tell a deviation no better. */
  private static final int ENOUGH = 200_000;

  /** A weighted layer: what it gives, its function, the numbers it has, its weights. */
  record Layer(String shape, String function, long parameters, double[] weights) {}

  /** Optimizer, rate, momentum, schedule, clipping, l1, l2, decay, loss. */
  record Network(List<Layer> layers, long parameters, long trainable, List<String> training) {
    static Network summed(List<Layer> layers, String... training) {
      long sum = layers.stream().mapToLong(Layer::parameters).sum();
      return new Network(layers, sum, sum, List.of(training));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      var models = new ArrayList<String>();
      var layers = new ArrayList<String>();
      Method[] programs = Class.forName(name).getDeclaredMethods();
      Arrays.sort(programs, java.util.Comparator.comparing(Method::getName));
      for (Method program : programs) {
        if (!Modifier.isPrivate(program.getModifiers()) && !program.isSynthetic()) {
          record(name + "." + program.getName(), program, models, layers);
        }
      }
      replace(folder.resolve("models.csv"), name, models);
      replace(folder.resolve("layers.csv"), name, layers);
    }
    System.exit(0);
  }

  private static void record(
      String definition, Method program, List<String> models, List<String> layers)
      throws Exception {
    program.setAccessible(true);
    var made = new ArrayList<Network>();
    for (int i = 0; i < NETWORKS && (i < 2 || made.get(0).parameters() * i < ENOUGH); i++) {
      made.add(network(program.invoke(null)));
    }
    Network first = made.get(0);
    models.add(
        String.format(
            Locale.ROOT,
            "%s,%d,%d,%d,%s",
            definition,
            first.layers().size(),
            first.parameters(),
            first.trainable(),
            String.join(",", first.training())));
    for (int i = 0; i < first.layers().size(); i++) {
      int at = i;
      Layer layer = first.layers().get(i);
      // What a seed draws again says no more.
      double[] drawn =
          Arrays.equals(layer.weights(), made.get(1).layers().get(i).weights())
              ? layer.weights()
              : made.stream()
                  .flatMapToDouble(it -> Arrays.stream(it.layers().get(at).weights()))
                  .toArray();
      layers.add(
          String.format(
              Locale.ROOT,
              "%s,%d,%s,%s,%d,%d,%.6f",
              definition,
              i,
              layer.shape(),
              layer.function(),
              layer.parameters(),
              drawn.length,
              deviation(drawn)));
    }
  }

  private static double deviation(double[] drawn) {
    double mean = Arrays.stream(drawn).average().orElseThrow();
    return Math.sqrt(Arrays.stream(drawn).map(it -> (it - mean) * (it - mean)).average().orElse(0));
  }

  private static void replace(Path table, String name, List<String> rows) throws IOException {
    List<String> lines = Files.readAllLines(table);
    Files.write(
        table,
        Stream.concat(
                lines.stream().limit(1),
                Stream.concat(
                    lines.stream().skip(1).filter(it -> !it.startsWith(name + ".")), rows.stream()))
            .toList());
  }

  private static Network network(Object made) throws Exception {
    String type = made.getClass().getName();
    if (made instanceof List<?> it) {
      return Torch.network(it);
    }
    if (type.startsWith("org.tensorflow.") || type.startsWith("org.tribuo.")) {
      return Graphs.network(made);
    }
    return Perceptrons.network(made);
  }

  /** A number as the report has it; empty where it is zero, which is off. */
  static String some(double value) {
    return value == 0 ? "" : Float.toString((float) value);
  }

  static Object field(Object of, String name) throws Exception {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      for (var it : type.getDeclaredFields()) {
        if (it.getName().equals(name)) {
          it.setAccessible(true);
          return it.get(of);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  static double number(Object of, String name) throws Exception {
    Object value = field(of, name);
    return value == null ? 0 : Double.parseDouble(value.toString());
  }

  /** The name of a function in the words of ONNX. */
  static String word(String name) {
    String lower = name.replaceAll("\\(.*", "").toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "", "linear" -> "";
      case "relu", "rectifier" -> "Relu";
      case "leakyrelu", "leaky", "leakey_rectifier" -> "LeakyRelu";
      // No operator of ONNX is one of these.
      case "elliott", "tanhshrink" -> "?";
      case "logsoftmax" -> "LogSoftmax";
      default -> Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    };
  }
}
