package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings about units and elements, on networks that are run. */
class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "ML202-symmetric-weights/speaks/constant.onnx, ML202, the gradients of its units differ by 0.00"
        + " of the largest",
    "ML203-non-finite-weights/speaks/nan.onnx, ML203, node /fc2 (Gemm) gives NaN or infinity in the"
        + " forward run",
    "ML204-dead-channels/speaks/quarter.onnx, ML204, 0.250 of its channels give one value for every"
        + " input",
    "ML311-single-unit-softmax/speaks/one-unit.onnx, ML311, no gradient reaches any layer"
  })
  void what_the_units_do_is_confirmed(String fixture, String rule, String evidence)
      throws IOException {
    Settlement settlement = Trials.of(fixture, rule).settle();

    assertEquals(new Settlement(Verdict.CONFIRMED, evidence, settlement.shown()), settlement);
  }

  @ParameterizedTest
  @CsvSource({
    "ML202-symmetric-weights/speaks/constant.onnx, ML202,"
        + " ML202-symmetric-weights/silent/low-rank-adapter.onnx",
    "ML204-dead-channels/speaks/quarter.onnx, ML204, ML204-dead-channels/silent/zero-head.onnx"
  })
  void what_the_units_do_not_do_is_refuted(String fixture, String rule, String healthy)
      throws IOException {
    Trials faulty = Trials.of(fixture, rule);
    Trials mended = Trials.at(healthy, faulty.finding());

    assertEquals(Verdict.REFUTED, mended.settle().verdict());
  }

  @Test
  void what_stands_in_the_file_is_settled_by_no_run() throws IOException {
    Settlement settlement =
        Trials.of("ML303-missing-non-linearity/speaks/two-in-series.onnx", "ML303").settle();

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict());
    assertEquals(
        "it is about how operators are connected, whatever they compute", settlement.evidence());
  }
}
