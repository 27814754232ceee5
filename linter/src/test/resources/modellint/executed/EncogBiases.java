import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** A bias belongs to the layer before: none into the hidden layer, one into the output. */
final class EncogBiases {

  private EncogBiases() {}

  static Object network() {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, false, 4));
    network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 6));
    network.addLayer(new BasicLayer(new ActivationLinear(), false, 2));
    network.getStructure().finalizeStructure();
    network.reset();
    return network;
  }
}
