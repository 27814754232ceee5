package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  private static final Reported CONV = finding("ML101", "pom.xml", "conv", 1.0);
  private static final Reported GEMM = finding("ML102", "pom.xml", "gemm", 1.0);

  @TempDir Path folder;

  @Test
  void accepted_findings_are_not_reported_again() {
    assertEquals(List.of(), Baseline.of(List.of(CONV, GEMM)).without(List.of(CONV, GEMM)));
    assertEquals(List.of(GEMM), Baseline.of(List.of(CONV)).without(List.of(CONV, GEMM)));
  }

  @Test
  void one_more_of_the_same_is_new() {
    assertEquals(List.of(CONV), Baseline.of(List.of(CONV)).without(List.of(CONV, CONV)));
  }

  @Test
  void other_numbers_make_no_other_finding() {
    Reported retrained = finding("ML101", "pom.xml", "conv", 2.0);

    assertEquals(List.of(), Baseline.of(List.of(CONV)).without(List.of(retrained)));
  }

  @Test
  void an_entry_without_a_finding_is_stale() {
    Baseline baseline = Baseline.of(List.of(CONV, CONV, GEMM));
    List<Reported> stale = baseline.stale(List.of(CONV), Set.of("pom.xml"), "base.json");

    assertEquals(List.of("ML002", "ML002"), stale.stream().map(Reported::rule).toList());
    assertEquals(Baseline.of(List.of(CONV)), baseline.prune(List.of(CONV), Set.of("pom.xml")));
  }

  @Test
  void a_file_that_was_not_looked_at_is_not_judged() {
    Baseline baseline = Baseline.of(List.of(CONV));

    assertEquals(baseline, baseline.prune(List.of(), Set.of()));
  }

  @Test
  void a_file_that_is_gone_is() {
    Baseline baseline = Baseline.of(List.of(finding("ML101", "gone.onnx", "conv", 1)));

    assertEquals(Baseline.EMPTY, baseline.prune(List.of(), Set.of()));
  }

  @Test
  void the_file_is_sorted_has_an_entry_a_line_and_reads_back() throws IOException {
    Baseline baseline =
        Baseline.of(List.of(GEMM, CONV, CONV, finding("ML101", "a \"b\"\n.onnx", "", 1)));
    String text = BaselineFile.text(baseline);

    assertEquals(
        """
        [
        {"path":"a \\"b\\"\\n.onnx","rule":"ML101","node":"","count":1},
        {"path":"pom.xml","rule":"ML101","node":"conv","count":2},
        {"path":"pom.xml","rule":"ML102","node":"gemm","count":1}
        ]
        """,
        text);
    assertEquals(baseline, BaselineFile.read(Files.writeString(folder.resolve("b"), text)));
    assertEquals("[]\n", BaselineFile.text(Baseline.EMPTY));
  }

  @Test
  void anything_else_is_refused() throws IOException {
    for (String text : List.of("", "{}", "[1]", "[{}]", "[{\"path\":1", "nonsense")) {
      Path file = Files.writeString(folder.resolve("b"), text);

      assertThrows(InvalidBaselineException.class, () -> BaselineFile.read(file), text);
    }
  }

  private static Reported finding(String rule, String path, String node, double value) {
    return Reported.of(
        new Finding(
            rule,
            "a-fault",
            Severity.ERROR,
            new Place.NodeAt(path, node),
            "something is wrong",
            List.of(new Measure("growth", new Estimate(value, Estimate.Basis.PREDICTED), 0)),
            Fix.of("mend it")),
        path);
  }
}
