import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

final class CatsAndDogs {

  private CatsAndDogs() {}

  static Trainer trainer() {
    SequentialBlock block = new SequentialBlock();
    for (int filters : new int[] {32, 64, 128}) {
      block
          .add(
              Conv2d.builder()
                  .setKernelShape(new Shape(3, 3))
                  .optPadding(new Shape(1, 1))
                  .setFilters(filters)
                  .build())
          .add(BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build())
          .add(Activation.leakyReluBlock(0.1f))
          .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
    }
    block.add(Blocks.batchFlattenBlock());
    block.add(Dropout.builder().optRate(0.3f).build());
    block.add(Linear.builder().setUnits(1).build());
    Model model = Model.newInstance("cats and dogs");
    model.setBlock(block);
    Tracker rate =
        Tracker.cosine().setBaseValue(1e-3f).optFinalValue(1e-5f).setMaxUpdates(5000).build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                .optOptimizer(Adam.builder().optLearningRateTracker(rate).build()));
    trainer.initialize(new Shape(16, 3, 64, 64));
    return trainer;
  }
}
