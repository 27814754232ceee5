package modellint.verify.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modellint.analysis.signal.Assumptions;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.onnx.proto.ModelProto;
import modellint.rule.Subject;
import modellint.verify.child.Limits;
import modellint.verify.gradient.Registry;
import modellint.verify.probe.Preparation;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.tape.Dims;

/**
 * One model forward and backward as the probe runs it, for {@code fixtures/recipes/race.py} to time
 * beside PyTorch: {@code Race MODEL SIZE...} runs once for every line that it reads and answers
 * with the seconds of processor time that this took. {@code Race} alone prints how the probe's
 * virtual machine is started.
 */
final class Race {

  private Race() {}

  public static void main(String[] arguments) throws IOException, ModelReadException {
    if (arguments.length == 0) {
      Limits.DEFAULT.javaOptions().forEach(System.out::println);
      return;
    }
    Path file = Path.of(arguments[0]);
    var shape = new long[arguments.length - 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Long.parseLong(arguments[i + 1]);
    }
    ModelProto model = Preparation.of(file);
    Map<String, Block> feeds =
        Map.of(model.getGraph().getInput(0).getName(), Block.of(shape, noise(shape, 1)));
    long start = processor();
    try (var differentiated = Differentiated.of(model, feeds, request(file), Registry.STANDARD);
        var commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      model = ModelProto.getDefaultInstance();
      System.out.println((processor() - start) / 1e9);
      while (commands.readLine() != null) {
        start = processor();
        differentiated.run(feeds, Race::cotangents);
        System.out.println((processor() - start) / 1e9);
      }
    }
  }

  /** What the probe asks for: the norm at every layer and of every weight's gradient. */
  private static Request request(Path file) throws ModelReadException {
    var subject = new Subject(OnnxReader.read(file), Map.of(), Assumptions.DEFAULT);
    List<String> weights = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    subject
        .layers()
        .all()
        .forEach(
            it -> {
              weights.add(it.weight().name());
              outputs.add(it.node().output());
            });
    var all = new LinkedHashSet<>(weights);
    all.addAll(outputs);
    return new Request(all, Set.of(), all, new LinkedHashSet<>(outputs));
  }

  private static Map<String, Block> cotangents(Map<String, Block> outputs) {
    var cotangents = new LinkedHashMap<String, Block>();
    outputs.forEach((name, it) -> cotangents.put(name, Block.of(it.shape(), noise(it.shape(), 2))));
    return cotangents;
  }

  private static float[] noise(long[] shape, long seed) {
    var values = new float[(int) Dims.count(shape)];
    var random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
