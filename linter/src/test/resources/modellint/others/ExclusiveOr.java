import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;

/** One rectified layer, which leaves the weights of the library's own draw as they are. */
final class ExclusiveOr {

  static final double[][] GIVEN = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  static final double[][] WANTED = {{0}, {1}, {1}, {0}};

  private ExclusiveOr() {}

  static Object network() {
    var either = new BasicNetwork();
    either.addLayer(new BasicLayer(null, true, GIVEN[0].length));
    either.addLayer(new BasicLayer(new ActivationReLU(), true, 5));
    either.addLayer(new BasicLayer(new ActivationSigmoid(), false, WANTED[0].length));
    either.getStructure().finalizeStructure();
    either.reset();
    new ResilientPropagation(either, new BasicMLDataSet(GIVEN, WANTED)).iteration();
    return either;
  }
}
