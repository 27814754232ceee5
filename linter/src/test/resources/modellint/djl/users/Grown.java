import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;

final class Grown {

  private Grown() {}

  static Trainer trainer() {
    Model model = Model.newInstance("grown");
    model.setBlock(new Tower(new int[] {60, 40, 20}, 3));
    model.getBlock().setInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
    TrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss("loss"))
            .optOptimizer(Optimizer.adam().build());
    Trainer trainer = model.newTrainer(config);
    trainer.initialize(new Shape(16, 30));
    return trainer;
  }
}
