import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

final class Compression {

  private static final int HEIGHT = 28;
  private static final int WIDTH = 28;

  private Compression() {}

  static Trainer trainer() {
    Model model = Model.newInstance("autoencoder");
    model.setBlock(new Autoencoder(HEIGHT * WIDTH, 12));
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.l2Loss("reconstruction", 1f))
                .optInitializer(new NormalInitializer(0.05f), Parameter.Type.WEIGHT)
                .optOptimizer(
                    Optimizer.rmsprop()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .optRho(0.95f)
                        .build()));
    trainer.initialize(new Shape(128, HEIGHT * WIDTH));
    return trainer;
  }
}
