package modellint.analysis.signal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * Sizes that a definition leaves open, by symbol: those that follow from the graph, and for the
 * rest an ordinary size that the report can name. Symbols that no parameter has are left to the
 * inputs.
 */
final class OpenSizes {

  private final Set<String> ofParameters = new HashSet<>();
  private final Map<Dim, Long> known = new HashMap<>();
  private final Map<String, Long> assumed = new TreeMap<>();
  private final Assumptions assumptions;
  private final double factor;

  /**
   * @param factor by which assumed sizes differ from the ordinary, to see what hangs on them
   */
  OpenSizes(Graph graph, Assumptions assumptions, double factor) {
    this.assumptions = assumptions;
    this.factor = factor;
    for (Parameter parameter : graph.parameters().values()) {
      dims(parameter).forEach(dim -> ofParameters.addAll(dim.powers().keySet()));
    }
  }

  /** The dimensions that decide a parameter's shape and draw. */
  static Stream<Dim> dims(Parameter parameter) {
    Stream<Dim> fans =
        parameter.weights() instanceof Weights.Scaled it
            ? it.fans().stream().map(Weights.Scaled.Fan::dim)
            : Stream.of();
    return Stream.concat(parameter.shape().dims().stream(), fans);
  }

  boolean isEmpty() {
    return ofParameters.isEmpty();
  }

  /** What was assumed, by symbol. */
  Map<String, Long> assumed() {
    return assumed;
  }

  long stated(Dim dim, long size) {
    known.put(dim, size);
    return size;
  }

  /** An input's size: {@code otherwise} where no parameter has the symbol too. */
  long size(Dim dim, long otherwise) {
    if (dim.powers().keySet().stream().anyMatch(ofParameters::contains)) {
      return size(dim);
    }
    assumed.put(dim.toString(), otherwise);
    return stated(dim, otherwise);
  }

  /** True where the size is known or follows from sizes that are. */
  boolean isKnown(Dim dim) {
    return dim.isKnown()
        || known.containsKey(dim)
        || dim.powers().keySet().stream().allMatch(it -> known.containsKey(Dim.symbol(it)));
  }

  /** The size, assumed where nothing determines it. */
  long size(Dim dim) {
    if (dim.isKnown()) {
      return dim.size();
    }
    Long whole = known.get(dim);
    if (whole != null) {
      return whole;
    }
    long product = dim.factor();
    for (Map.Entry<String, Integer> power : dim.powers().entrySet()) {
      long size = symbol(power.getKey());
      for (int i = 0; i < power.getValue(); i++) {
        product = Math.multiplyExact(product, size);
      }
    }
    return product;
  }

  /** Two dimensions that the graph makes equal. */
  void equate(Dim dim, Dim other) {
    if (isKnown(dim) == isKnown(other)) {
      return;
    }
    Dim open = isKnown(dim) ? other : dim;
    long size = size(isKnown(dim) ? dim : other);
    boolean one = open.powers().size() == 1 && open.powers().values().iterator().next() == 1;
    if (one && size % open.factor() == 0) {
      known.put(Dim.symbol(open.powers().firstKey()), size / open.factor());
    } else {
      known.put(open, size);
    }
  }

  private long symbol(String name) {
    Dim symbol = Dim.symbol(name);
    Long size = known.get(symbol);
    if (size == null) {
      size = assumptions.sizes().get(name);
      if (size == null) {
        size = Math.max(2, StrictMath.round(factor * ordinary(name)));
        assumed.put(name, size);
      }
      known.put(symbol, size);
    }
    return size;
  }

  /** An ordinary size for what {@code name} speaks of. */
  private static long ordinary(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    if (word.matches(".*(class|label|categor|outcome|output|kinds).*")) {
      return 10;
    }
    if (word.matches(".*channel.*")) {
      return 3;
    }
    if (word.startsWith("out(") || word.matches(".*(height|width|rows|image).*")) {
      return 64;
    }
    if (word.matches(".*(time|length|seq|step|depth).*")) {
      return 16;
    }
    return 100;
  }
}
