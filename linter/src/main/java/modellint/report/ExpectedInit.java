package modellint.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.engine.LayerRow;

/**
 * A well-known initialiser and the standard deviation that it would give a layer, to hold the
 * weights against: He et al. 2015, Glorot and Bengio 2010, LeCun et al. 1998, and PyTorch's default
 * for Linear and Conv, U(-1/sqrt(fan in), 1/sqrt(fan in)).
 */
record ExpectedInit(String name, double std) {

  /** A sample of a few hundred weights strays this far from its own initialiser. */
  private static final double TOLERANCE = 0.05;

  private static final Set<String> RECTIFIERS =
      Set.of(
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Elu",
          "Gelu",
          "QuickGelu",
          "Silu",
          "Swish",
          "Mish",
          "HardSwish");

  /**
   * What would have been drawn for {@code activation}: He for the rectifiers, Xavier for the rest;
   * where it is not known, what the weights look like.
   */
  static Optional<ExpectedInit> suiting(LayerRow.Init init, Optional<String> activation) {
    return activation
        .map(it -> RECTIFIERS.contains(it) ? "He" : "Xavier")
        .or(() -> resembled(init))
        .map(it -> new ExpectedInit(it, candidates(init).getOrDefault(it, 0.0)));
  }

  private static Optional<String> resembled(LayerRow.Init init) {
    return candidates(init).entrySet().stream()
        .filter(it -> distance(init.std(), it.getValue()) < TOLERANCE)
        .min(Comparator.comparingDouble(it -> distance(init.std(), it.getValue())))
        .map(Map.Entry::getKey);
  }

  private static double distance(double std, double expected) {
    return Math.abs(std / expected - 1);
  }

  private static Map<String, Double> candidates(LayerRow.Init init) {
    var candidates = new LinkedHashMap<String, Double>();
    candidates.put("He", Math.sqrt(2.0 / init.fanIn()));
    candidates.put("Xavier", Math.sqrt(2.0 / (init.fanIn() + init.fanOut())));
    candidates.put("LeCun", Math.sqrt(1.0 / init.fanIn()));
    candidates.put("He fan-out", Math.sqrt(2.0 / init.fanOut()));
    candidates.put("PyTorch", Math.sqrt(1.0 / (3.0 * init.fanIn())));
    return candidates;
  }
}
