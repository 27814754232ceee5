package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.rule.Measure;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One network written in Deeplearning4j and in DJL, and exported to ONNX from PyTorch, gets the
 * same findings: the same rules, as bad, at the same layers, on the same measures. What a
 * definition declares an export has drawn, so there the measures agree within the draw.
 */
class TriplesTest {

  private static final Path TRIPLES = Path.of("..", "fixtures", "triples");

  /** How far a measure of drawn weights may lie from that of declared ones, as a share. */
  private static final double DRAW = 0.2;

  @TestFactory
  List<DynamicTest> the_same_network_gets_the_same_findings() throws IOException {
    try (Stream<Path> folders = Files.list(TRIPLES)) {
      List<Path> all = folders.sorted().toList();
      assertTrue(all.size() >= 10, all::toString);
      return all.stream()
          .map(it -> dynamicTest(it.getFileName().toString(), () -> check(it)))
          .toList();
    }
  }

  private static void check(Path folder) {
    Report dl4j = lint(folder, "Dl4j.java");
    Report djl = lint(folder, "Djl.java");
    Report onnx = lint(folder, "pytorch.onnx");

    assertEquals(names(dl4j), names(djl));
    assertEquals(names(dl4j), names(onnx));
    assertNear(dl4j, djl);
    assertNear(dl4j, onnx);
    assertAgree(dl4j, djl, 1e-6);
    assertAgree(dl4j, onnx, DRAW);
  }

  @Test
  void the_healthy_are_clean_and_all_others_are_not() throws IOException {
    try (Stream<Path> folders = Files.list(TRIPLES)) {
      for (Path folder : folders.sorted().toList()) {
        boolean healthy = folder.getFileName().toString().startsWith("healthy");
        assertEquals(healthy, names(lint(folder, "Dl4j.java")).isEmpty(), folder::toString);
      }
    }
  }

  private static Report lint(Path folder, String file) {
    Report report = new Linter(Config.DEFAULT).lint(List.of(folder.resolve(file).toString()));
    assertEquals(List.of(), report.notChecked());
    assertEquals(1, report.models().size());
    return report;
  }

  private static List<String> names(Report report) {
    return report.findings().stream().map(it -> it.rule() + " " + it.severity()).toList();
  }

  /**
   * The findings stand at the same layers. One line of a loop is several layers, and a finding at
   * an activation or at the model as a whole stands at none.
   */
  private static void assertNear(Report one, Report other) {
    for (int i = 0; i < one.findings().size(); i++) {
      Set<Integer> first = layers(one, one.findings().get(i));
      Set<Integer> second = layers(other, other.findings().get(i));
      assertTrue(
          first.isEmpty() || second.isEmpty() || !Collections.disjoint(first, second),
          () -> first + " are not " + second);
    }
  }

  private static Set<Integer> layers(Report report, Reported finding) {
    List<LayerRow> rows = report.models().get(0).layers();
    return IntStream.range(0, rows.size())
        .filter(it -> at(rows.get(it)).equals(at(finding)))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static String at(LayerRow row) {
    return row.line().isPresent() ? "line " + row.line().getAsInt() : row.name();
  }

  private static String at(Reported finding) {
    return finding.line().isPresent()
        ? "line " + finding.line().getAsInt()
        : finding.node().orElse("");
  }

  private static void assertAgree(Report one, Report other, double tolerance) {
    for (int i = 0; i < one.findings().size(); i++) {
      List<Measure> first = one.findings().get(i).measures();
      List<Measure> second = other.findings().get(i).measures();
      assertEquals(first.size(), second.size());
      assertFalse(first.isEmpty());
      for (int j = 0; j < first.size(); j++) {
        double value = first.get(j).estimate().value();
        String name = first.get(j).name();
        assertEquals(value, second.get(j).estimate().value(), tolerance * Math.abs(value), name);
        assertEquals(first.get(j).limit(), second.get(j).limit(), 0.2 * tolerance, name);
      }
    }
  }
}
