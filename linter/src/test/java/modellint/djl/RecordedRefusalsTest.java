package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Library;
import modellint.testing.Csv;
import modellint.testing.Definitions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the library throws at, by its recorded run of one step of training: each fault that the
 * source tells is told, and nothing is objected to that the library trains.
 */
class RecordedRefusalsTest {

  private static final Djl DJL = new Djl();

  private static final List<Map<String, String>> CASES =
      Csv.rows(RecordedRefusalsTest.class, "refusals.csv");

  private static final Map<String, String> THROWN =
      Csv.rows(RecordedRefusalsTest.class, "refusals-truth.csv").stream()
          .collect(Collectors.toMap(it -> cell(it, "case"), it -> cell(it, "thrown")));

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static String own() {
    try (InputStream in = RecordedRefusalsTest.class.getResourceAsStream("Own.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String program(Map<String, String> row) {
    String config = cell(row, "config");
    return """
    import ai.djl.*;
    import ai.djl.basicmodelzoo.cv.classification.*;
    import ai.djl.basicmodelzoo.cv.object_detection.ssd.*;
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.convolutional.*;
    import ai.djl.nn.core.*;
    import ai.djl.nn.norm.*;
    import ai.djl.nn.pooling.*;
    import ai.djl.nn.recurrent.*;
    import ai.djl.nn.transformer.*;
    import ai.djl.training.*;
    import ai.djl.training.initializer.*;
    import ai.djl.training.loss.*;
    import ai.djl.training.optimizer.*;
    import ai.djl.training.tracker.*;
    import ai.djl.util.PairList;
    import java.util.*;
    class Use {
      static void setBlock() {
        Block block = new SequentialBlock().add(%s);
        TrainingConfig config = %s;
        Model model = Model.newInstance("net", "PyTorch");
        model.setBlock(block);
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(new Shape(%s));
        trainer.step();
      }
    }
    %s
    """
        .formatted(
            cell(row, "block"),
            config.isEmpty() ? "Own.plain()" : config,
            cell(row, "input").replace("x", ", ").replace(";", "), new Shape("),
            own());
  }

  private static String faults(Library.Found found) {
    return found.definitions().stream()
        .flatMap(it -> it.graph().training().details().refusals().stream())
        .map(it -> it.fault().name())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  @Test
  void as_many_cases_are_recorded_as_there_are() {
    assertEquals(CASES.size(), THROWN.size());
  }

  @TestFactory
  Stream<DynamicTest> what_the_library_throws_at_is_told() {
    return CASES.stream()
        .map(row -> DynamicTest.dynamicTest(cell(row, "case"), () -> compare(row)));
  }

  private static void compare(Map<String, String> row) {
    String expected = cell(row, "faults");
    boolean silent = expected.isEmpty() && cell(row, "untold").isEmpty();
    Library.Found found = Definitions.found(DJL, program(row));
    assertAll(
        () -> assertEquals(expected, faults(found), () -> found.refused().toString()),
        () -> assertEquals(silent, THROWN.getOrDefault(cell(row, "case"), "").isEmpty()),
        () -> assertTrue(silent || !cell(row, "input").isEmpty()));
  }
}
