package modellint.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.config.Glob;
import modellint.config.Suppression;
import modellint.graph.Graph;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;

/** ONNX files, by their extension or, where a file is named, by their content. */
final class OnnxFrontEnd implements FrontEnd {

  private static final String IGNORE = "modellint.ignore";

  @Override
  public boolean claims(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public Reading read(Path file, String path) {
    try {
      Graph graph = OnnxReader.read(file);
      return Reading.of(new Model(graph, "onnx", suppressions(graph, path)));
    } catch (ModelReadException e) {
      return Reading.failed(path, kind(e), e.reason());
    }
  }

  private static NotChecked.Kind kind(ModelReadException failure) {
    return switch (failure.kind()) {
      case UNREADABLE -> NotChecked.Kind.UNREADABLE;
      case UNSUPPORTED -> NotChecked.Kind.UNSUPPORTED;
    };
  }

  /**
   * {@code modellint.ignore} on the model and, as the reader hands it over, {@code
   * modellint.ignore@NODE} for each node that has it.
   */
  private static List<Suppression> suppressions(Graph graph, String path) {
    var suppressions = new ArrayList<Suppression>();
    graph.metadata().entrySet().stream()
        .filter(it -> it.getKey().equals(IGNORE) || it.getKey().startsWith(IGNORE + "@"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            it -> {
              String node = it.getKey().substring(IGNORE.length());
              suppressions.addAll(parse(it.getValue(), node, path));
            });
    return suppressions;
  }

  /** {@code ML101, ML203: reason; ML3: another reason}. */
  static List<Suppression> parse(String text, String node, String path) {
    var suppressions = new ArrayList<Suppression>();
    for (String part : text.split("[;\n]")) {
      String[] halves = part.split(":", 2);
      List<String> rules =
          Arrays.stream(halves[0].split("[,\\s]+")).filter(it -> !it.isEmpty()).toList();
      if (!rules.isEmpty()) {
        suppressions.add(
            new Suppression(
                rules,
                List.of(),
                node.length() > 1 ? List.of(Glob.exactly(node.substring(1))) : List.of(),
                halves.length > 1 ? halves[1].strip() : "",
                new Suppression.Origin(path, 1),
                Optional.empty()));
      }
    }
    return suppressions;
  }
}
