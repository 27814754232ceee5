import org.neuroph.nnet.MultiLayerPerceptron;

/** Three kinds of flower by four measures. */
final class Flowers {

  private Flowers() {}

  static Object network() {
    var flowers = new MultiLayerPerceptron(4, 16, 3);
    flowers.getLearningRule().setLearningRate(0.5);
    flowers.getLearningRule().setMaxIterations(30_000);
    return flowers;
  }
}
