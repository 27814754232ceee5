package modellint.tribuo;

import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Perceptron.Image;
import modellint.definition.Unreadable;
import modellint.eval.Origin;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * {@code CNNExamples.buildLeNetGraph(name, imageSize, pixelDepth, outputs)}: two convolutions of
 * 5x5 with pooling by two, a hidden layer of 512. TensorFlow's Glorot initializer multiplies the
 * input channels of a kernel into its window, so that the fans of the second are 32 times too
 * large.
 */
final class LeNet {

  private static final long WINDOW = 5;

  private LeNet() {}

  static Definition read(Origin.Static made, Training training) throws Unreadable {
    if (made.arguments().size() < 4) {
      throw new Unreadable("its sizes are not known");
    }
    Dim side = Perceptron.size(made.arguments().get(1), "imageSize");
    Place.Line place = made.place();
    var net = new Perceptron(place);
    net.input(new Image(Dim.of(1), side, side));
    layer(net, 1, 1, 32, 0, place);
    layer(net, 2, 32, 64, 0.1, place);
    Tribuo.dense(net, "hidden", Dim.of(512), true, place);
    Tribuo.dense(net, "output", Perceptron.size(made.arguments().get(3), "outputs"), false, place);
    return net.definition("tribuo", training);
  }

  private static void layer(
      Perceptron net, int number, long in, long out, double bias, Place place) {
    Image from = net.image().orElseThrow();
    double window = WINDOW * WINDOW * in;
    long pad = WINDOW / 2;
    net.convolution(
        "conv" + number,
        new Image(Dim.of(out), from.height(), from.width()),
        List.of(WINDOW, WINDOW),
        1,
        List.of(pad, pad, pad, pad),
        new Weights.Declared(
            new Init.Normal("Glorot truncated normal", 0, 2 / (in * window + out * window))),
        Optional.of(new Weights.Declared(new Init.Constant("constant", bias))),
        Activation.RELU,
        place);
    net.maxPool(
        "pool" + number,
        new Image(Dim.of(out), halved(from.height()), halved(from.width())),
        List.of(2L, 2L),
        List.of(2L, 2L),
        true,
        place);
  }

  private static Dim halved(Dim size) {
    Optional<Double> known = Perceptron.number(size);
    return known.isPresent() ? Dim.of((size.size() + 1) / 2) : Dim.symbol("half(" + size + ")");
  }
}
