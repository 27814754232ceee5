package modellint.analysis.range;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/** Normalisations and recurrent cells, whose results are bounded or of both signs by design. */
final class Norms {

  private Norms() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    for (String type : List.of("BatchNormalization", "InstanceNormalization")) {
      all.put(type, step -> shifted(step, Interval.ALL, 1, 2));
    }
    all.put("GroupNormalization", step -> shifted(step, Interval.ALL, 1, 2));
    all.put("LayerNormalization", step -> shifted(step, unit(step), 1, 2));
    all.put("RMSNormalization", step -> shifted(step, unit(step), 1, 3));
    all.put("LpNormalization", step -> Range.mixed(new Interval(-1, 1), step.isDeclared()));
    for (String type : List.of("LSTM", "GRU", "RNN")) {
      all.put(type, Norms::cell);
    }
    return all;
  }

  /** No element of a vector of n with mean square one exceeds sqrt(n). */
  private static Interval unit(Step step) {
    OptionalDouble count = step.size(step.name(0), (int) step.node().integer("axis", -1));
    if (count.isEmpty() || step.node().integer("axis", -1) != -1) {
      return Interval.ALL;
    }
    double most = StrictMath.sqrt(count.getAsDouble());
    return new Interval(-most, most);
  }

  private static Range shifted(Step step, Interval unit, int scale, int bias) {
    double factor = largest(step, scale, 1);
    double shift = largest(step, bias, 0);
    Interval within =
        Double.isFinite(factor + shift)
            ? unit.times(new Interval(-factor, factor)).plus(new Interval(-shift, shift))
            : Interval.ALL;
    return shift <= factor && factor > 0
        ? Range.mixed(within, step.isDeclared())
        : new Range(within, Interval.NONE, Zeros.UNSEEN, false, step.isDeclared());
  }

  private static double largest(Step step, int input, double otherwise) {
    Optional<String> name = step.node().input(input);
    if (name.isEmpty()) {
      return otherwise;
    }
    Optional<Parameter> stored = name.flatMap(step.wiring()::tensor);
    if (stored.isEmpty()) {
      return Double.NaN;
    }
    if (stored.get().weights() instanceof Weights.Measured it) {
      return it.all().largest();
    }
    return stored.get().weights() instanceof Weights.Declared it
        ? Math.abs(it.init().mean()) + 4 * StrictMath.sqrt(it.init().variance())
        : Double.NaN;
  }

  /** tanh, and gates between zero and one, unless other functions are stated. */
  private static Range cell(Step step) {
    return step.node().attributes().containsKey("activations")
        ? Range.UNKNOWN
        : Range.mixed(new Interval(-1, 1), step.isDeclared());
  }
}
