import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Trains each example with its library on rows that a linear teacher labels, and writes down the
 * loss of the first and of the last time over them. Where a library tells no loss before training,
 * the first is that of a guess.
 */
class TrainSound {

  static final int ROWS = 64;

  /** Inputs, and targets: one of a teacher's classes each, or its score. */
  record Rows(double[][] x, double[][] y) {

    static Rows of(int inputs, int outputs, boolean signed) {
      var random = new Random(5);
      double[][] teacher = new double[outputs][inputs];
      for (double[] it : teacher) {
        Arrays.setAll(it, i -> random.nextGaussian() / Math.sqrt(inputs));
      }
      double[][] x = new double[ROWS][inputs];
      double[][] y = new double[ROWS][outputs];
      for (int row = 0; row < ROWS; row++) {
        double[] values = x[row];
        Arrays.setAll(values, i -> random.nextGaussian());
        double[] scores = new double[outputs];
        for (int k = 0; k < outputs; k++) {
          for (int i = 0; i < inputs; i++) {
            scores[k] += teacher[k][i] * values[i];
          }
        }
        int best = 0;
        for (int k = 1; k < outputs; k++) {
          best = scores[k] > scores[best] ? k : best;
        }
        y[row][best] = outputs > 1 || scores[0] > 0 ? 1 : signed ? -1 : 0;
      }
      return new Rows(x, y);
    }

    int label(int row) {
      int label = 0;
      for (int k = 1; k < y[row].length; k++) {
        label = y[row][k] > y[row][label] ? k : label;
      }
      return y[row].length == 1 ? (y[row][0] > 0 ? 1 : 0) : label;
    }
  }

  /** What a library makes of one example. */
  interface Library {
    /** The losses, of the first time over the rows and of the last. */
    double[] train(Method example) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path table = Path.of(arguments[0]);
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      String trainer = name.replace("Examples", "Trials");
      var library = (Library) Class.forName(trainer).getDeclaredConstructor().newInstance();
      Method[] examples = Class.forName(name).getDeclaredMethods();
      Arrays.sort(examples, Comparator.comparing(Method::getName));
      var lines = Stream.<String>builder();
      for (Method it : examples) {
        if (Modifier.isPrivate(it.getModifiers()) || it.isSynthetic()) {
          continue;
        }
        it.setAccessible(true);
        double[] losses = library.train(it);
        lines.add(
            String.format(
                Locale.ROOT, "%s.%s,%.4f,%.4f", name, it.getName(), losses[0], losses[1]));
      }
      replace(table, name, lines.build().toList());
    }
    System.exit(0);
  }

  private static void replace(Path table, String name, List<String> rows) throws IOException {
    List<String> lines = Files.readAllLines(table);
    Files.write(
        table,
        Stream.of(
                lines.stream().limit(1),
                lines.stream().skip(1).filter(it -> !it.startsWith(name + ".")),
                rows.stream())
            .flatMap(it -> it)
            .toList());
  }
}
