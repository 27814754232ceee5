package modellint.analysis.provenance;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * Where each parameter's numbers come from. Initialisation rules speak only of fresh ones.
 *
 * @param origins by parameter name; what is absent is unknown
 * @param families the initialiser that a fresh parameter's numbers fit, by parameter name
 * @param overall the state of the model as a whole
 */
public record Provenance(
    Map<String, Origin> origins, Map<String, InitFamily> families, Origin overall) {

  /** The state of a parameter's weights. */
  public enum Origin {
    /** As an initialiser drew them: no training step has been taken. */
    FRESH,
    TRAINED,
    /** A BatchNorm has been multiplied in. */
    FOLDED,
    QUANTISED,
    /** Not stored; the definition names the initialiser. */
    DECLARED,
    UNKNOWN
  }

  /** Scales of this many channels that are not all equal have been learned. */
  private static final int FEWEST_CHANNELS = 8;

  public Provenance {
    origins = Map.copyOf(origins);
    families = Map.copyOf(families);
  }

  public static Provenance of(Graph graph, Layers layers) {
    var origins = new HashMap<String, Origin>();
    var families = new HashMap<String, InitFamily>();
    var folding = new Folding(graph);
    for (Layer layer : layers.all()) {
      for (Parameter parameter : layer.parameters()) {
        Optional<InitFamily> family = Families.of(parameter, Optional.of(layer));
        boolean fits = families.containsKey(parameter.name());
        if (fits || !parameter.type().isFloating()) {
          origins.putIfAbsent(parameter.name(), origin(parameter, family));
          continue;
        }
        family.ifPresent(it -> families.put(parameter.name(), it));
        boolean folded = isStored(parameter) && folding.isFolded(layer);
        origins.put(parameter.name(), folded ? Origin.FOLDED : origin(parameter, family));
      }
    }
    for (Parameter parameter : graph.parameters().values()) {
      if (!origins.containsKey(parameter.name()) && parameter.type().isFloating()) {
        Optional<InitFamily> family = Families.of(parameter, Optional.empty());
        family.ifPresent(it -> families.put(parameter.name(), it));
        Origin origin = origin(parameter, family);
        origins.put(parameter.name(), origin == Origin.TRAINED ? Origin.UNKNOWN : origin);
      }
    }
    Set<String> learned = learnedScales(graph);
    layers.all().stream()
        .flatMap(layer -> layer.bias().stream())
        .map(Parameter::name)
        .filter(it -> origins.get(it) == Origin.TRAINED)
        .forEach(learned::add);
    learned.forEach(it -> origins.put(it, Origin.TRAINED));
    Origin overall = overall(layers, origins, learned(layers, learned));
    if (overall == Origin.TRAINED) {
      families.values().removeIf(it -> it.distribution() != Distribution.CONSTANT);
      origins.replaceAll((name, it) -> doubted(it, families.containsKey(name)));
    }
    return new Provenance(origins, families, overall);
  }

  public Origin origin(String parameter) {
    return origins.getOrDefault(parameter, Origin.UNKNOWN);
  }

  private static boolean learned(Layers layers, Set<String> scalesAndBiases) {
    return !scalesAndBiases.isEmpty() || new PooledBiases(layers).areLearned();
  }

  /** In a trained model a tensor that looks as it was drawn may only have moved little. */
  private static Origin doubted(Origin origin, boolean constant) {
    return origin == Origin.FRESH && !constant ? Origin.UNKNOWN : origin;
  }

  /** The initialiser that the numbers fit; empty where they fit none or too few are there. */
  public Optional<InitFamily> family(String parameter) {
    return Optional.ofNullable(families.get(parameter));
  }

  private static boolean isStored(Parameter parameter) {
    return parameter.weights() instanceof Weights.Measured;
  }

  private static Origin origin(Parameter parameter, Optional<InitFamily> family) {
    if (parameter.weights() instanceof Weights.Declared
        || parameter.weights() instanceof Weights.Scaled) {
      return Origin.DECLARED;
    }
    if (!(parameter.weights() instanceof Weights.Measured measured)) {
      return Origin.UNKNOWN;
    }
    if (!parameter.type().isFloating() || parameter.type().bits() < 16) {
      return Origin.QUANTISED;
    }
    if (family.isPresent()) {
      return Origin.FRESH;
    }
    Sample sample = Sample.of(measured);
    boolean decides =
        parameter.shape().rank() < 2
            ? parameter.count() > 1
            : parameter.count() >= Sample.FEWEST && sample.distribution().isEmpty();
    return decides ? Origin.TRAINED : Origin.UNKNOWN;
  }

  /** Scales of normalisations start equal; unequal ones have been learned. */
  private static Set<String> learnedScales(Graph graph) {
    var learned = new LinkedHashSet<String>();
    for (Node node : graph.nodes()) {
      if (!node.type().endsWith("Normalization")) {
        continue;
      }
      node.input(1)
          .map(graph.parameters()::get)
          .filter(it -> it.weights() instanceof Weights.Measured)
          .filter(it -> it.count() >= FEWEST_CHANNELS)
          .filter(it -> !Sample.of((Weights.Measured) it.weights()).isConstant())
          .ifPresent(it -> learned.add(it.name()));
    }
    return learned;
  }

  /**
   * The state of most weights. Where a tenth of them has a BatchNorm multiplied in, the network
   * that was or will be trained is another one. One layer that has seen training is enough to say
   * that the model as a whole is not fresh: a frozen or slow layer still looks as it was drawn.
   */
  private static Origin overall(Layers layers, Map<String, Origin> origins, boolean learned) {
    var sizes = new EnumMap<Origin, Double>(Origin.class);
    var seen = new LinkedHashSet<String>();
    double total = 0;
    for (Layer layer : layers.all()) {
      for (Parameter parameter : layer.parameters()) {
        if (seen.add(parameter.name()) && parameter.shape().rank() > 1) {
          double size = parameter.shape().isKnown() ? parameter.count() : 1;
          sizes.merge(origins.getOrDefault(parameter.name(), Origin.UNKNOWN), size, Double::sum);
          total += size;
        }
      }
    }
    long folded =
        seen.stream()
            .filter(it -> origins.getOrDefault(it, Origin.UNKNOWN) == Origin.FOLDED)
            .count();
    if (folded > seen.size() / 10) {
      return Origin.FOLDED;
    }
    for (Origin origin : List.of(Origin.DECLARED, Origin.QUANTISED)) {
      if (sizes.getOrDefault(origin, 0.0) > total / 2) {
        return origin;
      }
    }
    if (learned || sizes.containsKey(Origin.TRAINED)) {
      return Origin.TRAINED;
    }
    return sizes.getOrDefault(Origin.FRESH, 0.0) > total / 2 ? Origin.FRESH : Origin.UNKNOWN;
  }
}
