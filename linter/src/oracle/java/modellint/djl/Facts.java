package modellint.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import ai.djl.util.Pair;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import modellint.analysis.learning.RateCurve;
import modellint.analysis.shape.Shapes;
import modellint.definition.Definition;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/** What a trainer of the library says of its network, against what is read. */
final class Facts {

  private Facts() {}

  /** The engine runs by itself, on one thread, from the libraries at hand. */
  static Map<String, String> ofEngine() {
    return Map.of(
        "ai.djl.offline", "true",
        "OPT_OUT_TRACKING", "true",
        "DJL_CACHE_DIR", java.nio.file.Path.of("target", "djl").toAbsolutePath().toString(),
        "ai.djl.pytorch.num_threads", "1",
        "ai.djl.pytorch.num_interop_threads", "1");
  }

  static List<String> differences(Definition read, Trainer trainer) {
    var wrong = new ArrayList<String>();
    BiConsumer<String, List<?>> check =
        (what, sides) -> {
          if (!String.valueOf(sides.get(0)).equals(String.valueOf(sides.get(1)))) {
            wrong.add(what + ": read " + sides.get(0) + ", is " + sides.get(1));
          }
        };
    long total = 0;
    long trained = 0;
    for (Pair<String, Parameter> it : trainer.getModel().getBlock().getParameters()) {
      NDArray array = it.getValue().getArray();
      total += array.size();
      trained += it.getValue().requiresGradient() ? array.size() : 0;
      parameter(read.graph(), it.getKey(), it.getValue(), check);
    }
    check.accept("parameters", List.of(read.parameters(), total));
    check.accept("trained", List.of(read.trainable(), trained));
    check.accept("output", List.of(output(read.graph(), trainer), output(trainer)));
    training(read.graph().training(), trainer, check);
    return wrong;
  }

  private static void parameter(
      Graph graph, String name, Parameter made, BiConsumer<String, List<?>> check) {
    var declared = graph.parameters().get(name);
    if (declared == null) {
      check.accept(name, List.of("nothing", made));
      return;
    }
    check.accept(
        name, List.of(shape(declared.shape()), shape(made.getArray().getShape().getShape())));
    if (!(declared.weights() instanceof Weights.Declared it)) {
      check.accept(name, List.of(declared.weights(), "declared"));
      return;
    }
    Init init = it.init();
    double expected = init.secondMoment();
    NDArray drawn = made.getArray();
    double measured = 0;
    int draws = 0;
    for (long n = 0; n < 20_000 && draws < 200; n += drawn.size(), draws++) {
      NDArray again =
          made.getInitializer()
              .initialize(drawn.getManager(), drawn.getShape(), drawn.getDataType());
      measured += again.square().mean().getFloat();
      again.close();
    }
    measured /= draws;
    // The mean square of a sample scatters by sqrt(2/n) of itself.
    double tolerance = expected * (6 * Math.sqrt(2.0 / (draws * drawn.size())) + 1e-3);
    boolean same = Math.abs(measured - expected) <= tolerance;
    check.accept(name + " is drawn", List.of(same ? "" : expected, same ? "" : measured));
  }

  /** Without the leading ones that operators of ONNX want. */
  private static String shape(Shape shape) {
    return shape.dims().stream()
        .map(Object::toString)
        .dropWhile("1"::equals)
        .collect(Collectors.joining("x"));
  }

  private static String shape(long[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(Long::toString)
        .dropWhile("1"::equals)
        .collect(Collectors.joining("x"));
  }

  private static String output(Graph graph, Trainer trainer) {
    var inputs = new HashMap<String, Shape>();
    var given = trainer.getModel().getBlock().getInputShapes();
    for (int i = 0; i < graph.inputs().size(); i++) {
      inputs.put(graph.inputs().get(i).name(), Shape.of(given[i].getShape()));
    }
    Shapes shapes = Shapes.of(graph, inputs);
    return graph.outputs().stream()
        .map(it -> shapes.shape(it.name()).map(Facts::shape).orElse("unknown"))
        .collect(Collectors.joining(";"));
  }

  private static String output(Trainer trainer) {
    var inputs = new NDList();
    for (var shape : trainer.getModel().getBlock().getInputShapes()) {
      inputs.add(trainer.getManager().ones(shape));
    }
    return trainer.forward(inputs).stream()
        .map(it -> shape(it.getShape().getShape()))
        .collect(Collectors.joining(";"));
  }

  private static void training(Training read, Trainer trainer, BiConsumer<String, List<?>> check) {
    Object server = field(field(trainer, "parameterStore"), "parameterServer");
    var optimizer = (Optimizer) field(server, "optimizer");
    String name = optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Map<String, Object> fields = fields(optimizer);
    var tracker = Optional.ofNullable((ParameterTracker) fields.get("learningRateTracker"));
    float decay = ((Number) fields.getOrDefault("weightDecays", 0f)).floatValue();
    float clip = ((Number) fields.getOrDefault("clipGrad", 0f)).floatValue();
    check.accept("optimizer", List.of(read.optimizer().orElse(""), name));
    check.accept(
        "rate",
        List.of(
            read.learningRate().map(Double::floatValue).map(Object::toString).orElse("none"),
            tracker.map(it -> Float.toString(it.getNewValue("any", 0))).orElse("none")));
    tracker.ifPresent(it -> schedule(read, it, check));
    String loss = trainer.getLoss().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    // What picks one of several outputs is told as what it picks for.
    if (!loss.equals("indexloss")) {
      check.accept(
          "loss", List.of(read.details().lossName().orElse("").replaceAll("-.*", ""), loss));
    }
    Optional<Double> decays = name.equals("adamw") ? read.weightDecay() : read.l2();
    check.accept("decay", List.of(decays.map(Double::floatValue).orElse(0f), decay));
    check.accept(
        "clipping",
        List.of(read.clipping().map(it -> (float) it.threshold()).orElse(0f), Math.max(0f, clip)));
    var numbers = new TreeMap<String, Float>();
    read.details().hyperparameters().forEach((key, value) -> numbers.put(key, value.floatValue()));
    for (String key : numbers.keySet()) {
      check.accept(key, List.of(numbers.get(key), fields.getOrDefault(key, "nothing")));
    }
  }

  /** The rate at each of some updates. */
  private static void schedule(
      Training read, ParameterTracker tracker, BiConsumer<String, List<?>> check) {
    Optional<RateCurve> curve = read.details().schedule().map(RateCurve::new);
    for (int update : List.of(1, 2, 5, 6, 10, 11, 19, 31, 60)) {
      double expected = tracker.getNewValue("any", update);
      OptionalDouble told =
          curve.isPresent()
              ? curve.get().at(update)
              : OptionalDouble.of(read.learningRate().orElse(Double.NaN));
      boolean same =
          told.isPresent() && Math.abs(told.getAsDouble() - expected) <= 1e-4 * expected + 1e-7;
      check.accept("rate at update " + update, List.of(same ? "" : told, same ? "" : expected));
    }
  }

  private static Object field(Object object, String name) {
    return Optional.ofNullable(fields(object).get(name)).orElseThrow();
  }

  /** The fields of an object and of what its class inherits from. */
  private static Map<String, Object> fields(Object object) {
    var all = new TreeMap<String, Object>();
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        try {
          field.setAccessible(true);
          Optional.ofNullable(field.get(object)).ifPresent(it -> all.put(field.getName(), it));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return all;
  }
}
