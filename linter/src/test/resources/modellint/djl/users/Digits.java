import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

final class Digits {

  private static final int HEIGHT = 28;
  private static final int WIDTH = 28;

  private Digits() {}

  static Trainer trainer() {
    Block block =
        new SequentialBlock()
            .add(
                Conv2d.builder()
                    .setKernelShape(new Shape(5, 5))
                    .optPadding(new Shape(2, 2))
                    .optBias(false)
                    .setFilters(6)
                    .build())
            .add(Activation::sigmoid)
            .add(Pool.avgPool2dBlock(new Shape(5, 5), new Shape(2, 2), new Shape(2, 2)))
            .add(Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(16).build())
            .add(Activation::sigmoid)
            .add(Pool.avgPool2dBlock(new Shape(5, 5), new Shape(2, 2), new Shape(2, 2)))
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(120).build())
            .add(Activation::sigmoid)
            .add(Linear.builder().setUnits(84).build())
            .add(Activation::sigmoid)
            .add(Linear.builder().setUnits(10).build());
    Model model = Model.newInstance("cnn");
    model.setBlock(block);
    Tracker rate =
        Tracker.multiFactor()
            .setSteps(new int[] {1000, 3000})
            .setBaseValue(0.9f)
            .optFactor(0.1f)
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build()));
    trainer.initialize(new Shape(256, 1, HEIGHT, WIDTH));
    return trainer;
  }
}
