package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.engine.CheckedModel;
import org.junit.jupiter.api.Test;

class RunTableTest {

  private final CheckedModel tower = Samples.FULL.models().get(0);
  private final CheckedModel notRun = Samples.FULL.models().get(1);

  @Test
  void a_model_that_was_not_run_has_no_table() {
    assertEquals(List.of(), RunTable.folded(notRun));
    assertEquals(List.of(), RunTable.whole(notRun));
  }

  @Test
  void a_folded_table_keeps_ends_and_what_is_farthest_from_its_prediction() {
    List<String> lines = RunTable.folded(tower);

    assertEquals(1, count(lines, "/layer0/"));
    assertEquals(1, count(lines, "/layer6/"));
    assertEquals(1, count(lines, "/layer19/Gemm"));
    assertEquals(0, count(lines, "/layer12/"));
    assertEquals(
        1,
        count(
            lines,
            "11 more, gradient at most 0.03 decades from its prediction, of 1 it is not known"));
  }

  @Test
  void a_whole_table_has_a_line_for_every_layer() {
    List<String> lines = RunTable.whole(tower);

    tower.layers().forEach(it -> assertEquals(1, count(lines, it.name()), it.name()));
  }

  @Test
  void what_is_not_finite_is_said_and_what_was_not_measured_is_not_made_up() {
    List<String> lines = RunTable.whole(tower);

    assertTrue(line(lines, "/layer19/Gemm").contains("| NaN/inf"));
    assertTrue(line(lines, "/layer10/Gemm").contains("-4.05 |       -"));
    assertEquals(1, count(lines, "(Log) has the first gradient that is NaN or infinite"));
  }

  @Test
  void a_measure_outside_of_the_interval_is_marked() {
    List<String> lines = RunTable.whole(tower);

    assertTrue(line(lines, "/layer6/Gemm").contains("-5.15*"));
    assertEquals(2, count(lines, "*"));
  }

  @Test
  void rows_fit_into_a_hundred_columns() {
    RunTable.whole(tower).forEach(it -> assertTrue(it.length() <= 100, it));
  }

  private static long count(List<String> lines, String part) {
    return lines.stream().filter(it -> it.contains(part)).count();
  }

  private static String line(List<String> lines, String part) {
    return lines.stream().filter(it -> it.contains(part)).findFirst().orElseThrow();
  }
}
