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

/** A graph of named layers and vertices, with one input or more and one output or more. */
final class GraphDefinition {

  /**
   * What a name stands for.
   *
   * @param like what else has the very same sides, images above all
   */
  private record Node(String name, Flow flow, int like) {}

  private final Dice dice;
  private final Training training;
  private final Layers layers;
  private final Heads heads;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private int names;

  GraphDefinition(Dice dice) {
    this.dice = dice;
    this.training = new Training(dice);
    this.layers = new Layers(dice, training);
    this.heads = new Heads(dice, layers);
  }

  Chain make() {
    Input input = Input.any(dice);
    int many = dice.chance(0.3) ? 2 : 1;
    var inputs = new ArrayList<Piece>();
    var types = new ArrayList<Piece>();
    for (int i = 0; i < many; i++) {
      String name = dice.of("in", "input", "x") + i;
      inputs.add(of(name));
      types.add(input.type());
      nodes.add(new Node(name, input.flow(), 0));
      unread.add(name);
    }
    steps.add(new Step("addInputs", inputs));
    int depth = dice.between(1, 6);
    for (int i = 0; i < depth; i++) {
      if (dice.chance(0.6)) {
        layer(dice.of(nodes));
      } else {
        vertex(dice.of(nodes));
      }
    }
    var outputs = new ArrayList<Piece>();
    for (Node node : nodes.stream().filter(it -> unread.contains(it.name())).toList()) {
      String name = fresh("out");
      steps.add(step("addLayer", of(name), heads.head(node.flow()).piece(), of(node.name())));
      outputs.add(of(name));
    }
    steps.add(new Step("setOutputs", outputs));
    if (input.flow().typed()) {
      steps.add(new Step("setInputTypes", types));
    }
    Piece global =
        new Chain(
            "NeuralNetConfiguration.Builder",
            made("NeuralNetConfiguration.Builder"),
            training.global(),
            "");
    String builder = "ComputationGraphConfiguration.GraphBuilder";
    return new Chain(
        "ComputationGraphConfiguration",
        new Chain(builder, global, List.of(), "graphBuilder"),
        steps,
        "build");
  }

  private String fresh(String stem) {
    return stem + names++;
  }

  private void layer(Node from) {
    Layer layer = layers.next(from.flow());
    put("addLayer", layer.piece(), layer.out(), layer.out().equals(from.flow()) ? -1 : -2, from);
  }

  private void vertex(Node from) {
    Flow flow = from.flow();
    int size = flow.size();
    switch (dice.between(0, 9)) {
      case 0 -> put("addVertex", made("ScaleVertex", of(0.5)), flow, from.like(), from);
      case 1 -> put("addVertex", made("ShiftVertex", of(0.25)), flow, from.like(), from);
      case 2 -> put("addVertex", made("L2NormalizeVertex"), flow, from.like(), from);
      case 3 -> {
        int first = dice.between(0, Math.max(0, size - 1));
        int last = dice.between(first, Math.max(first, size - 1));
        put(
            "addVertex",
            made("SubsetVertex", of(first), of(last)),
            flow.sized(last - first + 1),
            -2,
            from);
      }
      case 4 -> {
        put("addVertex", made("StackVertex"), flow, -2, from, from);
        Node stack = nodes.get(nodes.size() - 1);
        Piece part = made("UnstackVertex", of(dice.between(0, 1)), of(2));
        put("addVertex", part, flow, from.like(), stack);
      }
      case 5 -> time(from);
      default -> join(from);
    }
  }

  private void time(Node from) {
    Piece input = of(nodes.get(0).name());
    Flow flow = from.flow();
    if (flow.kind() == Kind.SEQUENCE && nodes.get(0).flow().kind() == Kind.SEQUENCE) {
      Flow last = flow.of(Kind.ROWS, flow.size());
      if (dice.chance(0.5)) {
        put("addVertex", made("LastTimeStepVertex", input), last, -2, from);
      } else {
        put("addVertex", made("ReverseTimeSeriesVertex", input), flow, from.like(), from);
      }
    } else if (flow.kind() == Kind.ROWS && nodes.get(0).flow().kind() == Kind.SEQUENCE) {
      Flow steps = flow.of(Kind.SEQUENCE, flow.size());
      put("addVertex", made("DuplicateToTimeSeriesVertex", input), steps, -2, from);
    } else {
      join(from);
    }
  }

  /** Side by side, or element by element, with itself or with another of its sides. */
  private void join(Node from) {
    Node other =
        dice.of(
            nodes.stream()
                .filter(
                    it ->
                        it.flow().kind() == from.flow().kind()
                            && (it.like() == from.like() || from.flow().kind() == Kind.ROWS))
                .toList());
    int both = from.flow().size() + other.flow().size();
    if (dice.chance(0.5)) {
      put("addVertex", made("MergeVertex"), from.flow().sized(both), -2, from, other);
      return;
    }
    if (from.flow().size() == other.flow().size() || dice.chance(0.05)) {
      String how = dice.of("Add", "Subtract", "Product", "Average", "Max");
      Piece vertex = made("ElementWiseVertex", new Word("ElementWiseVertex.Op", how));
      put("addVertex", vertex, from.flow(), from.like(), from, other);
      return;
    }
    // A layer that reads two of them merges them itself.
    Layer layer = layers.next(from.flow().sized(both));
    put("addLayer", layer.piece(), layer.out(), -2, from, other);
  }

  /**
   * @param like a node of the same sides; -1 for those of the first read, -2 for none
   */
  private void put(String method, Piece piece, Flow out, int like, Node... from) {
    String name = fresh(dice.of("a", "node", "v"));
    var arguments = new ArrayList<Piece>(List.of(of(name), piece));
    for (Node each : from) {
      arguments.add(of(each.name()));
      unread.remove(each.name());
    }
    steps.add(new Step(method, arguments));
    boolean keeps = like == -1 && from[0].flow().kind() != Kind.IMAGE;
    int kin = keeps ? from[0].like() : Math.max(like, -1) < 0 ? nodes.size() : like;
    nodes.add(new Node(name, out, kin));
    unread.add(name);
  }
}
