import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

final class Perceptron {

  private static final int HEIGHT = 28;
  private static final int WIDTH = 28;

  private Perceptron() {}

  static Trainer trainer() {
    SequentialBlock block = new SequentialBlock();
    block.add(Blocks.batchFlattenBlock(HEIGHT * WIDTH));
    block.add(Linear.builder().setUnits(128).build());
    block.add(Activation::relu);
    block.add(Linear.builder().setUnits(64).build());
    block.add(Activation.reluBlock());
    block.add(Linear.builder().setUnits(10).build());

    Model model = Model.newInstance("mlp");
    model.setBlock(block);
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .addEvaluator(new Accuracy())
            .optOptimizer(
                Optimizer.sgd()
                    .setLearningRateTracker(Tracker.fixed(0.1f))
                    .optMomentum(0.9f)
                    .build())
            .addTrainingListeners(TrainingListener.Defaults.logging());
    Trainer trainer = model.newTrainer(config);
    trainer.initialize(new Shape(32, HEIGHT * WIDTH));
    return trainer;
  }
}
