import ai.djl.training.tracker.ParameterTracker;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Writes the rate that each tracker of {@code trackers.csv} gives, update by update. */
class RecordTrackers {

  private static final int[] UPDATES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 50, 1000};

  private static final String OWN =
      """
      class Own {
        static final String FACTOR = "factor";
        static final String HALF = "0.5";
        static final String BIAS = "bias";

        static Tracker own(Tracker tracker) {
          return tracker;
        }
      }
      """;

  public static void main(String[] folder) throws Exception {
    Path here = Path.of(folder[0]);
    List<String[]> rows =
        Files.readAllLines(here.resolve("trackers.csv")).stream()
            .skip(1)
            .map(RecordTrackers::cells)
            .toList();
    var source = new StringBuilder("import ai.djl.training.tracker.*;\npublic class Made {\n");
    for (int i = 0; i < rows.size(); i++) {
      source.append("  public static ParameterTracker made" + i + "() {\n");
      source.append("    return " + rows.get(i)[1] + ";\n  }\n");
    }
    Path made = Files.createTempDirectory("trackers");
    Path file = Files.writeString(made.resolve("Made.java"), source.append("}\n").append(OWN));
    String path = System.getProperty("java.class.path");
    if (ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", made.toString(), file.toString())
        != 0) {
      throw new IllegalStateException("does not compile");
    }
    URL[] urls = {made.toUri().toURL()};
    var loader = new URLClassLoader(urls, RecordTrackers.class.getClassLoader());
    try (var out = new PrintWriter(here.resolve("trackers-truth.csv").toFile(), "UTF-8")) {
      out.print("case,update,rate\n");
      for (int i = 0; i < rows.size(); i++) {
        var tracker =
            (ParameterTracker) loader.loadClass("Made").getMethod("made" + i).invoke(null);
        for (int update : UPDATES) {
          float rate = tracker.getNewValue("weight", update);
          out.print(rows.get(i)[0] + "," + update + "," + rate + "\n");
        }
      }
    }
  }

  private static String[] cells(String line) {
    return Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(it -> it.replace("\"", ""))
        .toArray(String[]::new);
  }
}
