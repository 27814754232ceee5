import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;

final class Residuals {

  private Residuals() {}

  private static SequentialBlock convolution(int filters, int stride) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .optStride(new Shape(stride, stride))
                .optBias(false)
                .setFilters(filters)
                .build())
        .add(BatchNorm.builder().build());
  }

  private static Block residual(int filters, int stride, boolean project) {
    SequentialBlock left = convolution(filters, stride);
    left.add(Activation::relu);
    left.add(convolution(filters, 1));
    Block right = Blocks.identityBlock();
    if (project) {
      right =
          Conv2d.builder()
              .setKernelShape(new Shape(1, 1))
              .optStride(new Shape(stride, stride))
              .setFilters(filters)
              .build();
    }
    return new ParallelBlock(
        list -> {
          NDArray one = list.get(0).singletonOrThrow();
          return new NDList(Activation.relu(one.add(list.get(1).singletonOrThrow())));
        },
        Arrays.asList(left, right));
  }

  static Trainer trainer() {
    SequentialBlock net = convolution(16, 1);
    net.add(Activation::relu);
    int filters = 16;
    for (int stage = 0; stage < 3; stage++) {
      for (int i = 0; i < 2; i++) {
        boolean first = i == 0 && stage > 0;
        net.add(residual(filters, first ? 2 : 1, first));
      }
      filters *= 2;
    }
    net.add(Pool.globalAvgPool2dBlock());
    net.add(Linear.builder().setUnits(10).build());
    Model model = Model.newInstance("resnet");
    model.setBlock(net);
    Optimizer optimizer =
        Optimizer.sgd()
            .setRescaleGrad(1f / 64)
            .setLearningRateTracker(Tracker.fixed(0.05f))
            .optMomentum(0.9f)
            .optWeightDecays(1e-4f)
            .optClipGrad(1f)
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(optimizer));
    trainer.initialize(new Shape(64, 3, 32, 32));
    return trainer;
  }
}
