package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.testing.Csv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ten programs in the ways that users write them: what is read against what DJL made of each. */
class UsersTest {

  private static final Path FOLDER = Path.of("src/test/resources/modellint/djl/users");

  private static final Map<String, Loss> LOSSES =
      Map.of(
          "SoftmaxCrossEntropyLoss", Loss.SOFTMAX_CROSS_ENTROPY,
          "SigmoidBinaryCrossEntropyLoss", Loss.SIGMOID_CROSS_ENTROPY,
          "L2Loss", Loss.MSE,
          "L1Loss", Loss.MAE);

  private static List<Map<String, String>> rows(String table) {
    return Csv.rows(UsersTest.class, table);
  }

  @Test
  void ten_programs_are_compared() {
    assertEquals(10, rows("users-truth.csv").size());
  }

  @TestFactory
  Stream<DynamicTest> programs_are_the_librarys() {
    Map<String, List<Map<String, String>>> parameters =
        rows("users-params.csv").stream()
            .collect(Collectors.groupingBy(it -> RecordedBlock.cell(it, "model")));
    List<SourceFile> files = files();
    return rows("users-truth.csv").stream()
        .map(
            truth -> {
              String name = RecordedBlock.cell(truth, "model");
              return dynamicTest(
                  name,
                  () -> {
                    BlockReader.Drawn drawn = drawn(files, name);
                    new RecordedBlock(truth, parameters.getOrDefault(name, List.of()), Map.of())
                        .compare(drawn, RecordedBlock.cell(truth, "inputShape"));
                    compare(truth, drawn.definition().graph().training());
                  });
            });
  }

  private static void compare(Map<String, String> truth, Training read) {
    assertEquals(
        List.of(
            RecordedBlock.cell(truth, "optimizer"),
            RecordedBlock.cell(truth, "rate"),
            RecordedBlock.cell(truth, "momentum"),
            RecordedBlock.cell(truth, "clipping"),
            RecordedBlock.cell(truth, "decay")),
        List.of(
            read.optimizer().orElse(""),
            number(read.learningRate()),
            number(read.momentum()),
            number(read.clipping().map(Training.Clipping::threshold)),
            number(read.l2().or(read::weightDecay))));
    assertEquals(Optional.ofNullable(LOSSES.get(RecordedBlock.cell(truth, "loss"))), read.loss());
  }

  /** The library keeps its settings in single precision. */
  private static String number(Optional<Double> it) {
    return it.map(value -> Float.toString(value.floatValue())).orElse("");
  }

  private static BlockReader.Drawn drawn(List<SourceFile> files, String name) {
    SourceFile file =
        files.stream()
            .filter(it -> it.path().endsWith(name + ".java"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not at hand"));
    List<Obj> objects =
        new Evaluator(new Sources(files, it -> Optional.empty()), new DjlApi())
            .run(file, DjlApi.marks())
            .objects();
    List<Obj> roots = Roots.of(objects);
    assertEquals(1, roots.size(), () -> roots.toString());
    Obj root = roots.get(0);
    return BlockReader.read(root, Roots.site(root), new Setups(objects).of(root));
  }

  private static List<SourceFile> files() {
    try (Stream<Path> all = Files.list(FOLDER)) {
      var files = new ArrayList<SourceFile>();
      for (Path it : all.sorted().toList()) {
        files.add(SourceReader.parse(it.toString(), Files.readString(it)));
      }
      return files;
    } catch (IOException | SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }
}
