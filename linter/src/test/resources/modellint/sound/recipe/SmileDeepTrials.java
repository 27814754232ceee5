import java.lang.reflect.Method;
import java.util.Map;
import smile.deep.Dataset;
import smile.deep.Loss;
import smile.deep.Model;
import smile.deep.tensor.Tensor;

/** {@code smile.deep} as the example trains; the first loss is that of a guess. */
class SmileDeepTrials implements TrainSound.Library {

  private static final Map<String, int[]> SIZES =
      Map.of("digits", new int[] {784, 10}, "deeper", new int[] {16, 3}, "wide", new int[] {30, 2});

  @Override
  public double[] train(Method example) throws Exception {
    int[] sizes = SIZES.get(example.getName());
    var rows = TrainSound.Rows.of(sizes[0], sizes[1], false);
    int[] labels = new int[TrainSound.ROWS];
    float[] all = new float[TrainSound.ROWS * sizes[0]];
    long[] targets = new long[TrainSound.ROWS];
    for (int row = 0; row < TrainSound.ROWS; row++) {
      labels[row] = rows.label(row);
      targets[row] = labels[row];
      for (int i = 0; i < sizes[0]; i++) {
        all[row * sizes[0] + i] = (float) rows.x()[row][i];
      }
    }
    var model = (Model) example.invoke(null, Dataset.of(rows.x(), labels, 4));
    model.eval();
    Tensor out = model.forward(Tensor.of(all, TrainSound.ROWS, sizes[0]));
    // Of logarithms of probabilities the logarithms of the softmax are they themselves.
    double last = Loss.crossEntropy().apply(out, Tensor.of(targets, TrainSound.ROWS)).floatValue();
    return new double[] {Math.log(sizes[1]), last};
  }
}
