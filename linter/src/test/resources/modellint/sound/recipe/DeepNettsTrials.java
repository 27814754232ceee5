import deepnetts.data.MLDataItem;
import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.AbstractLayer;
import deepnetts.net.train.BackpropagationTrainer;
import deepnetts.util.Tensor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import javax.visrec.ml.data.BasicDataSet;

/** Deep Netts' trainer, thirty times over the rows. */
class DeepNettsTrials implements TrainSound.Library {

  private static final int TIMES = 30;

  private record Item(Tensor input, Tensor target) implements MLDataItem {
    @Override
    public Tensor getInput() {
      return input;
    }

    @Override
    public Tensor getTargetOutput() {
      return target;
    }
  }

  @Override
  public double[] train(Method example) throws Exception {
    var network = (NeuralNetwork<?>) example.invoke(null);
    AbstractLayer input = network.getLayers().get(0);
    int size = input.getWidth() * Math.max(1, input.getHeight()) * Math.max(1, input.getDepth());
    int outputs = network.getLayers().get(network.getLayers().size() - 1).getWidth();
    var rows = TrainSound.Rows.of(size, outputs, false);
    var items = new ArrayList<MLDataItem>();
    for (int i = 0; i < TrainSound.ROWS; i++) {
      float[] x = floats(rows.x()[i]);
      Tensor in =
          input.getHeight() > 1
              ? new Tensor(input.getHeight(), input.getWidth(), input.getDepth(), x)
              : new Tensor(x);
      items.add(new Item(in, new Tensor(floats(rows.y()[i]))));
    }
    String[] classes = new String[outputs];
    Arrays.setAll(classes, it -> "class" + it);
    var data =
        new BasicDataSet<MLDataItem>(items) {
          @Override
          public String[] getTargetColumnsNames() {
            return classes;
          }
        };
    var trainer = (BackpropagationTrainer) network.getTrainer();
    trainer.setMaxEpochs(1);
    trainer.setMaxError(0);
    trainer.train(data);
    double first = trainer.getTrainingLoss();
    trainer.setMaxEpochs(TIMES);
    trainer.train(data);
    return new double[] {first, trainer.getTrainingLoss()};
  }

  private static float[] floats(double[] values) {
    float[] all = new float[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values[i];
    }
    return all;
  }
}
