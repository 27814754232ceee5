package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** Layers over sequences: recurrent ones and their wrappers, attention, windows over time. */
final class Sequences {

  private final Dice dice;
  private final Layers layers;

  Sequences(Dice dice, Layers layers) {
    this.dice = dice;
    this.layers = layers;
  }

  Layer next(Flow in) {
    int size = layers.size();
    Flow out = in.sized(size);
    return switch (dice.between(0, 20)) {
      case 0, 1 -> bidirectional(in, size);
      case 2, 3 -> {
        Layer inner = recurrent(in, size);
        yield new Layer(made("LastTimeStep", inner.piece()), in.of(Kind.ROWS, size));
      }
      case 4 -> new Layer(masked(recurrent(in, size).piece()), out);
      case 5 -> new Layer(made("FrozenLayer", recurrent(in, size).piece()), out);
      case 6 -> layers.weighted("Convolution1DLayer", window(size), in, out);
      case 7 ->
          layers.weighted(
              "Convolution1DLayer",
              made(
                  dice.of("Convolution1D.Builder", "Convolution1DLayer.Builder"),
                  of(dice.between(1, 3)),
                  of(dice.between(1, 2))),
              List.of(layers.nOut(size)),
              in,
              out);
      case 8 -> new Layer(pool(), in);
      case 9 ->
          new Layer(
              layers.chain("Upsampling1D", made("Upsampling1D.Builder", of(2)), List.of()), in);
      case 10 ->
          new Layer(
              layers.chain(
                  "ZeroPadding1DLayer",
                  made("ZeroPadding1DLayer.Builder", of(1), of(2)),
                  List.of()),
              in);
      case 11 ->
          new Layer(
              layers.chain(
                  "Cropping1D",
                  made("Cropping1D.Builder", of(1), of(dice.between(0, 2))),
                  List.of()),
              in);
      case 12, 13 -> attention(in);
      case 14 -> timeDistributed(in, size);
      default -> recurrent(in, size);
    };
  }

  private Layer recurrent(Flow in, int size) {
    String type = dice.of("LSTM", "LSTM", "GravesLSTM", "SimpleRnn", "GravesBidirectionalLSTM");
    return recurrent(type, in, size);
  }

  private Layer recurrent(String type, Flow in, int size) {
    var steps = new ArrayList<>(List.of(layers.nOut(size)));
    if (type.contains("LSTM") && dice.chance(0.2)) {
      steps.add(step("forgetGateBiasInit", of(dice.of(0.0, 1.0, 5.0))));
    }
    if (type.contains("LSTM") && dice.chance(0.2)) {
      steps.add(
          step(
              "gateActivationFunction", new Word("Activation", dice.of("SIGMOID", "HARDSIGMOID"))));
    }
    if (type.equals("SimpleRnn") && dice.chance(0.2)) {
      steps.add(step("hasLayerNorm", of(true)));
    }
    if (!type.equals("GravesBidirectionalLSTM") && dice.chance(0.15)) {
      steps.add(
          step("weightInitRecurrent", new Word("WeightInit", dice.of("XAVIER", "ZERO", "RELU"))));
    }
    return layers.weighted(type, steps, in, in.sized(size));
  }

  private Layer bidirectional(Flow in, int size) {
    Piece inner = recurrent(dice.of("LSTM", "GravesLSTM", "SimpleRnn"), in, size).piece();
    String mode = dice.of("ADD", "MUL", "AVERAGE", "CONCAT");
    Word how = new Word("Bidirectional.Mode", mode);
    int both = mode.equals("CONCAT") ? 2 * size : size;
    return dice.chance(0.3)
        ? new Layer(made("Bidirectional", inner), in.sized(2 * size))
        : new Layer(made("Bidirectional", how, inner), in.sized(both));
  }

  private Piece masked(Piece inner) {
    return dice.chance(0.5)
        ? made("MaskZeroLayer", inner, of(0.0))
        : layers.chain(
            "MaskZeroLayer", List.of(step("underlying", inner), step("maskValue", of(0.0))));
  }

  private Layer timeDistributed(Flow in, int size) {
    Layer dense = layers.weighted("DenseLayer", List.of(layers.nOut(size)), in, in.sized(size));
    return dice.chance(0.5)
        ? dense
        : new Layer(made("TimeDistributed", dense.piece()), dense.out());
  }

  private List<Step> window(int size) {
    var steps =
        new ArrayList<>(List.of(layers.nOut(size), step("kernelSize", of(dice.between(1, 3)))));
    if (dice.chance(0.3)) {
      steps.add(step("stride", of(dice.between(1, 2))));
    }
    if (dice.chance(0.3)) {
      steps.add(
          step(
              "convolutionMode",
              new Word("ConvolutionMode", dice.of("Same", "Truncate", "Causal"))));
    }
    return steps;
  }

  private Piece pool() {
    Word how = new Word("SubsamplingLayer.PoolingType", dice.of("MAX", "AVG"));
    Piece start =
        dice.of(
            made("Subsampling1DLayer.Builder", how),
            made("Subsampling1DLayer.Builder", of(2)),
            made("Subsampling1DLayer.Builder", of(2), of(1)));
    return layers.chain(
        "Subsampling1DLayer",
        start,
        dice.chance(0.5) ? List.of() : List.of(step("kernelSize", of(3))));
  }

  private Layer attention(Flow in) {
    int heads = dice.between(1, 3);
    int size = heads * dice.between(1, 4);
    var steps =
        new ArrayList<>(
            List.of(
                step("nOut", of(size)), step("nHeads", of(heads)), step("projectInput", of(true))));
    String type =
        dice.of("SelfAttentionLayer", "LearnedSelfAttentionLayer", "RecurrentAttentionLayer");
    if (type.startsWith("Learned")) {
      steps.add(step("nQueries", of(dice.between(1, 4))));
    }
    if (dice.chance(0.2)) {
      steps.add(step("headSize", of(dice.between(1, 5))));
    }
    return layers.defined(type, steps, in, in.sized(size));
  }
}
