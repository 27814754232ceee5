package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.engine.Linter;
import modellint.engine.ModelRun;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.engine.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An input that was found and saved makes the same NaN or infinity when it is given back. */
class SavedInputsTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "ML501-outside-domain/speaks/logarithm-of-relu.onnx, Log, FORWARD",
    "ML502-division-by-zero/speaks/black-image.onnx, Div, FORWARD",
    "ML506-infinite-derivative/speaks/pairwise-distance.onnx, Sqrt, BACKWARD"
  })
  void the_saved_input_reproduces_what_was_found(String fixture, String op, ModelRun.Pass pass)
      throws IOException {
    Path model = FIXTURES.resolve(fixture);
    Reported found = hazard(report(model, new RuntimeVerifier().saving(directory)));
    assertEquals(Optional.of(Verdict.CONFIRMED), Optional.of(found.verdict()));

    Report again = report(model, new RuntimeVerifier().feeding(saved()));

    ModelRun.Breakdown breakdown =
        again.models().get(0).run().flatMap(ModelRun::breakdown).orElseThrow();
    assertEquals(op, breakdown.op());
    assertEquals(pass, breakdown.pass());
    assertEquals(Verdict.CONFIRMED, hazard(again).verdict());
  }

  @Test
  void where_nothing_is_found_nothing_is_saved() throws IOException {
    Path model = FIXTURES.resolve("ML504-unshifted-softmax/speaks/he.onnx");
    report(model, new RuntimeVerifier().saving(directory));

    assertEquals(List.of(), files());
  }

  private Path saved() throws IOException {
    assertEquals(1, files().size());
    return files().get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static Report report(Path model, Verifier verifier) {
    Plan plan = Plan.of(Config.DEFAULT).running(Optional.of(verifier), (path, index, files) -> {});
    return new Linter(plan).lint(List.of(model.toString()));
  }

  private static Reported hazard(Report report) {
    List<Reported> hazards =
        report.findings().stream().filter(it -> it.rule().startsWith("ML5")).toList();
    assertEquals(1, hazards.size());
    return hazards.get(0);
  }
}
