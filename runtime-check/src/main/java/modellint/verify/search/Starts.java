package modellint.verify.search;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import modellint.verify.run.Block;
import modellint.verify.tape.Type;

/**
 * Where a search begins: the inputs as they are drawn or given, then values and corners of their
 * ranges, zeros, and closed masks.
 */
final class Starts {

  private static final int DRAWS = 3;

  private final LongFunction<Map<String, Block>> draw;
  private final Map<String, Box> boxes;

  /** {@code draw} makes inputs of all kinds; {@code boxes} says what the real ones take. */
  Starts(LongFunction<Map<String, Block>> draw, Map<String, Box> boxes) {
    this.draw = draw;
    this.boxes = boxes;
  }

  List<Map<String, Block>> all() {
    var random = new Random(1);
    var starts = new ArrayList<Map<String, Block>>();
    Map<String, Block> given = draw.apply(1);
    starts.add(given);
    for (long seed = 1; seed <= DRAWS; seed++) {
      Map<String, Block> drawn = draw.apply(seed);
      starts.add(filled(drawn, (box, count) -> box.uniform(count, random)));
      starts.add(filled(drawn, (box, count) -> box.corners(count, random)));
      // Where nothing varies, a variance is what rounding leaves.
      starts.add(
          filled(
              drawn,
              (box, count) -> box.filled(count, box.low() + box.width() * random.nextDouble())));
    }
    starts.add(filled(given, (box, count) -> box.filled(count, 0)));
    starts.add(filled(given, (box, count) -> box.filled(count, box.high())));
    starts.add(filled(given, (box, count) -> box.filled(count, box.low())));
    starts.add(closed(starts.get(1)));
    return starts;
  }

  private Map<String, Block> filled(
      Map<String, Block> drawn, BiFunction<Box, Integer, double[]> values) {
    var filled = new LinkedHashMap<>(drawn);
    boxes.forEach(
        (name, box) ->
            filled.computeIfPresent(
                name, (key, block) -> block.with(values.apply(box, block.count()))));
    return filled;
  }

  /** Every flag and every mask at zero. */
  private static Map<String, Block> closed(Map<String, Block> feeds) {
    var closed = new LinkedHashMap<>(feeds);
    closed.replaceAll(
        (name, block) ->
            block.type() == Type.BOOL || isMask(name, block)
                ? new Block(
                    block.type(),
                    block.shape(),
                    ByteBuffer.allocate(block.count() * (int) Block.width(block.type())))
                : block);
    return closed;
  }

  private static boolean isMask(String name, Block block) {
    return !Type.isReal(block.type()) && name.toLowerCase(Locale.ROOT).contains("mask");
  }
}
