package modellint.verify.gradient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * A development aid: checks the gradient of every case in a directory of ONNX backend tests, prints
 * what became of each, the share that passes, and where that is not what {@code backend-cases.txt}
 * says. {@code BackendCases DIRECTORY [NAME-PART]}
 */
final class BackendCases {

  private static final double TOLERANCE = 0.03;

  private static final Set<Integer> REAL =
      Set.of(Type.FLOAT, Type.DOUBLE, Type.FLOAT16, Type.BFLOAT16);

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

  /** What became of a case: {@code OUTSIDE} where there is nothing to differentiate. */
  enum Kind {
    PASSES,
    FLAT,
    DIFFERS,
    NO_RULE,
    REFUSED,
    OUTSIDE
  }

  record Outcome(Kind kind, String detail) {}

  public static void main(String[] arguments) throws IOException {
    String part = arguments.length < 2 ? "" : arguments[1];
    Map<String, String> listed = listed();
    var counts = new TreeMap<Kind, Integer>();
    for (Path model : models(Path.of(arguments[0]))) {
      String name = name(model);
      if (!name.contains(part)) {
        continue;
      }
      Outcome outcome = outcome(model);
      counts.merge(outcome.kind(), 1, Integer::sum);
      boolean right = isRight(outcome);
      String verdict =
          right == listed.containsKey(name) ? (right ? "BUT LISTED " : "NOT LISTED ") : "";
      System.out.println(name + "\t" + verdict + outcome.kind() + " " + outcome.detail());
    }
    int passes = counts.getOrDefault(Kind.PASSES, 0);
    int fails = counts.getOrDefault(Kind.DIFFERS, 0) + counts.getOrDefault(Kind.NO_RULE, 0);
    int refused = counts.getOrDefault(Kind.REFUSED, 0);
    System.out.println(counts);
    System.out.printf(
        "%d of %d pass that the runtime can run, %d of %d in all%n",
        passes, passes + fails, passes, passes + fails + refused);
  }

  /** The cases of a directory in order, each by its model. */
  static List<Path> models(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(it -> it.endsWith("model.onnx")).sorted().toList();
    }
  }

  static String name(Path model) {
    return String.valueOf(model.toAbsolutePath().getParent().getFileName());
  }

  static boolean isRight(Outcome outcome) {
    return switch (outcome.kind()) {
      case PASSES, FLAT, OUTSIDE -> true;
      case DIFFERS, NO_RULE, REFUSED -> false;
    };
  }

  /** What does not pass, and why: a reason as a comment, the cases below it. */
  static Map<String, String> listed() {
    try (var in = BackendCases.class.getResourceAsStream("backend-cases.txt")) {
      var listed = new LinkedHashMap<String, String>();
      String reason = "";
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("#")) {
          reason = line.substring(1).strip();
        } else if (!line.isBlank()) {
          listed.put(line.strip(), reason);
        }
      }
      return listed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Outcome outcome(Path file) {
    try {
      ModelProto original = ModelProto.parseFrom(Files.readAllBytes(file));
      if (!hasReal(original.getGraph().getInputList(), original)
          || !hasReal(original.getGraph().getOutputList(), original)) {
        return new Outcome(Kind.OUTSIDE, "no real input, or no real output");
      }
      ModelProto model = Preparation.of(original, file.resolveSibling(""));
      Map<String, Block> feeds = feeds(model, file.resolveSibling("test_data_set_0"));
      boolean filled =
          feeds.values().stream().anyMatch(it -> Type.isReal(it.type()) && it.count() > 0)
              || model.getGraph().getInitializerList().stream()
                  .anyMatch(it -> Type.isReal(it.getDataType()));
      if (!filled) {
        return new Outcome(Kind.OUTSIDE, "real inputs without elements");
      }
      var outcome = new FiniteDifferences(Registry.STANDARD).check(model, feeds, sizes(model));
      if (!outcome.cuts().isEmpty()) {
        return new Outcome(Kind.NO_RULE, outcome.cuts().values().iterator().next());
      }
      if (outcome.expected() == 0 && outcome.found() == 0) {
        return new Outcome(Kind.FLAT, "");
      }
      return new Outcome(
          outcome.error() < TOLERANCE ? Kind.PASSES : Kind.DIFFERS,
          "by " + outcome.error() + ": " + outcome.expected() + " is " + outcome.found());
    } catch (UnsupportedModelException e) {
      String message = String.valueOf(e.getMessage()).replace('\n', ' ');
      return new Outcome(message.startsWith("the backward") ? Kind.DIFFERS : Kind.REFUSED, message);
    } catch (IOException | RuntimeException e) {
      return new Outcome(Kind.DIFFERS, e + " at " + List.of(e.getStackTrace()).get(0));
    }
  }

  private static boolean hasReal(List<ValueInfoProto> values, ModelProto model) {
    return values.stream()
            .anyMatch(
                it ->
                    it.getType().hasTensorType()
                        ? REAL.contains(it.getType().getTensorType().getElemType())
                        : REAL.contains(inner(it)))
        || model.getGraph().getInitializerList().stream()
            .anyMatch(it -> REAL.contains(it.getDataType()));
  }

  /** The element type of a sequence, of an optional tensor, or of an optional sequence. */
  private static int inner(ValueInfoProto value) {
    var type =
        value.getType().hasOptionalType()
            ? value.getType().getOptionalType().getElemType()
            : value.getType();
    return type.hasSequenceType()
        ? type.getSequenceType().getElemType().getTensorType().getElemType()
        : type.getTensorType().getElemType();
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
