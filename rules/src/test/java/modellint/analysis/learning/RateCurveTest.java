package modellint.analysis.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Schedule;
import org.junit.jupiter.api.Test;

/** Rates by step, as DJL's trackers and DL4J's tables give them. */
class RateCurveTest {

  private static RateCurve curve(String kind, Map<String, Double> numbers) {
    return new RateCurve(
        new Schedule(kind, numbers, new TreeMap<>(), false, new Place.Line("A.java", 1, 1)));
  }

  private static double at(RateCurve curve, long step) {
    return curve.at(step).orElseThrow();
  }

  @Test
  void a_factor_multiplies_until_the_smallest_value() {
    RateCurve it = curve("FactorTracker", Map.of("initial", 1.0, "factor", 0.5, "min", 0.125));

    assertEquals(0.25, at(it, 2));
    assertEquals(0.125, at(it, 1000));
  }

  @Test
  void a_slope_ends_at_its_bound_or_never() {
    RateCurve bounded = curve("LinearTracker", Map.of("initial", 1.0, "slope", -0.1, "min", 0.5));
    RateCurve open = curve("LinearTracker", Map.of("initial", 1.0, "slope", 0.1));

    assertEquals(0.5, at(bounded, 1000), 1e-12);
    assertEquals(101, at(open, 1000), 1e-9);
  }

  @Test
  void a_cosine_is_half_way_in_the_middle() {
    RateCurve it =
        curve("CosineTracker", Map.of("initial", 1.0, "final", 0.0, "maxUpdates", 100.0));

    assertEquals(1, at(it, 0));
    assertEquals(0.5, at(it, 50), 1e-12);
    assertEquals(0, at(it, 1000), 1e-12);
  }

  @Test
  void a_cycle_comes_back_to_its_base() {
    RateCurve it = curve("CyclicalTracker", Map.of("initial", 0.1, "max", 0.5, "stepSizeUp", 10.0));

    assertEquals(0.5, at(it, 10), 1e-12);
    assertEquals(0.1, at(it, 20), 1e-12);
    assertEquals(0.3, at(it, 45), 1e-12);
  }

  @Test
  void a_polynomial_decays_to_its_end() {
    RateCurve it =
        curve(
            "PolynomialDecayTracker",
            Map.of("initial", 1.0, "final", 0.2, "decaySteps", 10.0, "power", 2.0));

    assertEquals(0.4, at(it, 5), 1e-12);
    assertEquals(0.2, at(it, 1000), 1e-12);
  }

  @Test
  void a_warm_up_stands_before_the_main_schedule() {
    RateCurve it =
        curve(
            "FactorTracker",
            Map.of("initial", 1.0, "factor", 0.5, "warmUpSteps", 10.0, "warmUpBegin", 0.0));

    assertEquals(10, it.start());
    assertEquals(0.5, at(it, 5), 1e-12);
    assertEquals(1, at(it, 10));
    assertEquals(0.25, at(it, 12));
  }

  @Test
  void a_table_holds_each_rate_until_the_next() {
    var points = new TreeMap<>(Map.of(0L, 0.1, 100L, 0.01));
    var it =
        new RateCurve(
            new Schedule("MapSchedule", Map.of(), points, true, new Place.Line("A.java", 1, 1)));

    assertEquals(0.1, at(it, 99));
    assertEquals(0.01, at(it, 100));
  }

  @Test
  void nothing_is_claimed_where_a_number_is_missing() {
    assertTrue(curve("FactorTracker", Map.of("initial", 1.0)).at(3).isEmpty());
    assertTrue(curve("MapSchedule", Map.of("initial", 1.0)).at(3).isEmpty());
  }
}
