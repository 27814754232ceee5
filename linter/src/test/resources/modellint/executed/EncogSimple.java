import org.encog.neural.networks.BasicNetwork;
import org.encog.util.simple.EncogUtility;

/** What the factory of Encog adds. */
final class EncogSimple {

  private EncogSimple() {}

  static Object network() {
    BasicNetwork network = EncogUtility.simpleFeedForward(8, 12, 6, 3, true);
    network.reset();
    return network;
  }
}
