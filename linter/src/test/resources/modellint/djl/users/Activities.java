import ai.djl.Model;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

final class Activities {

  private Activities() {}

  static Trainer trainer() {
    SequentialBlock block = new SequentialBlock();
    block.add(
        new LSTM.Builder()
            .setStateSize(32)
            .setNumLayers(2)
            .optDropRate(0.2f)
            .optReturnState(false)
            .build());
    block.addSingleton(it -> it.get(new NDIndex(":, -1, :")));
    block.add(Dropout.builder().optRate(0.5f).build());
    block.add(Linear.builder().setUnits(6).build());
    Model model = Model.newInstance("activity");
    model.setBlock(block);
    DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());
    config.optOptimizer(
        Adam.builder().optLearningRateTracker(Tracker.fixed(0.002f)).optClipGrad(5f).build());
    Trainer trainer = model.newTrainer(config);
    trainer.initialize(new Shape(8, 128, 9));
    return trainer;
  }
}
