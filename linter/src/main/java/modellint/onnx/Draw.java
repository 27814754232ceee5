package modellint.onnx;

import java.util.Map;

/**
 * What turns a definition into one model: the seed of its weights, and numbers for the sizes that
 * it leaves open. The same draw of the same graph gives the same bytes, on every machine.
 *
 * @param sizes values of symbolic dimensions, by symbol
 */
public record Draw(long seed, Map<String, Long> sizes) {

  public Draw {
    sizes = Map.copyOf(sizes);
  }

  /** A draw that leaves every symbol as it is. */
  public static Draw of(long seed) {
    return new Draw(seed, Map.of());
  }
}
