package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import modellint.rule.Subject;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

  private static final int INPUTS = 16;

  @ParameterizedTest
  @CsvSource({
    "RNN, 0, 48, 50",
    "GRU, 0, 48, 50",
    "LSTM, 0, 48, 50",
    "LSTM, 1, 48, 50",
    "LSTM, -2, 48, 50",
    "LSTM, 3, 48, 50",
    "LSTM, 3, 48, 150",
    "LSTM, 1, 48, 150",
    "GRU, 0, 32, 150"
  })
  void a_gradient_fades_through_time_as_predicted(
      String type, double forget, int hidden, int steps) {
    Recurrence predicted = predicted(type, forget, hidden, steps);
    double[] measured =
        IntStream.range(0, 4)
            .mapToDouble(it -> measured(type, forget, hidden, steps, it))
            .toArray();

    for (double draw : measured) {
      assertEquals(predicted.decades(), draw, predicted.spread(steps));
    }
  }

  @Test
  void gates_that_are_all_alike_pass_the_sum_of_their_two_ways_back() {
    Recurrence it = predicted("GRU", 0, 64, 200);
    double keeping = Math.log10(0.5);

    assertTrue(it.perStep() > keeping + 0.1 && it.perStep() < 0, () -> "" + it.perStep());
  }

  @Test
  void a_cell_that_keeps_everything_does_not_make_a_gradient_explode() {
    assertEquals(0, predicted("LSTM", 6, 64, 500).decades(), 1);
  }

  @Test
  void twice_the_steps_are_twice_the_decades() {
    Recurrence it = predicted("RNN", 0, 64, 50);

    assertEquals(2 * it.decades(), it.over(99), 1e-9);
    assertTrue(it.spread(99) > it.spread(50));
  }

  private static Recurrence predicted(String type, double forget, int hidden, int steps) {
    Net net = Net.sequence(steps, INPUTS);
    Net layered =
        type.equals("LSTM")
            ? net.lstm(INPUTS, hidden, forget)
            : net.recurrent(type, INPUTS, hidden, List.of());
    return new Subject(layered.build(), Map.of(), Assumptions.DEFAULT).recurrences().get(0);
  }

  /** Root mean square over sequences of one draw of the weights. */
  private static double measured(String type, double forget, int hidden, int steps, long seed) {
    double sum = 0;
    int sequences = 4;
    for (int i = 0; i < sequences; i++) {
      // The same weights come first, then sequences of their own.
      var run = new Unrolled(type, INPUTS, hidden, steps, forget, new Random(seed));
      sum += run.decay(new Random(100 * seed + i));
    }
    return Math.log10(sum / sequences) / 2;
  }
}
