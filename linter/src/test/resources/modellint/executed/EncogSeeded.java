import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** A seed switches Nguyen-Widrow off as well. */
final class EncogSeeded {

  private EncogSeeded() {}

  static Object network() {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(30));
    network.addLayer(new BasicLayer(10));
    network.addLayer(new BasicLayer(1));
    network.getStructure().finalizeStructure();
    network.reset(7);
    return network;
  }
}
