import java.lang.reflect.Method;
import org.neuroph.core.NeuralNetwork;
import org.neuroph.core.data.DataSet;
import org.neuroph.core.learning.SupervisedLearning;

/** Neuroph's rules of learning, fifty times over the rows. */
class NeurophTrials implements TrainSound.Library {

  private static final int TIMES = 50;

  @Override
  public double[] train(Method example) throws Exception {
    var network = (NeuralNetwork<?>) example.invoke(null);
    int inputs = network.getInputsCount();
    var rows = TrainSound.Rows.of(inputs, network.getOutputsCount(), false);
    var data = new DataSet(inputs, network.getOutputsCount());
    for (int i = 0; i < TrainSound.ROWS; i++) {
      data.add(rows.x()[i], rows.y()[i]);
    }
    var rule = (SupervisedLearning) network.getLearningRule();
    rule.setMaxIterations(1);
    rule.setMaxError(0);
    double first = 0;
    for (int i = 0; i < TIMES; i++) {
      rule.learn(data, 1);
      first = i == 0 ? rule.getTotalNetworkError() : first;
    }
    return new double[] {first, rule.getTotalNetworkError()};
  }
}
