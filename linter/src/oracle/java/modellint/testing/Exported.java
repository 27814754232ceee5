package modellint.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Library;
import modellint.fuzz.Compiled;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Value;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.onnx.proto.ModelProto;

/**
 * A definition of a folder, made by its library and read by us: the weights that its export draws,
 * to be put into the library's network, and what the export's inputs are given.
 *
 * @param network what {@code definition()} of the file's class gives
 * @param weights by the name and in the order of the export
 * @param inputs by name, row by row
 */
public record Exported(
    String name,
    Object network,
    Map<String, float[]> weights,
    Map<String, List<Long>> shapes,
    Map<String, float[]> inputs) {

  public static final int EXAMPLES = 3;

  /** Every definition in {@code folder}. */
  public static List<Exported> in(Path folder, Library library)
      throws IOException, ModelWriteException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
    var sources = new LinkedHashMap<String, String>();
    for (Path file : files) {
      sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
    }
    var compiled = new Compiled(sources);
    var all = new ArrayList<Exported>();
    for (Map.Entry<String, String> it : sources.entrySet()) {
      all.add(of(it.getKey(), it.getValue(), compiled, library));
    }
    return all;
  }

  private static Exported of(String name, String text, Compiled compiled, Library library)
      throws IOException, ModelWriteException {
    Graph graph = Definitions.only(library, text).graph();
    var bytes = new ByteArrayOutputStream();
    OnnxWriter.write(graph, Draw.of(1), bytes);
    var weights = new LinkedHashMap<String, float[]>();
    var shapes = new HashMap<String, List<Long>>();
    for (var tensor : ModelProto.parseFrom(bytes.toByteArray()).getGraph().getInitializerList()) {
      if (tensor.getDataType() == 1) {
        var numbers = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        var floats = new float[numbers.remaining() / Float.BYTES];
        numbers.asFloatBuffer().get(floats);
        weights.put(tensor.getName(), floats);
        shapes.put(tensor.getName(), tensor.getDimsList());
      }
    }
    try {
      return new Exported(
          name,
          compiled.run(name),
          weights,
          shapes,
          graph.inputs().stream().collect(Collectors.toMap(Value::name, Exported::sines)));
    } catch (Throwable e) {
      throw new AssertionError(name, e);
    }
  }

  /** What the test that reads the record feeds as well. */
  private static float[] sines(Value input) {
    long size =
        input.shape().orElseThrow().dims().stream()
            .mapToLong(it -> it.equals(Dim.symbol("N")) ? EXAMPLES : it.size())
            .reduce(1, (a, b) -> a * b);
    var all = new float[Math.toIntExact(size)];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) StrictMath.sin(i + 1.0);
    }
    return all;
  }

  public float[] weight(String called) {
    return Optional.ofNullable(weights.get(called))
        .orElseThrow(() -> new AssertionError(called + " in " + weights.keySet()));
  }

  public boolean has(String called) {
    return weights.containsKey(called);
  }

  /** One example out of an input. */
  public float[] example(String input, int at) {
    float[] all =
        Optional.ofNullable(inputs.get(input))
            .orElseThrow(() -> new AssertionError(input + " in " + inputs.keySet()));
    int each = all.length / EXAMPLES;
    return Arrays.copyOfRange(all, at * each, (at + 1) * each);
  }
}
