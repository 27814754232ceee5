import ai.djl.Model;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.TrainingConfig;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** Where a program keeps the parts of its networks. */
final class Networks {

  private static final int BRANCH = 8;

  private Networks() {}

  static Model model(String name, int classes) {
    Model model = Model.newInstance(name);
    SequentialBlock net = new SequentialBlock();
    net.add(branches(BRANCH)).add(branches(2 * BRANCH)).add(head(classes));
    model.setBlock(net);
    return model;
  }

  static TrainingConfig config(float rate) {
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(sgd(rate));
  }

  private static Optimizer sgd(float rate) {
    return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
  }

  private static Block branches(int filters) {
    ParallelBlock both =
        new ParallelBlock(
            outputs ->
                new NDList(
                    NDArrays.concat(new NDList(outputs.get(0).head(), outputs.get(1).head()), 1)));
    both.add(convolution(filters, 1)).add(convolution(filters, 5));
    return new SequentialBlock()
        .add(both)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
  }

  private static Block convolution(int filters, int side) {
    Conv2d.Builder convolution = Conv2d.builder();
    convolution.setKernelShape(new Shape(side, side)).setFilters(filters);
    if (side > 1) {
      convolution.optPadding(new Shape(side / 2, side / 2));
    }
    return new SequentialBlock().add(convolution.build()).add(Activation::relu);
  }

  private static Block head(int classes) {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(classes).build());
  }
}
