package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import modellint.analysis.signal.Assumptions;
import modellint.engine.Suspect;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.engine.Verification.Settlement;
import modellint.graph.Node;
import modellint.graph.Place;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.Rules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Planted faults are confirmed by running them; of the same networks with the fault mended, the
 * same accusation is refuted; and of healthy networks nothing is left to say.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  /** A model whose fault was planted, and the same with the fault mended. */
  private record Pair(String rule, Path planted, Path repaired) {}

  private final RuntimeVerifier verifier = new RuntimeVerifier();
  private final List<Pair> pairs = new ArrayList<>();

  @BeforeAll
  void find() throws IOException {
    for (Path repaired : onnx(FIXTURES.resolve("evidence"))) {
      String rule = repaired.getFileName().toString().replace(".onnx", "");
      try (Stream<Path> all = Files.list(FIXTURES)) {
        Path home =
            all.filter(it -> it.getFileName().toString().startsWith(rule))
                .findFirst()
                .orElseThrow();
        onnx(home.resolve("speaks")).forEach(it -> pairs.add(new Pair(rule, it, repaired)));
      }
    }
  }

  @Test
  void every_family_of_faults_is_among_them() {
    var families = new TreeSet<String>();
    pairs.forEach(it -> families.add(it.rule()));
    assertEquals(
        Set.of(
            "ML101", "ML102", "ML103", "ML104", "ML201", "ML202", "ML205", "ML301", "ML302",
            "ML304", "ML305", "ML401"),
        families);
  }

  @TestFactory
  Stream<DynamicTest> planted_faults_are_confirmed() {
    return pairs.stream()
        .map(it -> DynamicTest.dynamicTest(it.planted().toString(), () -> confirmed(it)));
  }

  private void confirmed(Pair pair) throws ModelReadException {
    Subject subject = subject(pair.planted());
    List<Finding> findings = findings(subject, pair.rule());
    assertFalse(findings.isEmpty(), "nothing was found");

    for (Settlement it : settle(pair.planted(), subject, findings).verdicts()) {
      assertEquals(Verdict.CONFIRMED, it.verdict(), it.evidence());
    }
  }

  @TestFactory
  Stream<DynamicTest> the_same_is_refuted_of_the_mended_network() {
    return pairs.stream()
        .map(it -> DynamicTest.dynamicTest(it.planted().toString(), () -> refuted(it)));
  }

  private void refuted(Pair pair) throws ModelReadException {
    Subject subject = subject(pair.repaired());
    List<Finding> accusation =
        findings(subject(pair.planted()), pair.rule()).stream()
            .map(it -> aimed(it, subject))
            .toList();
    assertEquals(List.of(), Inspection.of(Rules.ALL, subject).findings());

    for (Settlement it : settle(pair.repaired(), subject, accusation).verdicts()) {
      assertEquals(Verdict.REFUTED, it.verdict(), it.evidence());
    }
  }

  /** Those of the oracle in which no fault is planted: what is left must be a remark. */
  @TestFactory
  Stream<DynamicTest> healthy_networks_are_clean_or_what_is_said_of_them_is_refuted()
      throws IOException {
    List<Path> healthy = onnx(FIXTURES.resolve("oracle"));
    assertTrue(healthy.size() >= 20, () -> healthy.size() + " networks");
    return healthy.stream()
        .map(it -> DynamicTest.dynamicTest(it.getFileName().toString(), () -> clean(it)));
  }

  private void clean(Path file) throws ModelReadException {
    Subject subject = subject(file);
    List<Finding> serious =
        Inspection.of(Rules.ALL, subject).findings().stream()
            .filter(it -> it.severity() != Severity.NOTE)
            .toList();
    if (!serious.isEmpty()) {
      for (Settlement it : settle(file, subject, serious).verdicts()) {
        assertEquals(Verdict.REFUTED, it.verdict(), it.evidence());
      }
    }
  }

  private Verification settle(Path file, Subject subject, List<Finding> findings) {
    return verifier.verify(
        new Suspect(file, Optional.empty(), subject, Rules.ALL, findings, (done, runs) -> {}));
  }

  /** The same said of the node of that name in another model; of that itself where it has none. */
  private static Finding aimed(Finding it, Subject other) {
    Place place =
        other.graph().nodes().stream()
            .filter(node -> it.place() instanceof Place.NodeAt at && node.name().equals(at.node()))
            .map(Node::place)
            .findFirst()
            .orElse(other.graph().place());
    return new Finding(
        it.rule(), it.name(), it.severity(), place, it.message(), it.measures(), it.fix());
  }

  private static Subject subject(Path file) throws ModelReadException {
    return new Subject(OnnxReader.read(file), Map.of(), Assumptions.DEFAULT);
  }

  private static List<Finding> findings(Subject subject, String rule) {
    return Inspection.of(Rules.ALL, subject).findings().stream()
        .filter(it -> it.rule().equals(rule))
        .toList();
  }

  private static List<Path> onnx(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(".onnx")).sorted().toList();
    }
  }
}
