import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;

/** The rows of an image read one after the other; what is normalised are the rows. */
final class SequenceOfRows {

  private SequenceOfRows() {}

  static final Shape INPUT = new Shape(32, 1, 28, 28);

  static Block network() {
    return new SequentialBlock()
        .addSingleton(image -> image.reshape(image.getShape().get(0), -1, image.getShape().get(3)))
        .add(LSTM.builder().setStateSize(64).setNumLayers(1).build())
        .add(BatchNorm.builder().optMomentum(0.9f).build())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(10).build());
  }

  static DefaultTrainingConfig training() {
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());
  }

  static void train() {
    try (Model model = Model.newInstance("rows")) {
      model.setBlock(network());
      try (Trainer trainer = model.newTrainer(training())) {
        trainer.initialize(new Shape(32, 1, 28, 28));
      }
    }
  }
}
