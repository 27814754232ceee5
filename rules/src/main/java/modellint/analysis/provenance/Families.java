package modellint.analysis.provenance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/** The initialisers that libraries offer, as standard deviations for given fans. */
final class Families {

  /** Fixed spreads that people write: {@code std=0.02}. */
  private static final double[] FIXED = {1, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 1e-4, 1e-6};

  /** Below so many elements some fixed spread fits any bias by chance. */
  private static final int FEWEST_BIASES = 512;

  /** No bias that has been trained is as small: vision transformers start theirs at 1e-6. */
  private static final double TINY = 1e-5;

  private Families() {}

  /** The family of a tensor that is constant, orthogonal, an identity, or fits a distribution. */
  static Optional<InitFamily> of(Parameter parameter, Optional<Layer> layer) {
    if (!(parameter.weights() instanceof Weights.Measured measured)) {
      return Optional.empty();
    }
    Sample sample = Sample.of(measured);
    Moments all = measured.all();
    if (all.count() > 0 && measured.nans() + measured.infinities() == 0 && sample.isConstant()) {
      String name = all.largest() == 0 ? "zeros" : "constant";
      return Optional.of(new InitFamily(name, Distribution.CONSTANT, 0));
    }
    if (parameter.shape().rank() < 2) {
      return bias(sample, layer);
    }
    if (sample.isIdentity(diagonal(parameter))) {
      return Optional.of(new InitFamily("identity", Distribution.IDENTITY, all.std()));
    }
    if (sample.isOrthogonal()) {
      return Optional.of(new InitFamily("orthogonal", Distribution.ORTHOGONAL, all.std()));
    }
    return sample.distribution().flatMap(it -> named(it, sample, parameter, layer));
  }

  /**
   * PyTorch draws biases between plus and minus one over the root of fan-in; others start at zero,
   * at a constant, or at a Gaussian of fixed spread.
   */
  private static Optional<InitFamily> bias(Sample sample, Optional<Layer> layer) {
    if (sample.isSwitched()) {
      return Optional.of(new InitFamily("zeros and a constant", Distribution.CONSTANT, 0));
    }
    Optional<InitFamily> uniform =
        layer
            .flatMap(it -> uniformBound(sample, it))
            .map(
                bound ->
                    new InitFamily(
                        "PyTorch default", Distribution.UNIFORM, bound / StrictMath.sqrt(3)));
    return uniform.isPresent()
        ? uniform
        : sample
            .distribution()
            .flatMap(it -> match(it, sample, ElementType.FLOAT, candidates(it, Optional.empty())))
            .filter(it -> sample.all().count() >= FEWEST_BIASES || it.std() <= TINY);
  }

  /** The bound between which a bias may have been drawn, where it may. */
  static Optional<Double> uniformBias(Parameter bias, Layer layer) {
    return bias.weights() instanceof Weights.Measured measured && bias.count() > 1
        ? uniformBound(Sample.of(measured), layer).filter(it -> measured.all().variance() > 0)
        : Optional.empty();
  }

  private static Optional<Double> uniformBound(Sample sample, Layer layer) {
    return Optional.of(layer)
        .filter(it -> it.fanIn() > 0)
        .map(it -> 1 / StrictMath.sqrt(fan(it)))
        .filter(sample::isUniformWithin);
  }

  /** PyTorch scales every tensor of a recurrent cell by the hidden size. */
  private static double fan(Layer layer) {
    return layer.recurrent().isPresent()
        ? layer.node().integer("hidden_size", layer.units())
        : layer.fanIn();
  }

  private static Optional<InitFamily> named(
      Distribution distribution, Sample sample, Parameter parameter, Optional<Layer> layer) {
    Optional<InitFamily> match =
        match(distribution, sample, parameter.type(), candidates(distribution, layer));
    // Few elements fit almost anything; without a spread that has a name they prove nothing.
    return match.isPresent() || sample.all().count() < 2048
        ? match
        : Optional.of(new InitFamily(word(distribution), distribution, sample.all().std()));
  }

  private static Optional<InitFamily> match(
      Distribution distribution, Sample sample, ElementType type, Map<String, Double> candidates) {
    double std = sample.all().std();
    double slack = 4.5 * distribution.stdError(sample.all().count()) + rounding(type);
    return candidates.entrySet().stream()
        .filter(it -> StrictMath.abs(sample.meanScore()) < 5)
        .filter(it -> StrictMath.abs(std / it.getValue() - 1) < slack)
        .findFirst()
        .map(it -> new InitFamily(it.getKey(), distribution, it.getValue()));
  }

  private static String word(Distribution distribution) {
    return switch (distribution) {
      case UNIFORM -> "uniform";
      case TRUNCATED_NORMAL -> "truncated normal";
      default -> "normal";
    };
  }

  private static double rounding(ElementType type) {
    return switch (type) {
      case FLOAT, DOUBLE -> 1e-6;
      case FLOAT16 -> 1e-3;
      default -> 1e-2;
    };
  }

  /** Names with their standard deviations, the likelier first where two coincide. */
  private static Map<String, Double> candidates(Distribution shape, Optional<Layer> layer) {
    var all = new LinkedHashMap<String, Double>();
    String word = shape == Distribution.UNIFORM ? "uniform" : "normal";
    layer.ifPresent(
        it -> {
          double in = it.fanIn();
          double out = it.fanOut();
          // PyTorch ignores groups when it counts the fan-out.
          double whole = out * Math.max(1, it.node().integer("group", 1));
          put(all, "He " + word + " (fan-in)", 2 / in);
          put(all, "He " + word + " (fan-out)", 2 / out);
          put(all, "He " + word + " (fan-out of all groups)", 2 / whole);
          put(all, "Xavier " + word, 2 / (in + out));
          put(all, "Xavier " + word + " (all groups)", 2 / (in + whole));
          if (shape == Distribution.UNIFORM) {
            put(all, "PyTorch default", 1 / (3 * fan(it)));
          }
          put(all, "LeCun " + word, 1 / in);
        });
    for (double fixed : FIXED) {
      // Keras states the limit of a uniform draw, not its deviation.
      double std = shape == Distribution.UNIFORM ? fixed / StrictMath.sqrt(3) : fixed;
      all.putIfAbsent(word(shape) + " of " + fixed, std);
    }
    if (shape == Distribution.TRUNCATED_NORMAL) {
      // The stated deviation is that before the tails are cut.
      for (double fixed : FIXED) {
        all.putIfAbsent("truncated normal of " + fixed + ", cut", fixed * 0.87962);
      }
    }
    return all;
  }

  private static void put(Map<String, Double> all, String name, double variance) {
    if (variance > 0 && variance < 1e6) {
      all.put(name, StrictMath.sqrt(variance));
    }
  }

  private static long diagonal(Parameter parameter) {
    Dim rows = parameter.shape().dim(0);
    Dim columns = parameter.shape().dim(1);
    return rows.isKnown() && columns.isKnown() ? Math.min(rows.size(), columns.size()) : 0;
  }
}
