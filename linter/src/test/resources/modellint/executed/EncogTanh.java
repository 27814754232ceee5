import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** Hyperbolic tangents between sigmoids are Nguyen-Widrow still. */
final class EncogTanh {

  private EncogTanh() {}

  static Object network() {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 12));
    network.addLayer(new BasicLayer(new ActivationTANH(), true, 20));
    network.addLayer(new BasicLayer(new ActivationSigmoid(), false, 3));
    network.getStructure().finalizeStructure();
    network.reset();
    return network;
  }
}
