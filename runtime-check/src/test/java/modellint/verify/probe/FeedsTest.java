package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import modellint.verify.run.Block;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;

class FeedsTest {

  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int BATCH = 4;

  @Test
  void tokens_lie_within_the_vocabulary_that_they_are_looked_up_in() {
    Block ids =
        draw(new Sketch()
                .input("ids", Type.INT64, "N", "T")
                .weight("table", 7, 3)
                .node("long", "Cast", "ids")
                .node("row", "Gather", "table", "long"))
            .get("ids");

    assertTrue(LongStream.of(ids.integers()).allMatch(it -> it >= 0 && it < 7));
    assertTrue(LongStream.of(ids.integers()).distinct().count() > 3);
  }

  @Test
  void masks_hide_nothing_positions_are_in_order_and_scalars_are_one() {
    Map<String, Block> feeds =
        draw(
            new Sketch()
                .input("attention_mask", Type.INT64, "N", 5)
                .input("position_ids", Type.INT64, 1, 5)
                .input("key_padding_mask", Type.BOOL, "N", 5)
                .input("temperature", Type.FLOAT)
                .input("use_cache", Type.BOOL));

    assertTrue(LongStream.of(feeds.get("attention_mask").integers()).allMatch(it -> it == 1));
    assertTrue(LongStream.of(feeds.get("key_padding_mask").integers()).allMatch(it -> it == 0));
    assertArrayEquals(new long[] {0, 1, 2, 3, 4}, feeds.get("position_ids").integers());
    assertArrayEquals(new double[] {1}, feeds.get("temperature").reals());
    assertArrayEquals(new long[] {1}, feeds.get("use_cache").integers());
  }

  @Test
  void lengths_of_sequences_are_whole() {
    Block lengths =
        draw(new Sketch()
                .input("x", Type.FLOAT, "T", "N", 3)
                .input("steps", Type.INT32, "N")
                .node("y", "LSTM", "x", "w", "r", "", "steps"))
            .get("steps");

    assertArrayEquals(new long[] {16, 16, 16, 16}, lengths.integers());
  }

  @Test
  void numbers_stay_within_the_stated_range() {
    var inputs =
        new Question.Inputs(
            BATCH,
            Map.of(),
            Map.of("x", new Question.Range(2, 3), "level", new Question.Range(10, 12)),
            List.of());
    Map<String, Block> feeds =
        draw(
            new Sketch().input("x", Type.FLOAT, "N", 100).input("level", Type.INT64, "N", 100),
            inputs);

    assertTrue(Arrays.stream(feeds.get("x").reals()).allMatch(it -> it >= 2 && it <= 3));
    assertTrue(LongStream.of(feeds.get("level").integers()).allMatch(it -> it >= 10 && it <= 12));
  }

  @Test
  void every_element_type_has_numbers() {
    Map<String, Block> feeds =
        draw(
            new Sketch()
                .input("pixels", UINT8, "N", 300)
                .input("levels", INT8, "N", 300)
                .input("wide", Type.DOUBLE, "N", 300));

    long[] pixels = feeds.get("pixels").integers();
    long[] levels = feeds.get("levels").integers();
    assertTrue(
        LongStream.of(pixels).max().orElse(0) > 200 && LongStream.of(pixels).min().orElse(-1) >= 0);
    assertTrue(LongStream.of(levels).min().orElse(0) < -100);
    assertEquals(1, rms(feeds.get("wide").reals()), 0.1);
  }

  @Test
  void a_symbol_is_one_size_wherever_it_stands() {
    Map<String, Block> feeds =
        draw(
            new Sketch()
                .input("x", Type.FLOAT, "batch", "tokens", 8)
                .input("y", Type.FLOAT, "tokens", "batch"));

    assertArrayEquals(new long[] {BATCH, 16, 8}, feeds.get("x").shape());
    assertArrayEquals(new long[] {16, BATCH}, feeds.get("y").shape());
  }

  @Test
  void the_batch_axis_is_the_first_open_one_unless_another_is_named_so() {
    Map<String, Block> feeds =
        draw(
            new Sketch()
                .input("image", Type.FLOAT, "s", 3, "h", "w")
                .input("steps", Type.FLOAT, "T", "batch_size", 8));

    assertArrayEquals(new long[] {BATCH, 3, 64, 64}, feeds.get("image").shape());
    assertArrayEquals(new long[] {16, BATCH, 8}, feeds.get("steps").shape());
  }

  private static double rms(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(it -> it * it).average().orElse(0));
  }

  private static Map<String, Block> draw(Sketch sketch) {
    return draw(sketch, Question.Inputs.of(BATCH));
  }

  private static Map<String, Block> draw(Sketch sketch, Question.Inputs inputs) {
    return new Feeds(sketch.graph(), inputs, 64, Optional.empty()).draw(1);
  }
}
