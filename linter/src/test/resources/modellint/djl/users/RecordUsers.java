import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.tracker.ParameterTracker;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Runs each program of this folder and writes what the library made of it. */
class RecordUsers {

  private static final List<String> PROGRAMS =
      List.of(
          "Activities",
          "CatsAndDogs",
          "Compression",
          "Digits",
          "Grown",
          "Helped",
          "Perceptron",
          "Prices",
          "Residuals",
          "Sentiment");

  public static void main(String[] folder) throws Exception {
    Path here = Path.of(folder[0]);
    try (var models = new PrintWriter(here.resolve("users-truth.csv").toFile(), "UTF-8");
        var parameters = new PrintWriter(here.resolve("users-params.csv").toFile(), "UTF-8")) {
      models.print("model,inputShape,numParams,numTrainable,outputShape,");
      models.print("optimizer,rate,momentum,clipping,decay,loss\n");
      parameters.print("model,name,type,shape,requiresGrad,rms\n");
      for (String name : PROGRAMS) {
        Method program = Class.forName(name).getDeclaredMethod("trainer");
        program.setAccessible(true);
        try (Trainer trainer = (Trainer) program.invoke(null)) {
          record(name, trainer, models, parameters);
        }
      }
    }
    System.exit(0);
  }

  private static void record(
      String name, Trainer trainer, PrintWriter models, PrintWriter parameters) throws Exception {
    Block block = trainer.getModel().getBlock();
    long total = 0;
    long trained = 0;
    for (var pair : block.getParameters()) {
      Parameter it = pair.getValue();
      var array = it.getArray();
      total += array.size();
      trained += it.requiresGradient() ? array.size() : 0;
      boolean drawn = it.getType() == Parameter.Type.WEIGHT;
      parameters.printf(
          Locale.ROOT,
          "%s,%s,%s,%s,%s,%s%n",
          name,
          pair.getKey(),
          it.getType(),
          joined(array.getShape()),
          it.requiresGradient(),
          drawn
              ? String.format(Locale.ROOT, "%.5g", Math.sqrt(array.square().mean().getFloat()))
              : "");
    }
    Shape in = block.describeInput().valueAt(0);
    models.printf(
        "%s,%s,%d,%d,%s,%s%n",
        name, joined(in), total, trained, output(block, in), training(trainer));
  }

  private static String output(Block block, Shape in) {
    try {
      return output(block, in, DataType.FLOAT32);
    } catch (EngineException e) {
      // An embedding takes the numbers of words.
      return output(block, in, DataType.INT64);
    }
  }

  private static String output(Block block, Shape in, DataType type) {
    try (NDManager manager = NDManager.newBaseManager()) {
      var store = new ParameterStore(manager, false);
      NDList out = block.forward(store, new NDList(manager.ones(in, type)), false);
      return out.stream().map(it -> joined(it.getShape())).collect(Collectors.joining(";"));
    }
  }

  private static String training(Trainer trainer) throws Exception {
    Object optimizer =
        field(field(field(trainer, "parameterStore"), "parameterServer"), "optimizer");
    String name = optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String tracker =
        Arrays.stream(optimizer.getClass().getDeclaredFields())
            .map(java.lang.reflect.Field::getName)
            .filter(it -> it.toLowerCase(Locale.ROOT).contains("learningratetracker"))
            .findFirst()
            .orElseThrow();
    float rate = ((ParameterTracker) field(optimizer, tracker)).getNewValue("any", 0);
    return String.join(
        ",",
        name,
        Float.toString(rate),
        name.equals("sgd") || name.equals("nag") ? field(optimizer, "momentum").toString() : "",
        some(field(optimizer, "clipGrad")),
        some(field(optimizer, "weightDecays")),
        trainer.getLoss().getClass().getSimpleName());
  }

  /** Zero is off, and so is a bound below it. */
  private static String some(Object value) {
    return (float) value > 0 ? value.toString() : "";
  }

  private static Object field(Object of, String name) throws Exception {
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

  private static String joined(Shape shape) {
    return LongStream.of(shape.getShape())
        .mapToObj(Long::toString)
        .collect(Collectors.joining("x"));
  }
}
