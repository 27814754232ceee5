import smile.base.mlp.Layer;
import smile.base.mlp.OutputFunction;
import smile.classification.MLP;
import smile.util.function.TimeFunction;

/** Digits by the strokes of a pen: inputs and classes are counted in the data. */
final class PenStrokes {

  private PenStrokes() {}

  static Object network(int features, int classes) {
    var strokes =
        new MLP(
            Layer.input(features), Layer.sigmoid(50), Layer.mle(classes, OutputFunction.SOFTMAX));
    strokes.setLearningRate(TimeFunction.linear(0.2, 10000, 0.1));
    strokes.setMomentum(TimeFunction.constant(0.5));
    return strokes;
  }
}
