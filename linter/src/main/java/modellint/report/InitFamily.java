package modellint.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.engine.LayerRow;

/**
 * The well-known initialiser whose standard deviation a layer's weights have: He et al. 2015,
 * Glorot and Bengio 2010, LeCun et al. 1998, and PyTorch's default for Linear and Conv,
 * U(-1/sqrt(fan in), 1/sqrt(fan in)).
 */
final class InitFamily {

  /** A sample of a few hundred weights strays this far from its own initialiser. */
  private static final double TOLERANCE = 0.05;

  private static final Set<String> RECTIFIERS =
      Set.of("Relu", "LeakyRelu", "PRelu", "Elu", "Gelu", "Silu", "Swish", "Mish", "HardSwish");

  /** An initialiser and the standard deviation that it gives a layer. */
  record Expected(String name, double std) {}

  private InitFamily() {}

  static Optional<String> of(LayerRow.Init init) {
    if (init.declared().isPresent()) {
      return init.declared();
    }
    return candidates(init).entrySet().stream()
        .filter(it -> distance(init.std(), it.getValue()) < TOLERANCE)
        .min(Comparator.comparingDouble(it -> distance(init.std(), it.getValue())))
        .map(Map.Entry::getKey);
  }

  /**
   * What would have been drawn for {@code activation}: He for the rectifiers, Xavier for the rest;
   * where it is not known, what the weights look like.
   */
  static Optional<Expected> suiting(LayerRow.Init init, Optional<String> activation) {
    return activation
        .map(it -> RECTIFIERS.contains(it) ? "He" : "Xavier")
        .or(() -> of(init).filter(candidates(init)::containsKey))
        .map(it -> new Expected(it, candidates(init).getOrDefault(it, 0.0)));
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
