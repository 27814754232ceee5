package modellint.verify.gradient;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Norm;
import modellint.verify.run.Stored;
import modellint.verify.tape.Type;

/**
 * The gradient of a random projection of the outputs against central differences along a random
 * direction over all real inputs: (L(x + hv) - L(x - hv)) / 2h = v . dL/dx.
 */
final class FiniteDifferences {

  /** What came out: the relative error at the best step and point. */
  record Outcome(double error, double expected, double found, Map<String, String> cuts) {}

  private static final double[] STEPS = {1e-2, 1e-3, 1e-4};

  /** Points tried, the one given first. */
  private static final int POINTS = 5;

  /** Below this error no other point is tried. */
  private static final double GOOD = 0.01;

  private static final double ASIDE = 0.05;

  private final Registry registry;

  FiniteDifferences(Registry registry) {
    this.registry = registry;
  }

  Outcome check(ModelProto model, Map<String, Block> given) {
    return check(model, given, Set.of());
  }

  /** {@code still} names inputs that are neither moved nor differentiated by. */
  Outcome check(ModelProto model, Map<String, Block> given, Set<String> still) {
    var feeds = new LinkedHashMap<>(given);
    ModelProto open = opened(model, feeds);
    Set<String> sources = new LinkedHashSet<>();
    feeds.forEach(
        (name, block) -> {
          if (Type.isReal(block.type()) && block.count() > 0 && !still.contains(name)) {
            sources.add(name);
          }
        });
    var request = new Request(sources, sources, Set.of(), Set.of());
    try (var differentiated = Differentiated.of(open, feeds, request, registry)) {
      Outcome best = at(differentiated, feeds, sources);
      for (int k = 1; k < POINTS && !(best.error() < GOOD); k++) {
        Outcome next = at(differentiated, moved(feeds, aside(feeds, sources, k), 1), sources);
        best = best.error() <= next.error() ? best : next;
      }
      return best;
    }
  }

  private Outcome at(Differentiated model, Map<String, Block> feeds, Set<String> sources) {
    var random = new Random(7);
    var direction = new LinkedHashMap<String, double[]>();
    for (String source : sources) {
      direction.put(source, random.doubles(feeds.get(source).count(), -1, 1).toArray());
    }
    var cotangents = new LinkedHashMap<String, Block>();
    var result =
        model.run(
            feeds,
            outputs -> {
              outputs.forEach((name, block) -> cotangents.put(name, cotangent(block, random)));
              return cotangents;
            });
    double found = 0;
    for (String source : sources) {
      Block gradient = result.gradients().get(source);
      if (gradient != null) {
        found += dot(gradient.reals(), direction.get(source));
      }
    }
    double best = Double.POSITIVE_INFINITY;
    double expected = Double.NaN;
    for (double step : STEPS) {
      double up = loss(model, moved(feeds, direction, step), cotangents);
      double down = loss(model, moved(feeds, direction, -step), cotangents);
      double slope = (up - down) / (2 * step);
      double error = Math.abs(slope - found) / Math.max(Math.abs(slope), Math.abs(found));
      if (slope == found) {
        error = 0;
      }
      if (error < best || Double.isNaN(expected)) {
        best = Math.min(best, error);
        expected = slope;
      }
    }
    return new Outcome(best, expected, found, model.cuts());
  }

  /** A little way off, where the point as given lies on a kink or on a tie. */
  private static Map<String, double[]> aside(
      Map<String, Block> feeds, Set<String> sources, int seed) {
    var random = new Random(seed);
    var aside = new LinkedHashMap<String, double[]>();
    for (String source : sources) {
      double[] values = feeds.get(source).reals();
      double largest = Norm.of(values).isFinite() ? Norm.of(values).largest() : 1;
      double most = ASIDE * (largest == 0 ? 1 : largest);
      aside.put(source, random.doubles(values.length, -most, most).toArray());
    }
    return aside;
  }

  /** What is infinite or not a number cannot be compared. */
  private static Block cotangent(Block output, Random random) {
    double[] values = output.reals();
    double[] cotangent = random.doubles(values.length, -1, 1).toArray();
    for (int i = 0; i < values.length; i++) {
      cotangent[i] = Double.isFinite(values[i]) ? cotangent[i] : 0;
    }
    return output.with(cotangent);
  }

  private static double loss(
      Differentiated model, Map<String, Block> feeds, Map<String, Block> cotangents) {
    Map<String, Block> outputs = model.run(feeds, values -> cotangents).outputs();
    return outputs.entrySet().stream()
        .mapToDouble(it -> dot(it.getValue().reals(), cotangents.get(it.getKey()).reals()))
        .sum();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += b[i] == 0 ? 0 : a[i] * b[i];
    }
    return sum;
  }

  private static Map<String, Block> moved(
      Map<String, Block> feeds, Map<String, double[]> direction, double step) {
    var moved = new LinkedHashMap<>(feeds);
    direction.forEach(
        (name, along) -> {
          double[] values = feeds.get(name).reals();
          for (int i = 0; i < values.length; i++) {
            values[i] += step * along[i];
          }
          moved.put(name, feeds.get(name).with(values));
        });
    return moved;
  }

  /** Float initialisers become inputs, so that they can be moved. */
  private static ModelProto opened(ModelProto model, Map<String, Block> feeds) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    var inputs = new HashSet<String>();
    model.getGraph().getInputList().forEach(it -> inputs.add(it.getName()));
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      boolean real = Type.isReal(tensor.getDataType());
      if (!real) {
        graph.addInitializer(tensor);
        continue;
      }
      feeds.putIfAbsent(tensor.getName(), Stored.block(tensor));
      if (!inputs.contains(tensor.getName())) {
        graph.addInput(
            ValueInfoProto.newBuilder()
                .setName(tensor.getName())
                .setType(
                    TypeProto.newBuilder()
                        .setTensorType(
                            TypeProto.Tensor.newBuilder().setElemType(tensor.getDataType()))));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }
}
