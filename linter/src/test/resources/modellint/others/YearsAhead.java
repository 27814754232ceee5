import org.encog.ml.data.MLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;

/** The next value of a series by the thirty before it. */
final class YearsAhead {

  private static final int WINDOW = 30;

  private YearsAhead() {}

  static Object network() {
    BasicNetwork years = new BasicNetwork();
    for (int units : new int[] {WINDOW, 10, 1}) {
      years.addLayer(new BasicLayer(units));
    }
    years.getStructure().finalizeStructure();
    years.reset();
    return years;
  }

  static void train(MLDataSet series) {
    new ResilientPropagation((BasicNetwork) network(), series).iteration();
  }
}
