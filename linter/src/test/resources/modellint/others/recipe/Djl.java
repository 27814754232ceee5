import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.ParameterStore;
import ai.djl.training.tracker.ParameterTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What DJL says of its blocks. */
class Djl {

  private Djl() {}

  static Record.Network of(Block block, Class<?> type) throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape[] inputs =
          type.getSimpleName().equals("BoardValue")
              ? new Shape[] {new Shape(8, 9), new Shape(8), new Shape(8)}
              : new Shape[] {new Shape(8, 1, 28, 28)};
      block.initialize(manager, DataType.FLOAT32, inputs);
      var layers = new ArrayList<Record.Layer>();
      collect(block, layers, manager);
      long sum = 0;
      long trainable = 0;
      for (Parameter it : block.getParameters().values()) {
        long size = it.getArray().getShape().size();
        sum += size;
        trainable += it.requiresGradient() ? size : 0;
      }
      var method = type.getDeclaredMethod("training");
      method.setAccessible(true);
      var config = (DefaultTrainingConfig) method.invoke(null);
      Object optimizer = config.getOptimizer();
      var rate = (ParameterTracker) Small.field(optimizer, "learningRateTracker");
      String loss = config.getLossFunction().getClass().getSimpleName();
      return new Record.Network(
          layers,
          sum,
          trainable,
          List.of(
              optimizer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
              Float.toString(rate.getNewValue("any", 0)),
              "",
              rate.getNewValue("any", 0) == rate.getNewValue("any", 100) ? "" : "moving",
              Small.some(optimizer, "clipGrad"),
              "",
              "",
              Small.some(optimizer, "weightDecays"),
              loss.equals("L2Loss")
                  ? "mse"
                  : loss.replace("SoftmaxCrossEntropyLoss", "softmax-cross-entropy")));
    }
  }

  /** The weighted layers in order, each with the function of the lambda behind it. */
  private static void collect(Block block, List<Record.Layer> layers, NDManager manager) {
    var children = block.getChildren().values();
    for (int i = 0; i < children.size(); i++) {
      Block it = children.get(i);
      if (it instanceof Linear || it instanceof RecurrentBlock) {
        Parameter weight = it.getDirectParameters().valueAt(0);
        float[] values = weight.getArray().toFloatArray();
        long sum =
            it.getDirectParameters().values().stream()
                .mapToLong(one -> one.getArray().getShape().size())
                .sum();
        Shape[] out = it.getOutputShapes(it.getInputShapes());
        String units = Long.toString(out[0].get(out[0].dimension() - 1));
        String function =
            i + 1 < children.size() && children.get(i + 1) instanceof LambdaBlock next
                ? function(next, manager)
                : "";
        double[] numbers =
            IntStream.range(0, values.length).mapToDouble(at -> values[at]).toArray();
        layers.add(new Record.Layer(units, function, sum, numbers));
      } else {
        collect(it, layers, manager);
      }
    }
  }

  private static String function(LambdaBlock block, NDManager manager) {
    NDArray probe = manager.create(new float[] {-1, 2}, new Shape(1, 2));
    NDArray out =
        block.forward(new ParameterStore(manager, false), new NDList(probe), false).get(0);
    float[] values = out.toFloatArray();
    return values[0] == 0 && values[1] == 2 ? "Relu" : values[0] == -1 ? "" : out.toString();
  }
}
