package modellint.verify.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.verify.gradient.Registry;
import modellint.verify.probe.Preparation;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.tape.Dims;

/**
 * Parameter gradients against PyTorch's in double precision, as {@code
 * fixtures/recipes/gradients.py} wrote them. {@code Parity DIRECTORY TRUTH.json} prints a row a
 * network.
 */
final class Parity {

  /** Gradients this small beside the largest are rounding alone, as of a bias before a norm. */
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * The parameter that is worst off.
   *
   * @param error relative error of the gradient, estimated from products with sign vectors
   * @param single relative error of PyTorch in single precision
   */
  record Worst(String parameter, double error, double single) {
    double ratio() {
      return error / single;
    }
  }

  private Parity() {}

  public static void main(String[] arguments) throws IOException {
    JsonObject truth =
        JsonParser.parseString(Files.readString(Path.of(arguments[1]))).getAsJsonObject();
    for (String name : truth.keySet()) {
      try {
        Worst worst = worst(Path.of(arguments[0]), truth.getAsJsonObject(name));
        System.out.printf(
            Locale.ROOT,
            "%-40s %4d %.1e %.1e %.2f %s%n",
            name,
            truth.getAsJsonObject(name).getAsJsonObject("parameters").size(),
            worst.error(),
            worst.single(),
            worst.ratio(),
            worst.parameter());
      } catch (RuntimeException e) {
        System.out.println(name + " FAILED " + e);
      }
    }
  }

  static Worst worst(Path directory, JsonObject network) throws IOException {
    Path file = directory.resolve(network.get("file").getAsString());
    ModelProto model = Preparation.of(ModelProto.parseFrom(Files.readAllBytes(file)), directory);
    var feeds = new LinkedHashMap<String, Block>();
    JsonObject inputs = network.getAsJsonObject("input");
    for (String name : inputs.keySet()) {
      long[] shape = longs(inputs.getAsJsonArray(name));
      long vocabulary = network.get("vocabulary").getAsLong();
      feeds.put(name, vocabulary > 0 ? tokens(shape, vocabulary) : uniform(shape, 0));
    }
    JsonObject parameters = network.getAsJsonObject("parameters");
    Set<String> names = parameters.keySet();
    var request = new Request(names, names, Set.of(), Set.of());
    try (var differentiated = Differentiated.of(model, feeds, request, Registry.STANDARD)) {
      if (!differentiated.cuts().isEmpty()) {
        throw new IllegalStateException(differentiated.cuts().toString());
      }
      var result = differentiated.run(feeds, Parity::cotangents);
      return worst(parameters, result.gradients());
    }
  }

  private static Map<String, Block> cotangents(Map<String, Block> outputs) {
    var cotangents = new HashMap<String, Block>();
    outputs.forEach(
        (name, block) -> cotangents.put(name, uniform(block.shape(), 1 + cotangents.size())));
    return cotangents;
  }

  private static Worst worst(JsonObject parameters, Map<String, Block> gradients) {
    double largest =
        parameters.keySet().stream()
            .mapToDouble(it -> parameters.getAsJsonObject(it).get("norm").getAsDouble())
            .max()
            .orElseThrow();
    Worst worst = new Worst("none", 0, 1);
    for (String name : parameters.keySet()) {
      JsonObject truth = parameters.getAsJsonObject(name);
      double norm = truth.get("norm").getAsDouble();
      if (norm < NEGLIGIBLE * largest) {
        continue;
      }
      Block gradient = gradients.get(name);
      if (gradient == null) {
        throw new IllegalStateException("no gradient by " + name);
      }
      double error = error(gradient.reals(), truth.getAsJsonArray("products")) / norm;
      var here = new Worst(name, error, truth.get("torch32").getAsDouble() / norm);
      worst = here.ratio() > worst.ratio() ? here : worst;
    }
    return worst;
  }

  /** E[(v . e)^2] = |e|^2 for independent signs v. */
  private static double error(double[] gradient, JsonArray products) {
    double squares = 0;
    for (int k = 0; k < products.size(); k++) {
      double product = 0;
      for (int i = 0; i < gradient.length; i++) {
        product += gradient[i] * (1 - 2 * (hash(i, 100 + k) & 1));
      }
      double missed = product - products.get(k).getAsDouble();
      squares += missed * missed;
    }
    return Math.sqrt(squares / products.size());
  }

  private static Block uniform(long[] shape, int key) {
    var values = new float[(int) Dims.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((hash(i, key) / 0x1p24 - 0.5) * 3.4641016151377544);
    }
    return Block.of(shape, values);
  }

  private static Block tokens(long[] shape, long vocabulary) {
    var values = new long[(int) Dims.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = hash(i, 0) % vocabulary;
    }
    return Block.of(shape, values);
  }

  private static long hash(long index, long key) {
    long mask = 0xFFFFFFFFL;
    long h = (index * 2654435761L + key * 40503 + 12345) & mask;
    h ^= h >> 16;
    h = (h * 2246822519L) & mask;
    h ^= h >> 13;
    h = (h * 3266489917L) & mask;
    h ^= h >> 16;
    return h >> 8;
  }

  private static long[] longs(JsonArray array) {
    var values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsLong();
    }
    return values;
  }
}
