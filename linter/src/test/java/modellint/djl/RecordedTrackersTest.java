package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.learning.RateCurve;
import modellint.graph.Training;
import modellint.testing.Csv;
import modellint.testing.Definitions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rate that each tracker of the library gives, update by update, by its recorded run. */
class RecordedTrackersTest {

  /** The library computes in {@code float}. */
  private static final double ROUNDING = 1e-4;

  private static final double NOTHING = 1e-7;

  private static final Djl DJL = new Djl();

  private static final Map<String, List<Map<String, String>>> RATES =
      Csv.rows(RecordedTrackersTest.class, "trackers-truth.csv").stream()
          .collect(Collectors.groupingBy(it -> cell(it, "case")));

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static Training training(String tracker) {
    return Definitions.found(
            DJL,
            """
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            import ai.djl.training.*;
            import ai.djl.training.loss.*;
            import ai.djl.training.optimizer.*;
            import ai.djl.training.tracker.*;
            class Net {
              static void train(ai.djl.Model model) {
                model.setBlock(new SequentialBlock().add(Linear.builder().setUnits(3).build()));
                ParameterTracker tracker = %s;
                Optimizer sgd = Optimizer.sgd().setLearningRateTracker(tracker).build();
                var config = new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(sgd);
                model.newTrainer(config).initialize(new Shape(4, 10));
              }
            }
            class Own {
              static final String FACTOR = "factor";
              static final String HALF = "0.5";
              static final String BIAS = "bias";
              static Tracker own(Tracker tracker) {
                return tracker;
              }
            }
            """
                .formatted(tracker))
        .definitions()
        .get(0)
        .graph()
        .training();
  }

  @TestFactory
  Stream<DynamicTest> a_tracker_gives_the_rate_that_is_read() {
    return Csv.rows(RecordedTrackersTest.class, "trackers.csv").stream()
        .map(row -> DynamicTest.dynamicTest(cell(row, "case"), () -> compare(row)));
  }

  private static void compare(Map<String, String> row) {
    Training read = training(cell(row, "tracker"));
    boolean told = cell(row, "untold").isEmpty();
    List<Map<String, String>> curve = RATES.getOrDefault(cell(row, "case"), List.of());
    assertTrue(curve.size() > 10, "so few updates are recorded");
    for (Map<String, String> point : curve) {
      long update = Long.parseLong(cell(point, "update"));
      OptionalDouble rate = rate(read, update);
      assertEquals(told, rate.isPresent(), "is told at update " + update);
      if (told) {
        double recorded = Double.parseDouble(cell(point, "rate"));
        double tolerance = ROUNDING * Math.abs(recorded) + NOTHING;
        assertEquals(recorded, rate.getAsDouble(), tolerance, "at update " + update);
      }
    }
  }

  /** Without a schedule the rate stays what it is. */
  private static OptionalDouble rate(Training read, long update) {
    return read.details()
        .schedule()
        .map(it -> new RateCurve(it).at(update))
        .orElseGet(
            () -> read.learningRate().map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }
}
