package modellint.verify.gradient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.probe.Preparation;
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

  private static final Set<Integer> HALF = Set.of(Type.FLOAT16, Type.BFLOAT16);

  private static final Map<String, List<Integer>> SIZES =
      Map.of(
          "Resize", List.of(1, 2),
          "Upsample", List.of(1),
          "OneHot", List.of(0, 1),
          "Dropout", List.of(1),
          "Range", List.of(0, 1, 2),
          "MelWeightMatrix", List.of(3, 4),
          "NonMaxSuppression", List.of(3, 4));

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
      ModelProto model =
          Preparation.of(ModelProto.parseFrom(Files.readAllBytes(file)), file.resolveSibling(""));
      Map<String, Block> feeds = feeds(model, file.resolveSibling("test_data_set_0"));
      boolean real =
          feeds.values().stream().anyMatch(it -> Type.isReal(it.type()) && it.count() > 0)
              || model.getGraph().getInitializerList().stream()
                  .anyMatch(it -> Type.isReal(it.getDataType()));
      if (!real) {
        return "no-real-input";
      }
      var outcome = new FiniteDifferences(Registry.STANDARD).check(model, feeds, sizes(model));
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

  /** Inputs whose numbers are sizes, counts or choices: moving them makes another operator. */
  private static Set<String> sizes(ModelProto model) {
    var sizes = new HashSet<String>();
    for (NodeProto node : model.getGraph().getNodeList()) {
      for (int i : SIZES.getOrDefault(node.getOpType(), List.of())) {
        if (i < node.getInputCount()) {
          sizes.add(node.getInput(i));
        }
      }
    }
    return sizes;
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
        TensorProto tensor = TensorProto.parseFrom(Files.readAllBytes(file));
        feeds.put(
            input.getName(),
            HALF.contains(tensor.getDataType()) ? Stored.lifted(tensor) : Stored.block(tensor));
      }
    }
    return feeds;
  }
}
