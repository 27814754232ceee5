package modellint.verify.gradient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.Stored;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Type;

/**
 * A development aid: checks the gradient of every case in a directory of ONNX backend tests and
 * prints what became of each. {@code BackendCases DIRECTORY [NAME-PART]}
 */
final class BackendCases {

  private static final double TOLERANCE = 0.03;

  private BackendCases() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      models =
          files
              .filter(it -> it.endsWith("model.onnx"))
              .filter(it -> arguments.length < 2 || it.toString().contains(arguments[1]))
              .sorted()
              .toList();
    }
    var counts = new TreeMap<String, Integer>();
    for (Path model : models) {
      String word = outcome(model);
      counts.merge(word.replaceFirst(" .*", ""), 1, Integer::sum);
      System.out.println(model.getParent().getFileName() + "\t" + word);
    }
    System.out.println(counts);
  }

  static String outcome(Path file) {
    try {
      ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
      Map<String, Block> feeds = feeds(model, file.resolveSibling("test_data_set_0"));
      boolean real =
          feeds.values().stream().anyMatch(it -> Type.isReal(it.type()) && it.count() > 0)
              || model.getGraph().getInitializerList().stream()
                  .anyMatch(it -> Type.isReal(it.getDataType()));
      if (!real) {
        return "no-real-input";
      }
      var outcome = new FiniteDifferences(Registry.STANDARD).check(model, feeds);
      if (!outcome.cuts().isEmpty()) {
        return "no-rule " + outcome.cuts().values().iterator().next();
      }
      if (outcome.expected() == 0 && outcome.found() == 0) {
        return "no-gradient";
      }
      return (outcome.error() < TOLERANCE ? "pass " : "FAIL ")
          + outcome.error()
          + " expected "
          + outcome.expected()
          + " found "
          + outcome.found();
    } catch (UnsupportedModelException e) {
      String message = String.valueOf(e.getMessage()).replace('\n', ' ');
      boolean backward = message.startsWith("the backward");
      return (backward ? "ERROR " : "not-runnable ") + message;
    } catch (IOException | RuntimeException e) {
      return "ERROR " + e + " at " + List.of(e.getStackTrace()).stream().limit(2).toList();
    }
  }

  private static Map<String, Block> feeds(ModelProto model, Path data) throws IOException {
    var feeds = new LinkedHashMap<String, Block>();
    int i = 0;
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      Path file = data.resolve("input_" + i++ + ".pb");
      boolean stored =
          model.getGraph().getInitializerList().stream()
              .anyMatch(it -> it.getName().equals(input.getName()));
      if (!stored) {
        if (!input.getType().hasTensorType()) {
          throw new UnsupportedModelException("input that is no tensor");
        }
        feeds.put(input.getName(), Stored.block(TensorProto.parseFrom(Files.readAllBytes(file))));
      }
    }
    return feeds;
  }
}
