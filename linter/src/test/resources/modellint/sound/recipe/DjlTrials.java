import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import java.lang.reflect.Method;
import java.util.Map;

/** Steps of the trainer that the example makes. */
class DjlTrials implements TrainSound.Library {

  private static final int STEPS = 40;

  private static final Map<String, Shape> INPUTS =
      Map.of(
          "digits", new Shape(TrainSound.ROWS, 784),
          "dropped", new Shape(TrainSound.ROWS, 784),
          "images", new Shape(TrainSound.ROWS, 3, 32, 32),
          "line", new Shape(TrainSound.ROWS, 2),
          "rows", new Shape(TrainSound.ROWS, 28, 28));

  @Override
  public double[] train(Method example) throws Exception {
    Shape shape = INPUTS.get(example.getName());
    int outputs = example.getName().equals("line") ? 1 : 10;
    var rows =
        TrainSound.Rows.of((int) (shape.size() / TrainSound.ROWS), outputs, false);
    try (Trainer trainer = (Trainer) example.invoke(null)) {
      NDManager manager = trainer.getManager();
      NDArray x = manager.create(flat(rows.x())).reshape(shape);
      NDArray y = manager.create(labels(rows)).reshape(TrainSound.ROWS, 1);
      double first = loss(trainer, x, y);
      double last = first;
      for (int step = 1; step < STEPS; step++) {
        last = loss(trainer, x, y);
      }
      return new double[] {first, last};
    }
  }

  /** The loss of all rows, by which one step is taken. */
  private static double loss(Trainer trainer, NDArray x, NDArray y) {
    NDArray loss;
    try (GradientCollector collector = trainer.newGradientCollector()) {
      loss = trainer.getLoss().evaluate(new NDList(y), trainer.forward(new NDList(x)));
      collector.backward(loss);
    }
    trainer.step();
    return loss.getFloat();
  }

  private static float[] flat(double[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return all;
  }

  private static float[] labels(TrainSound.Rows rows) {
    float[] labels = new float[TrainSound.ROWS];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.label(row);
    }
    return labels;
  }
}
