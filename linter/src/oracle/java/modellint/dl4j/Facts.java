package modellint.dl4j;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Parameter;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/**
 * What is known of a network, in words that are the same for the reader and for the library.
 *
 * @param settings by layer and aspect: {@code layer0 updater}; an empty word is none
 * @param weights by layer and the library's key: {@code layer0_W}
 */
record Facts(SortedMap<String, String> settings, SortedMap<String, Weight> weights) {

  /** What the reader leaves open. */
  static final String UNKNOWN = "?";

  /** One tensor's elements, and the moments that they are drawn with. */
  record Weight(long elements, double mean, double deviation) {
    /** The elements of both. */
    Weight and(Weight other) {
      long n = elements + other.elements;
      double share = (double) elements / n;
      double middle = share * mean + (1 - share) * other.mean;
      double square =
          share * (deviation * deviation + mean * mean)
              + (1 - share) * (other.deviation * other.deviation + other.mean * other.mean);
      return new Weight(n, middle, Math.sqrt(Math.max(0, square - middle * middle)));
    }
  }

  /** What is read from the source. */
  static Facts of(Network network) {
    var settings = new TreeMap<String, String>();
    settings.put("parameters", number(network.definition().parameters()));
    settings.put("trainable", number(network.definition().trainable()));
    for (LayerFact layer : network.layers()) {
      LayerSettings own = layer.settings();
      boolean frozen = own.isFrozen() && !own.type().startsWith("Frozen");
      settings.put(layer.name() + " type", frozen ? "FrozenLayer" : own.type());
      settings.put(layer.name() + " parameters", number(layer.parameters()));
      if (activated(layer)) {
        settings.put(layer.name() + " activation", Functions.word(own.activation()));
      }
    }
    for (TrainingDetails.OfLayer it : network.definition().graph().training().details().layers()) {
      boolean still =
          network
              .layer(it.layer())
              .filter(fact -> fact.still().equals(fact.parameters()))
              .isPresent();
      if (!still) {
        put(settings, it);
      }
    }
    return new Facts(settings, weights(network));
  }

  /** The library keeps peepholes with the recurrent weights, and all gates' biases as one. */
  private static String key(String name) {
    return name.replaceAll("_P$", "_RW").replaceAll("_b_(io|f|c)$", "_b");
  }

  /** Wrappers and layers that are made of operations have no function that the library tells. */
  private static boolean activated(LayerFact it) {
    return !it.parameters().equals(Dim.of(0))
        && !it.settings().isFrozen()
        && !it.settings()
            .type()
            .matches(
                "Bidirectional|LastTimeStep|Frozen.*|MaskZero.*|TimeD.*|.*Attention.*|Locally.*");
  }

  private static void put(Map<String, String> settings, TrainingDetails.OfLayer it) {
    String layer = it.layer() + " ";
    if (settings.getOrDefault(layer + "type", "").startsWith("Frozen")) {
      return;
    }
    settings.put(layer + "updater", it.optimizer().orElse(UNKNOWN));
    settings.put(layer + "rate", number(it.learningRate()));
    settings.put(layer + "momentum", number(it.momentum()));
    // The library applies none of the penalties that a normalisation is configured with.
    if (!settings.getOrDefault(layer + "type", "").equals("BatchNormalization")) {
      settings.put(layer + "l1", number(it.l1()));
      settings.put(layer + "l2", number(it.l2()));
      settings.put(layer + "weight decay", number(it.weightDecay()));
    }
    settings.put(layer + "retain", number(it.retain()));
    settings.put(layer + "clipping", it.clipping().map(Facts::word).orElse(""));
  }

  private static SortedMap<String, Weight> weights(Network network) {
    var weights = new TreeMap<String, Weight>();
    var open = new HashSet<String>();
    for (Parameter it : network.definition().graph().parameters().values()) {
      Dim elements = it.shape().elements();
      if (it.weights() instanceof Weights.Declared declared && elements.isKnown()) {
        Init init = declared.init();
        weights.merge(
            key(it.name()),
            new Weight(elements.size(), init.mean(), Math.sqrt(init.variance())),
            Weight::and);
      } else {
        open.add(key(it.name()));
      }
    }
    weights.keySet().removeAll(open);
    // Where the size of an added layer is replaced, all behind it is read from where others stand.
    boolean shifted =
        network.definition().graph().training().details().refusals().stream()
            .flatMap(it -> network.layer(it.subject()).stream())
            .anyMatch(it -> it.settings().heritage().isAdded());
    if (shifted) {
      weights.clear();
    }
    return weights;
  }

  private static String word(Training.Clipping it) {
    return Double.isNaN(it.threshold()) ? UNKNOWN : it.kind() + " " + it.threshold();
  }

  static String number(Optional<Double> number) {
    return number.map(it -> Double.isNaN(it) ? UNKNOWN : Double.toString(it)).orElse("");
  }

  private static String number(Dim it) {
    return it.isKnown() ? Long.toString(it.size()) : UNKNOWN;
  }

  /** Where the reader says something else than {@code truth}; what it leaves open is no error. */
  List<String> against(Facts truth) {
    var all = new java.util.ArrayList<String>();
    for (String key : keys(settings, truth.settings)) {
      String made = truth.settings.getOrDefault(key, "nothing");
      String read = settings.getOrDefault(key, made);
      if (!same(read, made) && !isOpen(read, key)) {
        all.add(key + ": read " + read + ", the library has " + made);
      }
    }
    weights.forEach(
        (key, read) -> {
          Weight made = truth.weights.getOrDefault(key, read);
          if (!agree(read, made)) {
            all.add(key + ": read " + read + ", the library has " + made);
          }
        });
    return all;
  }

  /** What is left open, by aspect. */
  List<String> open(Facts truth) {
    return settings.keySet().stream()
        .filter(it -> isOpen(settings.getOrDefault(it, ""), it))
        .filter(it -> !truth.settings.getOrDefault(it, "").equals(settings.get(it)))
        .toList();
  }

  /** Numbers may differ in their last digit. */
  private static boolean same(String read, String made) {
    try {
      double a = Double.parseDouble(read);
      return Math.abs(a - Double.parseDouble(made)) <= 1e-12 * Math.abs(a);
    } catch (NumberFormatException e) {
      return read.equals(made);
    }
  }

  private static boolean isOpen(String read, String key) {
    return read.matches("\\?|unknown.*")
        || (read.isEmpty() && key.matches(".* (rate|momentum|retain)"));
  }

  private static java.util.TreeSet<String> keys(Map<String, ?> a, Map<String, ?> b) {
    var all = new java.util.TreeSet<>(a.keySet());
    all.addAll(b.keySet());
    return all;
  }

  /** Within what a sample of that size scatters, far tails included. */
  private static boolean agree(Weight read, Weight drawn) {
    double n = drawn.elements();
    double error = 6 * read.deviation() / Math.sqrt(n);
    return read.elements() == drawn.elements()
        && Math.abs(read.mean() - drawn.mean()) <= error + 1e-5
        && (n < 32 || Math.abs(read.deviation() - drawn.deviation()) <= error * 1.5 + 1e-5);
  }
}
