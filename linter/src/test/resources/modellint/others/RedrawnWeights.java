import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.mathutil.randomize.ConsistentRandomizer;
import org.encog.ml.data.MLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;

/** Its weights are drawn twice: what the second drawing gives is what training begins with. */
final class RedrawnWeights {

  private RedrawnWeights() {}

  static Object network() {
    BasicNetwork redrawn = new BasicNetwork();
    redrawn.addLayer(new BasicLayer(null, false, 2));
    redrawn.addLayer(new BasicLayer(new ActivationSigmoid(), true, 3));
    redrawn.addLayer(new BasicLayer(new ActivationSigmoid(), true, 1));
    redrawn.getStructure().finalizeStructure();
    redrawn.reset();
    new ConsistentRandomizer(0, 0.5, (int) System.nanoTime()).randomize(redrawn);
    return redrawn;
  }

  static void train(MLDataSet pairs) {
    new ResilientPropagation((BasicNetwork) network(), pairs).iteration();
  }
}
