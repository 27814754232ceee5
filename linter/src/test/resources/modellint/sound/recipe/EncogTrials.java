import java.lang.reflect.Method;
import java.util.Map;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.ml.train.MLTrain;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;

/** Encog's trainers, thirty times over the rows. */
class EncogTrials implements TrainSound.Library {

  private static final int TIMES = 30;

  private static final Map<String, int[]> SIZES =
      Map.of(
          "exclusiveOr", new int[] {2, 1},
          "sunspots", new int[] {30, 1},
          "curve", new int[] {1, 1},
          "digits", new int[] {256, 10},
          "byRate", new int[] {2, 1},
          "sequence", new int[] {1, 1});

  @Override
  public double[] train(Method example) throws Exception {
    int[] sizes = SIZES.get(example.getName());
    var rows = TrainSound.Rows.of(sizes[0], sizes[1], false);
    var data = new BasicMLDataSet(rows.x(), rows.y());
    MLTrain train =
        example.getParameterCount() == 0
            ? new ResilientPropagation((BasicNetwork) example.invoke(null), data)
            : (MLTrain) example.invoke(null, data);
    train.iteration();
    double first = train.getError();
    for (int i = 1; i < TIMES; i++) {
      train.iteration();
    }
    return new double[] {first, train.getError()};
  }
}
