package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/** A network as the library itself builds it: what it says of each layer, in words of the tests. */
record Built(long parameters, List<Of> layers) {

  /** One layer; settings are empty for a layer that the library gives none. */
  record Of(
      String name,
      String type,
      long parameters,
      Map<String, String> settings,
      Map<String, INDArray> weights) {}

  /** Builds and initialises {@code definition}, of either kind, or takes a network as it is. */
  static Built of(Object definition) {
    if (definition instanceof MultiLayerConfiguration it) {
      var net = new MultiLayerNetwork(Seeded.of(it));
      net.init();
      return of(net);
    }
    if (definition instanceof ComputationGraphConfiguration it) {
      var net = new ComputationGraph(Seeded.of(it));
      net.init();
      return of(net);
    }
    var layers = new ArrayList<Of>();
    if (definition instanceof MultiLayerNetwork net) {
      for (Layer layer : net.getLayers()) {
        var conf = net.getLayerWiseConfigurations().getConf(layers.size()).getLayer();
        layers.add(of(layer, conf));
      }
      return new Built(net.numParams(), layers);
    }
    var net = (ComputationGraph) definition;
    for (var vertex : net.getVertices()) {
      if (vertex.hasLayer()) {
        var conf = (LayerVertex) net.getConfiguration().getVertices().get(vertex.getVertexName());
        layers.add(of(vertex.getLayer(), conf.getLayerConf().getLayer()));
      }
    }
    // numParams() leaves out the vertices that have parameters and are no layers.
    return new Built(net.params().length(), layers);
  }

  private static Of of(Layer layer, org.deeplearning4j.nn.conf.layers.Layer conf) {
    return new Of(
        conf.getLayerName(),
        conf.getClass().getSimpleName(),
        layer.numParams(),
        conf instanceof BaseLayer it ? settings(it) : Map.of(),
        layer.paramTable());
  }

  private static Map<String, String> settings(BaseLayer it) {
    var settings = new TreeMap<String, String>();
    settings.put("activation", it.getActivationFn().toString().replaceAll("\\(.*", ""));
    String updater = it.getIUpdater().getClass().getSimpleName();
    settings.put("updater", updater.toLowerCase(Locale.ROOT));
    double rate = it.getIUpdater().getLearningRate(0, 0);
    settings.put("rate", Double.isNaN(rate) ? "" : Double.toString(rate));
    settings.put(
        "momentum",
        it.getIUpdater() instanceof Nesterovs n ? Double.toString(firstMomentum(n)) : "");
    settings.put("clipping", it.getGradientNormalization().toString());
    settings.put("threshold", Double.toString(it.getGradientNormalizationThreshold()));
    settings.put("l1", "");
    settings.put("l2", "");
    for (Regularization each : it.getRegularization()) {
      if (each instanceof L1Regularization l1) {
        settings.put("l1", Double.toString(l1.getL1().valueAt(0, 0)));
      } else if (each instanceof L2Regularization l2) {
        settings.put("l2", Double.toString(l2.getL2().valueAt(0, 0)));
      }
    }
    settings.put("retain", it.getIDropout() instanceof Dropout d ? Double.toString(d.getP()) : "");
    return settings;
  }

  private static double firstMomentum(Nesterovs it) {
    return it.getMomentumISchedule() == null
        ? it.getMomentum()
        : it.getMomentumISchedule().valueAt(0, 0);
  }
}
