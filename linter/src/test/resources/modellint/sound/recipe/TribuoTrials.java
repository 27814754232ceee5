import java.lang.reflect.Method;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.tensorflow.TensorFlowTrainer;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Tribuo's trainer as the example sets it; the first loss is that of a guess. */
class TribuoTrials implements TrainSound.Library {

  @Override
  @SuppressWarnings("unchecked")
  public double[] train(Method example) throws Exception {
    int inputs =
        switch (example.getName()) {
          case "digits" -> 717;
          case "images" -> 784;
          case "wine" -> 11;
          case "small" -> 4;
          default -> 64;
        };
    int outputs =
        switch (example.getName()) {
          case "digits", "images" -> 10;
          case "wine" -> 1;
          case "small" -> 3;
          default -> 5;
        };
    var rows = TrainSound.Rows.of(inputs, outputs, true);
    Object trainer = example.invoke(null);
    return outputs == 1
        ? regression((TensorFlowTrainer<Regressor>) trainer, rows)
        : classes((TensorFlowTrainer<Label>) trainer, rows, outputs);
  }

  private static double[] classes(
      TensorFlowTrainer<Label> trainer, TrainSound.Rows rows, int outputs) {
    var data = data(new LabelFactory());
    for (int row = 0; row < TrainSound.ROWS; row++) {
      data.add(example(new Label("class" + rows.label(row)), rows.x()[row]));
    }
    Model<Label> model = trainer.train(data);
    double sum = 0;
    for (int row = 0; row < TrainSound.ROWS; row++) {
      Label given =
          model
              .predict(example(new Label("?"), rows.x()[row]))
              .getOutputScores()
              .get("class" + rows.label(row));
      sum -= Math.log(Math.max(1e-12, given.getScore()));
    }
    return new double[] {Math.log(outputs), sum / TrainSound.ROWS};
  }

  private static double[] regression(TensorFlowTrainer<Regressor> trainer, TrainSound.Rows rows) {
    var data = data(new RegressionFactory());
    double guess = 0;
    for (int row = 0; row < TrainSound.ROWS; row++) {
      guess += rows.y()[row][0] * rows.y()[row][0] / TrainSound.ROWS;
      data.add(example(new Regressor("y", rows.y()[row][0]), rows.x()[row]));
    }
    Model<Regressor> model = trainer.train(data);
    double sum = 0;
    for (int row = 0; row < TrainSound.ROWS; row++) {
      double error =
          model.predict(example(new Regressor("y", 0), rows.x()[row])).getOutput().getValues()[0]
              - rows.y()[row][0];
      sum += error * error;
    }
    return new double[] {guess, sum / TrainSound.ROWS};
  }

  private static <T extends org.tribuo.Output<T>> MutableDataset<T> data(OutputFactory<T> factory) {
    return new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
  }

  private static <T extends org.tribuo.Output<T>> ArrayExample<T> example(T output, double[] x) {
    var example = new ArrayExample<T>(output);
    for (int i = 0; i < x.length; i++) {
      example.add("f" + (1000 + i), x[i]);
    }
    return example;
  }
}
