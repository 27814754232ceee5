package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** Hidden layers of Deeplearning4j that suit what flows in, most of the time. */
final class Layers {

  private final Dice dice;
  private final Training training;
  private final Windows windows;
  private final Sequences sequences;

  Layers(Dice dice, Training training) {
    this.dice = dice;
    this.training = training;
    this.windows = new Windows(dice, this);
    this.sequences = new Sequences(dice, this);
  }

  Layer next(Flow in) {
    if (dice.chance(0.02)) {
      return suiting(in.of(dice.of(Kind.values()), in.size()));
    }
    return suiting(in);
  }

  private Layer suiting(Flow in) {
    if (dice.chance(0.15)) {
      return anywhere(in);
    }
    return switch (in.kind()) {
      case ROWS -> rows(in);
      case SEQUENCE -> sequences.next(in);
      case IMAGE -> windows.image(in);
      case VOLUME -> windows.volume(in);
    };
  }

  private Layer anywhere(Flow in) {
    return switch (dice.between(0, 5)) {
      case 0 ->
          new Layer(
              chain("ActivationLayer", List.of(step("activation", training.activation()))), in);
      case 1 -> new Layer(made("ActivationLayer", training.activation()), in);
      case 2 ->
          new Layer(
              chain("DropoutLayer", made("DropoutLayer.Builder", training.dropout()), List.of()),
              in);
      case 3 -> in.kind() == Kind.ROWS ? rows(in) : pooled(in);
      default -> norm(in);
    };
  }

  private Layer norm(Flow in) {
    var steps = new ArrayList<Step>();
    if (!in.typed()) {
      steps.add(step("nIn", of(in.size())));
      steps.add(step("nOut", of(in.size())));
    }
    training.maybe(0.2, steps, step("decay", of(0.95)));
    training.maybe(0.2, steps, step("eps", of(1e-3)));
    training.maybe(0.1, steps, step("gamma", of(0.5)));
    training.maybe(0.1, steps, step("beta", of(0.25)));
    training.maybe(0.1, steps, step("lockGammaBeta", of(true)));
    training.maybe(0.1, steps, step("useLogStd", of(true)));
    training.maybe(0.1, steps, step("activation", training.activation()));
    return new Layer(chain("BatchNormalization", training.shuffled(steps)), in);
  }

  private Layer pooled(Flow in) {
    Word how = new Word("PoolingType", dice.of("MAX", "AVG", "SUM", "PNORM"));
    Piece built = chain("GlobalPoolingLayer", List.of(step("poolingType", how)));
    Piece made = dice.of(made("GlobalPoolingLayer", how), built, made("GlobalPoolingLayer"));
    return new Layer(made, in.of(Kind.ROWS, in.size()));
  }

  private Layer rows(Flow in) {
    int size = size();
    var steps = new ArrayList<>(List.of(nOut(size)));
    switch (dice.between(0, 14)) {
      case 0 -> {
        return weighted(
            "ElementWiseMultiplicationLayer", List.of(step("nOut", of(in.size()))), in, in);
      }
      case 1 -> {
        Piece start = dice.of(made("AutoEncoder.Builder"), made("AutoEncoder.Builder", of(0.2)));
        return weighted("AutoEncoder", start, steps, in, in.sized(size));
      }
      case 2 -> {
        int times = dice.between(1, 4);
        return new Layer(
            chain("RepeatVector", made("RepeatVector.Builder", of(times)), List.of()),
            in.of(Kind.SEQUENCE, in.size()));
      }
      case 3 -> {
        steps.add(step("encoderLayerSizes", Piece.wholes(size + 2, size)));
        steps.add(step("decoderLayerSizes", Piece.wholes(size)));
        return weighted("VariationalAutoencoder", steps, in, in.sized(size));
      }
      case 4 -> {
        Layer inner = dense(in, size, steps);
        return new Layer(
            made(dice.of("FrozenLayer", "FrozenLayerWithBackprop"), inner.piece()), inner.out());
      }
      default -> {
        return dense(in, size, steps);
      }
    }
  }

  private Layer dense(Flow in, int size, List<Step> steps) {
    training.maybe(0.1, steps, step("hasBias", of(dice.chance(0.3))));
    training.maybe(0.05, steps, step("hasLayerNorm", of(true)));
    return weighted("DenseLayer", steps, in, in.sized(size));
  }

  /** A width; now and then one that no layer can have. */
  int size() {
    return dice.chance(0.005)
        ? dice.of(0, -2)
        : dice.chance(0.1) ? dice.between(30, 80) : dice.between(1, 12);
  }

  Step nOut(int size) {
    return dice.chance(0.1) ? step("units", of(size)) : step("nOut", of(size));
  }

  Layer weighted(String type, List<Step> own, Flow in, Flow out) {
    return weighted(type, made(type + ".Builder"), own, in, out);
  }

  /** A layer that has an input size, which it states where nothing else does. */
  Layer weighted(String type, Piece start, List<Step> own, Flow in, Flow out) {
    var steps = new ArrayList<>(own);
    if (dice.chance(in.typed() ? 0.05 : 0.995)) {
      steps.add(step("nIn", of(in.size() > 0 ? in.size() : size())));
    }
    steps = new ArrayList<>(training.shuffled(steps));
    for (Step each : training.ofLayer()) {
      if (own.stream().noneMatch(it -> it.method().equals(each.method())) || dice.chance(0.05)) {
        steps.add(each);
      }
    }
    boolean raw = steps.get(steps.size() - 1).method().equals("weightDecay");
    return new Layer(new Piece.Chain(raw ? "Layer" : type, start, steps, "build"), out);
  }

  /** A layer that the library itself defines by operations, with the few settings of such. */
  Layer defined(String type, List<Step> own, Flow in, Flow out) {
    Layer any = weighted(type, own, in, out);
    Piece.Chain chain = (Piece.Chain) any.piece();
    List<Step> steps =
        chain.steps().stream().filter(it -> own.contains(it) || isOfDefined(it)).toList();
    return new Layer(new Piece.Chain(chain.type(), chain.start(), steps, chain.end()), out);
  }

  private static boolean isOfDefined(Step it) {
    return it.method().matches("nIn|name|l1|l2|updater|biasUpdater|dropOut|weightDecay")
        ? !(it.arguments().get(0) instanceof Word)
        : it.method().equals("weightInit") && it.arguments().get(0) instanceof Word;
  }

  Piece chain(String type, List<Step> steps) {
    return chain(type, made(type + ".Builder"), steps);
  }

  Piece chain(String type, Piece start, List<Step> steps) {
    return new Piece.Chain(type, start, steps, "build");
  }
}
