import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.training.tracker.WarmUpTracker;

final class Prices {

  private Prices() {}

  static Trainer trainer() {
    SequentialBlock net = new SequentialBlock();
    net.add(BatchNorm.builder().build());
    for (int units = 64; units >= 16; units /= 2) {
      net.add(Linear.builder().setUnits(units).build()).add(Activation::relu);
    }
    net.add(Linear.builder().setUnits(1).build());
    Model model = Model.newInstance("prices");
    model.setBlock(net);
    Tracker rate =
        Tracker.warmUp()
            .setMainTracker(Tracker.factor().setBaseValue(0.02f).setFactor(0.5f).build())
            .optWarmUpBeginValue(0.001f)
            .optWarmUpSteps(100)
            .optWarmUpMode(WarmUpTracker.Mode.LINEAR)
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.l1Loss())
                .optOptimizer(
                    Optimizer.nag().setLearningRateTracker(rate).setMomentum(0.8f).build()));
    NDList first = new NDList(trainer.getManager().zeros(new Shape(50, 13), DataType.FLOAT32));
    trainer.initialize(first.getShapes());
    return trainer;
  }
}
