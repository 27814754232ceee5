import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** Sigmoids alone, the input layer too: Nguyen and Widrow 1990. */
final class EncogSigmoids {

  private EncogSigmoids() {}

  static Object network() {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(30));
    network.addLayer(new BasicLayer(10));
    network.addLayer(new BasicLayer(1));
    network.getStructure().finalizeStructure();
    network.reset();
    return network;
  }
}
