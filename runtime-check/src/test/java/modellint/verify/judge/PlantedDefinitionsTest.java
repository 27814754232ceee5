package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modellint.config.Config;
import modellint.config.FailOn;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults planted in Java definitions, which are drawn, exported and run. */
class PlantedDefinitionsTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  @ParameterizedTest
  @CsvSource({
    "ML406, ML406-idle-clipping/speaks/ThresholdAlone.java",
    "ML702, ML702-reckless-default/speaks/RmsPropOfNoNumber.java"
  })
  void what_steps_show_is_confirmed(String rule, String fixture) {
    Reported finding = finding(rule, report(fixture));

    assertEquals(Verdict.CONFIRMED, finding.verdict(), finding.evidence().orElse(""));
  }

  @Test
  void a_threshold_of_one_layer_is_left_open() {
    Reported finding =
        finding("ML406", report("ML406-idle-clipping/speaks/ThresholdOfOneLayer.java"));

    assertEquals(Verdict.INCONCLUSIVE, finding.verdict(), finding.evidence().orElse(""));
  }

  @Test
  void a_definition_that_cannot_be_run_loses_nothing_where_no_run_settles_what_is_said_of_it() {
    Report report = report("ML710-refused-configuration/speaks/WrongSize.java");

    assertEquals(Standing.reason("refused-configuration"), finding("ML710", report).evidence());
    assertEquals(List.of(), report.notChecked());
    assertEquals(Outcome.FINDINGS, report.outcome(FailOn.WARNING));
  }

  private static Report report(String fixture) {
    Plan plan =
        Plan.of(Config.DEFAULT)
            .running(Optional.of(new RuntimeVerifier()), (path, index, files) -> {});
    return new Linter(plan).lint(List.of(FIXTURES.resolve(fixture).toString()));
  }

  private static Reported finding(String rule, Report report) {
    return report.findings().stream()
        .filter(it -> it.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }
}
