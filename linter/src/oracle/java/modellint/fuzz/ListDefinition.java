package modellint.fuzz;

import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** A list of layers, one behind the other. */
final class ListDefinition {

  private final Dice dice;
  private final Training training;
  private final Layers layers;
  private final Heads heads;

  ListDefinition(Dice dice) {
    this.dice = dice;
    this.training = new Training(dice);
    this.layers = new Layers(dice, training);
    this.heads = new Heads(dice, layers);
  }

  Chain make() {
    Input input = Input.any(dice);
    Flow at = input.flow();
    var all = new ArrayList<Piece>();
    int depth = dice.between(0, 5);
    while (all.size() < depth) {
      Layer layer = first(all, at);
      int times = dice.chance(0.15) ? dice.between(2, 4) : 1;
      for (int i = 0; i < times && (i == 0 || layer.out().equals(at)); i++) {
        all.add(layer.piece());
        at = layer.out();
        layer = i == 0 && !layer.out().equals(at) ? layer : layer;
      }
    }
    all.add(heads.head(at).piece());
    var steps = new ArrayList<Step>();
    boolean indexed = dice.chance(0.4);
    for (int i = 0; i < all.size(); i++) {
      steps.add(indexed ? step("layer", of(i), all.get(i)) : step("layer", all.get(i)));
    }
    if (input.flow().typed()) {
      steps.add(dice.of(0, steps.size()), step("setInputType", input.type()));
    }
    training.maybe(0.05, steps, step("validateOutputLayerConfig", of(dice.chance(0.5))));
    training.maybe(0.05, steps, step("tBPTTLength", of(10)));
    training.maybe(
        0.05,
        steps,
        step("backpropType", new Word("BackpropType", dice.of("Standard", "TruncatedBPTT"))));
    Piece global =
        new Chain(
            "NeuralNetConfiguration.Builder",
            Piece.made("NeuralNetConfiguration.Builder"),
            training.global(),
            "");
    var list = new Chain("NeuralNetConfiguration.ListBuilder", global, List.of(), "list");
    return new Chain("MultiLayerConfiguration", list, steps, "build");
  }

  private Layer first(List<Piece> before, Flow at) {
    if (before.isEmpty() && at.kind() == Kind.ROWS && dice.chance(0.05)) {
      int size = layers.size();
      return layers.weighted(
          "EmbeddingLayer",
          List.of(step("nOut", of(size)), step("nIn", of(at.size()))),
          at,
          at.sized(size));
    }
    return layers.next(at);
  }
}
