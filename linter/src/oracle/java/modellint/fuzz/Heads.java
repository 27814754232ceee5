package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** Output layers with a loss and a function that go together, most of the time. */
final class Heads {

  private final Dice dice;
  private final Layers layers;

  Heads(Dice dice, Layers layers) {
    this.dice = dice;
    this.layers = layers;
  }

  Layer head(Flow in) {
    int size = dice.between(2, 6);
    Flow out = in.sized(size);
    List<Step> steps = new ArrayList<>(List.of(step("nOut", of(size))));
    boolean classes = dice.chance(0.6);
    Word loss =
        new Word(
            "LossFunction",
            classes
                ? dice.of("MCXENT", "NEGATIVELOGLIKELIHOOD")
                : dice.of("MSE", "L2", "L1", "XENT"));
    boolean built = dice.chance(0.5);
    boolean bare = built && dice.chance(0.2);
    if (built && !bare) {
      steps.add(step("lossFunction", loss));
    }
    String function = classes ? "SOFTMAX" : loss.name().equals("XENT") ? "SIGMOID" : "IDENTITY";
    if (dice.chance(0.97)) {
      steps.add(step("activation", new Word("Activation", function)));
    }
    return switch (in.kind()) {
      case SEQUENCE ->
          dice.chance(0.9)
              ? layers.weighted(
                  "RnnOutputLayer", start("RnnOutputLayer", built, loss), steps, in, out)
              : new Layer(
                  layers.chain(
                      "RnnLossLayer",
                      start("RnnLossLayer", built, loss),
                      steps.subList(1, steps.size())),
                  in);
      case IMAGE ->
          in.typed() && dice.chance(0.8)
              ? dense(in, out, built, loss, steps)
              : new Layer(
                  layers.chain(
                      "CnnLossLayer",
                      start("CnnLossLayer", built, loss),
                      steps.subList(1, steps.size())),
                  in);
      case ROWS, VOLUME -> dense(in, out, built, loss, steps);
    };
  }

  private Layer dense(Flow in, Flow out, boolean built, Word loss, List<Step> steps) {
    String type = dice.chance(0.05) ? "CenterLossOutputLayer" : "OutputLayer";
    if (in.kind() == Flow.Kind.ROWS && dice.chance(0.05)) {
      return new Layer(
          layers.chain(
              "LossLayer", start("LossLayer", built, loss), steps.subList(1, steps.size())),
          in);
    }
    return layers.weighted(type, start(type, built, loss), steps, in, out);
  }

  private static Piece start(String type, boolean built, Word loss) {
    return built ? made(type + ".Builder") : made(type + ".Builder", loss);
  }
}
