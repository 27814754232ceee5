package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** A plain network of Deeplearning4j that another is made of: its layers, and what leaves each. */
final class BaseNetwork {

  private final Dice dice;
  private final Training training;
  private final Layers layers;
  private final Input input;
  private final List<Layer> all = new ArrayList<>();

  BaseNetwork(Dice dice) {
    this.dice = dice;
    this.input = Input.any(dice);
    this.training = new Training(dice);
    this.layers = new Layers(dice, training);
    Flow at = input.flow();
    int depth = dice.between(1, 4);
    for (int i = 0; i < depth; i++) {
      Layer layer = hidden(at);
      all.add(layer);
      at = layer.out();
    }
    all.add(head(at));
  }

  int size() {
    return all.size();
  }

  Flow out(int layer) {
    return layer < 0 ? input.flow() : all.get(layer).out();
  }

  /** Whether the layer has sizes that a transfer may replace. */
  boolean isSized(int layer) {
    return all.get(layer).piece() instanceof Chain it
        && it.start()
            .type()
            .matches("(Dense|Output|RnnOutput|Convolution)Layer.Builder|LSTM.Builder");
  }

  Layer hidden(Flow in) {
    int size = dice.between(1, 9);
    List<Step> sized = List.of(layers.nOut(size));
    return switch (dice.between(0, 7)) {
      case 0 -> norm(in);
      case 1 ->
          new Layer(
              layers.chain("ActivationLayer", List.of(step("activation", training.activation()))),
              in);
      case 2 ->
          new Layer(
              layers.chain(
                  "DropoutLayer", made("DropoutLayer.Builder", of(dice.of(0.5, 0.9))), List.of()),
              in);
      default ->
          switch (in.kind()) {
            case ROWS -> layers.weighted("DenseLayer", sized, in, in.sized(size));
            case SEQUENCE -> layers.weighted("LSTM", sized, in, in.sized(size));
            case IMAGE -> image(in, size);
            case VOLUME -> new Layer(made("GlobalPoolingLayer"), in.of(Kind.ROWS, in.size()));
          };
    };
  }

  private Layer norm(Flow in) {
    return in.kind() == Kind.IMAGE || in.kind() == Kind.ROWS
        ? layers.weighted("BatchNormalization", List.of(step("nOut", of(in.size()))), in, in)
        : new Layer(made("ActivationLayer", training.activation()), in);
  }

  private Layer image(Flow in, int size) {
    return dice.chance(0.3)
        ? new Layer(
            layers.chain(
                "SubsamplingLayer",
                made("SubsamplingLayer.Builder"),
                List.of(step("kernelSize", of(2), of(2)), step("stride", of(1), of(1)))),
            in)
        : layers.weighted(
            "ConvolutionLayer",
            List.of(layers.nOut(size), step("kernelSize", of(2), of(2))),
            in,
            in.sized(size));
  }

  Layer head(Flow in) {
    String type = in.kind() == Kind.SEQUENCE ? "RnnOutputLayer" : "OutputLayer";
    int size = dice.between(2, 6);
    Piece start = made(type + ".Builder", new Word("LossFunction", "MCXENT"));
    var steps =
        new ArrayList<>(
            List.of(step("nOut", of(size)), step("activation", new Word("Activation", "SOFTMAX"))));
    if (in.kind() == Kind.SEQUENCE && !in.typed() && dice.chance(0.9)) {
      steps.add(step("dataFormat", new Word("RNNFormat", "NCW")));
    }
    return layers.weighted(type, start, steps, in, in.sized(size));
  }

  private Piece global() {
    return new Chain(
        "NeuralNetConfiguration.Builder",
        made("NeuralNetConfiguration.Builder"),
        training.global(),
        "");
  }

  Chain list() {
    var steps = new ArrayList<Step>();
    all.forEach(it -> steps.add(step("layer", it.piece())));
    if (input.flow().typed()) {
      steps.add(step("setInputType", input.type()));
    }
    return new Chain(
        "MultiLayerConfiguration",
        new Chain("NeuralNetConfiguration.ListBuilder", global(), List.of(), "list"),
        steps,
        "build");
  }

  /** The same layers one behind the other, by names. */
  Chain graph() {
    var steps = new ArrayList<Step>(List.of(step("addInputs", of("in"))));
    for (int i = 0; i < all.size(); i++) {
      steps.add(step("addLayer", of(name(i)), all.get(i).piece(), of(name(i - 1))));
    }
    steps.add(step("setOutputs", of(name(all.size() - 1))));
    if (input.flow().typed()) {
      steps.add(step("setInputTypes", input.type()));
    }
    return new Chain(
        "ComputationGraphConfiguration",
        new Chain(
            "ComputationGraphConfiguration.GraphBuilder", global(), List.of(), "graphBuilder"),
        steps,
        "build");
  }

  String name(int layer) {
    return layer < 0 ? "in" : layer == all.size() - 1 ? "out" : "l" + layer;
  }
}
