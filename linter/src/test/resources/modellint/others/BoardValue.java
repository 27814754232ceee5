import ai.djl.Model;
import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** What a move is worth: board, player and move side by side. */
final class BoardValue {

  private static final int FIELDS = 9;

  private BoardValue() {}

  static Block network() {
    var value = new SequentialBlock();
    value.add(
        it -> {
          NDList columns =
              new NDList(it.get(0), it.get(1).reshape(-1, 1), it.get(2).reshape(-1, 1));
          return new NDList(NDArrays.concat(columns, 1).toType(DataType.FLOAT32, true));
        });
    value.add(new Mlp(FIELDS + 2, 1, new int[] {20, 10}));
    return value;
  }

  static DefaultTrainingConfig training() {
    Optimizer slow = Adam.builder().optLearningRateTracker(Tracker.fixed(1e-4f)).build();
    return new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(slow);
  }

  static void train(int batch) {
    try (Model model = Model.newInstance("board")) {
      model.setBlock(network());
      try (Trainer trainer = model.newTrainer(training())) {
        trainer.initialize(new Shape(batch, FIELDS), new Shape(batch), new Shape(batch));
      }
    }
  }
}
