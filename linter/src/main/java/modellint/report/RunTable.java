package modellint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import modellint.engine.CheckedModel;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;

/**
 * What was predicted of each layer of a model that was run, and beside it what was measured. Long
 * models are folded, and a fold says how near to their prediction the layers in it are.
 */
final class RunTable {

  private static final int WIDTH = 100;
  private static final int LEAST_NAME = 12;

  private final CheckedModel model;
  private final List<Integer> shown;

  private RunTable(CheckedModel model, List<Integer> shown) {
    this.model = model;
    this.shown = shown;
  }

  /** The lines, folded where the model is long; none where it was not run. */
  static List<String> folded(CheckedModel model) {
    return new RunTable(model, TellingRows.of(model.layers())).lines();
  }

  /** The lines with every layer. */
  static List<String> whole(CheckedModel model) {
    return new RunTable(model, IntStream.range(0, model.layers().size()).boxed().toList()).lines();
  }

  private List<String> lines() {
    if (model.run().isEmpty() || model.layers().isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(
        Words.title(model)
            + ": predicted | measured, "
            + runs(model.run().get().runs())
            + ", loss "
            + SafeText.of(model.gradientGrowth().loss()));
    table().forEach(it -> lines.add("  " + it));
    legend().forEach(it -> lines.add("  " + it));
    return lines;
  }

  private static String runs(int runs) {
    return runs == 1 ? "of one run" : "median of " + runs + " runs";
  }

  private List<String> table() {
    List<LayerRow> rows = shown.stream().map(model.layers()::get).toList();
    var columns = new ArrayList<RunColumn>();
    for (RunColumn column : RunColumn.all(rows)) {
      if (!column.isEmpty()) {
        columns.add(column);
      }
    }
    int number = Integer.toString(model.layers().size()).length();
    int taken = number + columns.stream().mapToInt(it -> 2 + it.width()).sum();
    int room = Math.max(LEAST_NAME, WIDTH - 4 - taken);
    List<String> names = rows.stream().map(it -> shortened(SafeText.of(it.name()), room)).toList();
    int width = names.stream().mapToInt(String::length).reduce("layer".length(), Math::max);

    var lines = new ArrayList<String>();
    lines.add(line(right("#", number), left("layer", width), columns, -1));
    int next = 0;
    for (int i = 0; i < shown.size(); i++) {
      fold(next, shown.get(i), number, lines);
      String count = Integer.toString(shown.get(i) + 1);
      lines.add(line(right(count, number), left(names.get(i), width), columns, i));
      next = shown.get(i) + 1;
    }
    return lines;
  }

  private static String line(String number, String name, List<RunColumn> columns, int row) {
    var line = new StringBuilder(number + "  " + name);
    for (RunColumn column : columns) {
      line.append("  ").append(row < 0 ? column.title() : column.cell(row));
    }
    return line.toString().stripTrailing();
  }

  private void fold(int from, int to, int indent, List<String> lines) {
    if (from >= to) {
      return;
    }
    double[] misses =
        model.layers().subList(from, to).stream()
            .mapToDouble(TellingRows::miss)
            .filter(it -> !Double.isNaN(it))
            .sorted()
            .toArray();
    var line = new StringBuilder(" ".repeat(indent) + "  ... " + (to - from) + " more");
    if (misses.length > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              ", gradient at most %.2f decades from its prediction",
              misses[misses.length - 1]));
      int unknown = to - from - misses.length;
      line.append(unknown == 0 ? "" : ", of " + unknown + " it is not known");
    }
    lines.add(line.toString());
  }

  private List<String> legend() {
    var lines = new ArrayList<String>();
    lines.add("gradient in decades over that of the last layer; signal is the root mean square");
    boolean missed = model.layers().stream().anyMatch(RunColumn::isOutside);
    if (missed) {
      lines.add("* outside of the predicted 95 % interval");
    }
    model.run().flatMap(ModelRun::breakdown).ifPresent(it -> lines.add(words(it)));
    return lines;
  }

  static String words(ModelRun.Breakdown it) {
    return "node "
        + SafeText.of(it.node())
        + " ("
        + SafeText.of(it.op())
        + (it.pass() == ModelRun.Pass.FORWARD
            ? ") makes the first NaN or infinity"
            : ") has the first gradient that is NaN or infinite");
  }

  private static String shortened(String name, int most) {
    return name.length() <= most ? name : "..." + name.substring(name.length() - most + 3);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
