package modellint.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** The facts of a network that the library has built and drawn. */
final class FactsOfLibrary {

  private final SortedMap<String, String> settings = new TreeMap<>();
  private final SortedMap<String, Facts.Weight> weights = new TreeMap<>();
  private long still;

  private FactsOfLibrary() {}

  /** Of a network, or of a configuration, which is built first; throws what the library throws. */
  static Facts of(Object configuration) {
    var facts = new FactsOfLibrary();
    Object made = initialised(configuration);
    long all;
    if (made instanceof MultiLayerNetwork net) {
      all = net.numParams();
      for (int i = 0; i < net.getnLayers(); i++) {
        facts.add(net.getLayer(i), net.getLayerWiseConfigurations().getConf(i).getLayer());
      }
    } else {
      var net = (ComputationGraph) made;
      all = net.params() == null ? 0 : net.params().length();
      for (var vertex : net.getVertices()) {
        if (vertex.hasLayer()) {
          var conf = (LayerVertex) net.getConfiguration().getVertices().get(vertex.getVertexName());
          facts.add(vertex.getLayer(), conf.getLayerConf().getLayer());
        }
      }
    }
    facts.settings.put("parameters", Long.toString(all));
    facts.settings.put("trainable", Long.toString(all - facts.still));
    return new Facts(facts.settings, facts.weights);
  }

  /** A network that is transferred is one already. */
  private static Object initialised(Object it) {
    if (it instanceof MultiLayerConfiguration conf) {
      var net = new MultiLayerNetwork(Seeded.of(conf));
      net.init();
      return net;
    }
    if (it instanceof ComputationGraphConfiguration conf) {
      var net = new ComputationGraph(Seeded.of(conf));
      net.init();
      return net;
    }
    return it;
  }

  private void add(Layer layer, org.deeplearning4j.nn.conf.layers.Layer conf) {
    String name = conf.getLayerName();
    Map<String, INDArray> tensors = layer.paramTable();
    settings.put(name + " type", conf.getClass().getSimpleName());
    settings.put(name + " parameters", Long.toString(layer.numParams()));
    if (tensors == null || tensors.isEmpty()) {
      return;
    }
    tensors.forEach((key, it) -> weights.put(name + ours(key), weight(it)));
    boolean frozen = conf.getClass().getSimpleName().startsWith("Frozen");
    tensors.forEach(
        (key, it) -> still += frozen || key.matches("mean|var|log10stdev") ? it.length() : 0);
    if (conf instanceof BaseLayer it) {
      settings.put(name + " activation", it.getActivationFn().toString().replaceAll("\\(.*", ""));
    }
    String key =
        tensors.keySet().stream()
            .filter(it -> conf.initializer().isWeightParam(conf, it))
            .findFirst()
            .orElse(tensors.keySet().iterator().next());
    if (!frozen && !key.matches("mean|var|log10stdev")) {
      put(name, conf, key);
    }
  }

  /** The library puts the direction before the key, or behind it. */
  private static String ours(String key) {
    return ("_" + key)
        .replaceAll("^_(?:f(R?W|b)|(R?W|b)F)$", "/forward_$1$2")
        .replaceAll("^_(?:b(R?W|b)|(R?W|b)B)$", "/backward_$1$2");
  }

  /** Not every wrapper passes the question on. */
  private static IUpdater updater(org.deeplearning4j.nn.conf.layers.Layer conf, String key) {
    return conf instanceof BaseWrapperLayer it
        ? updater(it.getUnderlying(), key)
        : conf.getUpdaterByParam(key);
  }

  private static Facts.Weight weight(INDArray it) {
    INDArray exact = it.castTo(DataType.DOUBLE);
    double mean = exact.meanNumber().doubleValue();
    double deviation = exact.length() < 2 ? 0 : exact.stdNumber(false).doubleValue();
    return new Facts.Weight(it.length(), mean, deviation);
  }

  private void put(String name, org.deeplearning4j.nn.conf.layers.Layer conf, String key) {
    IUpdater updater = updater(conf, key);
    String type = updater.getClass().getSimpleName();
    settings.put(name + " updater", type.toLowerCase(Locale.ROOT));
    double rate = updater.getLearningRate(0, 0);
    settings.put(name + " rate", Double.isNaN(rate) ? "" : Double.toString(rate));
    settings.put(
        name + " momentum",
        updater instanceof Nesterovs it ? Double.toString(it.currentMomentum(0, 0)) : "");
    for (String each : new String[] {"l1", "l2", "weight decay"}) {
      settings.put(name + " " + each, "");
    }
    List<Regularization> penalties = conf.getRegularizationByParam(key);
    for (Regularization each : penalties == null ? List.<Regularization>of() : penalties) {
      if (each instanceof L1Regularization it) {
        settings.put(name + " l1", Double.toString(it.getL1().valueAt(0, 0)));
      } else if (each instanceof L2Regularization it) {
        settings.put(name + " l2", Double.toString(it.getL2().valueAt(0, 0)));
      } else if (each instanceof WeightDecay it) {
        settings.put(name + " weight decay", Double.toString(it.getCoeff().valueAt(0, 0)));
      }
    }
    settings.put(name + " retain", retain(dropout(conf)));
    settings.put(
        name + " clipping",
        clipping(conf.getGradientNormalization(), conf.getGradientNormalizationThreshold()));
  }

  private static String clipping(GradientNormalization kind, double threshold) {
    return switch (kind) {
      case None -> "";
      case ClipElementWiseAbsoluteValue -> "value " + threshold;
      case ClipL2PerLayer -> "l2-per-layer " + threshold;
      case ClipL2PerParamType -> "l2-per-parameter " + threshold;
      case RenormalizeL2PerLayer -> "renormalize-l2-per-layer 1.0";
      case RenormalizeL2PerParamType -> "renormalize-l2-per-parameter 1.0";
    };
  }

  /** That of the layer within, which alone applies it. */
  private static IDropout dropout(org.deeplearning4j.nn.conf.layers.Layer conf) {
    if (conf instanceof Bidirectional it) {
      return dropout(it.getFwd());
    }
    return conf instanceof BaseWrapperLayer it ? dropout(it.getUnderlying()) : conf.getIDropout();
  }

  private static String retain(IDropout dropout) {
    if (dropout instanceof Dropout it) {
      return it.getPSchedule() == null ? Double.toString(it.getP()) : "";
    }
    if (dropout instanceof AlphaDropout it) {
      return Double.toString(it.getP());
    }
    return dropout instanceof SpatialDropout it ? Double.toString(it.getP()) : "";
  }
}
