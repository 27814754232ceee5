import java.lang.reflect.Method;
import smile.classification.MLP;

/** Smile's perceptrons, thirty times over the rows. */
class SmileTrials implements TrainSound.Library {

  private static final int TIMES = 30;

  @Override
  public double[] train(Method example) throws Exception {
    Object made = example.invoke(null);
    int inputs =
        switch (example.getName()) {
          case "strokes" -> 16;
          case "yesOrNo" -> 30;
          case "segments" -> 19;
          case "postcodes" -> 256;
          default -> 13;
        };
    int classes =
        switch (example.getName()) {
          case "strokes", "postcodes" -> 10;
          case "segments" -> 7;
          default -> 1;
        };
    var rows = TrainSound.Rows.of(inputs, classes, false);
    double first = loss(made, rows);
    for (int i = 0; i < TIMES; i++) {
      for (int row = 0; row < TrainSound.ROWS; row++) {
        if (made instanceof MLP it) {
          it.update(rows.x()[row], rows.label(row));
        } else {
          ((smile.regression.MLP) made).update(rows.x()[row], rows.y()[row][0]);
        }
      }
    }
    return new double[] {first, loss(made, rows)};
  }

  private static double loss(Object made, TrainSound.Rows rows) {
    double sum = 0;
    for (int row = 0; row < TrainSound.ROWS; row++) {
      if (made instanceof MLP it) {
        double[] posteriori = new double[Math.max(2, rows.y()[0].length)];
        it.predict(rows.x()[row], posteriori);
        // Sigmoids of several outputs do not add up to one.
        double all = java.util.Arrays.stream(posteriori).sum();
        sum -= Math.log(Math.max(1e-12, posteriori[rows.label(row)] / all));
      } else {
        double error = ((smile.regression.MLP) made).predict(rows.x()[row]) - rows.y()[row][0];
        sum += error * error;
      }
    }
    return sum / TrainSound.ROWS;
  }
}
