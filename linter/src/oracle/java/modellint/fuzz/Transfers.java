package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Code;
import modellint.fuzz.Piece.Step;

/** Transfer learning: a network with layers resized, cut off, added and frozen. */
final class Transfers {

  private final Source source;
  private final Dice dice;
  private final BaseNetwork base;
  private final Training training;
  private final Inits inits;

  Transfers(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.base = new BaseNetwork(dice);
    this.training = new Training(dice);
    this.inits = new Inits(dice);
  }

  /** A method {@code definition} that gives the network, which needs no initialisation any more. */
  void write() {
    boolean isStatic = dice.chance(0.5);
    boolean graph = dice.chance(0.5);
    String type = graph ? "ComputationGraph" : "MultiLayerNetwork";
    var style = new Style(source, dice);
    var body = new Body(isStatic);
    String made = style.whole(graph ? base.graph() : base.list(), body);
    body.line("var net = new " + type + "(" + made + ");");
    body.line("net.init();");
    String builder = graph ? "TransferLearning.GraphBuilder" : "TransferLearning.Builder";
    Piece start = made(builder, new Code(type, "net"));
    List<Step> edits = graph ? vertices() : layers();
    String result = style.whole(new Chain(type, start, edits, "build"), body);
    source.member(
        (isStatic ? "static " : "")
            + type
            + " definition() {\n"
            + body.text()
            + "  return "
            + result
            + ";\n}");
  }

  private List<Step> layers() {
    var edits = new ArrayList<Step>();
    int last = base.size() - 1;
    for (int i = 0; i < 2; i++) {
      int at = dice.between(0, last);
      if (base.isSized(at) && dice.chance(0.4)) {
        edits.add(resized(of(at)));
      }
    }
    int into = dice.between(0, last);
    if (base.isSized(into) && dice.chance(0.1)) {
      edits.add(step("nInReplace", of(into), of(base.out(into - 1).size()), named()));
    }
    training.maybe(0.5, edits, step("setFeatureExtractor", of(dice.between(0, last - 1))));
    int cut = dice.chance(0.6) ? dice.between(1, Math.min(2, last)) : 0;
    if (cut > 0) {
      edits.add(
          cut == 1 && dice.chance(0.5)
              ? step("removeOutputLayer")
              : step("removeLayersFromOutput", of(cut)));
    }
    List<Step> all = new ArrayList<>(training.shuffled(edits));
    if (cut > 0 || dice.chance(0.8)) {
      all.add(dice.chance(0.95) ? 0 : all.size(), tuned());
    }
    if (cut > 0) {
      List<Step> added = added(base.out(last - cut));
      all.addAll(dice.chance(0.9) ? all.size() : Math.min(1, all.size()), added);
    }
    return all;
  }

  private List<Step> added(Flow from) {
    var added = new ArrayList<Step>();
    Flow at = untyped(from);
    if (at.kind() == Flow.Kind.IMAGE && dice.chance(0.9)) {
      added.add(step("addLayer", made("GlobalPoolingLayer")));
      at = at.of(Flow.Kind.ROWS, at.size());
    } else if (dice.chance(0.4)) {
      Layer layer = base.hidden(at);
      added.add(step("addLayer", layer.piece()));
      at = layer.out();
    }
    added.add(step("addLayer", base.head(at).piece()));
    return added;
  }

  /** Nothing tells what is added how much comes in. */
  private static Flow untyped(Flow it) {
    return new Flow(it.kind(), it.size(), false);
  }

  private Step resized(Piece layer) {
    var arguments = new ArrayList<>(List.of(layer, of(dice.between(1, 9)), named()));
    if (dice.chance(0.4)) {
      arguments.add(named());
    }
    return new Step("nOutReplace", arguments);
  }

  /** An initialiser by its name, which all forms of the method take. */
  private Piece named() {
    Piece it = inits.any();
    return it instanceof Piece.Word ? it : new Piece.Word("WeightInit", dice.of("XAVIER", "RELU"));
  }

  private List<Step> vertices() {
    var edits = new ArrayList<Step>();
    int last = base.size() - 1;
    int at = dice.between(0, last);
    if (base.isSized(at) && dice.chance(0.5)) {
      edits.add(resized(of(base.name(at))));
    }
    int into = dice.between(0, last);
    if (base.isSized(into) && dice.chance(0.2)) {
      Piece size = of(base.out(into - 1).size());
      edits.add(step("nInReplace", of(base.name(into)), size, named()));
    }
    training.maybe(
        0.5,
        edits,
        step(
            "setFeatureExtractor",
            of(base.name(dice.between(0, dice.chance(0.95) ? last - 1 : last)))));
    List<Step> all = new ArrayList<>(training.shuffled(edits));
    if (dice.chance(0.8)) {
      all.add(0, tuned());
    }
    if (dice.chance(0.6)) {
      boolean kept = dice.chance(0.5);
      all.add(step(kept ? "removeVertexKeepConnections" : "removeVertexAndConnections", of("out")));
      int before = dice.chance(0.95) ? last - 1 : dice.between(Math.max(0, last - 2), last - 1);
      Layer head = base.head(untyped(base.out(before)));
      all.add(step("addLayer", of("out"), head.piece(), of(base.name(before))));
      if (!kept || dice.chance(0.3)) {
        all.add(step("setOutputs", of("out")));
      }
    }
    return all;
  }

  private Step tuned() {
    var steps = new ArrayList<Step>(List.of(step("seed", of(dice.between(1, 999)))));
    for (Step it : training.global()) {
      String method = it.method();
      boolean object = it.arguments().get(0) instanceof Piece.Made;
      if (method.equals("dropOut") && object) {
        steps.add(new Step("dropout", it.arguments()));
      } else if (!method.matches("seed|cacheMode|constrainWeights")
          && (!method.equals("activation") || dice.chance(0.2))) {
        steps.add(it);
      }
    }
    training.maybe(0.1, steps, step("biasInit", of(0.2)));
    return step(
        "fineTuneConfiguration",
        new Chain("FineTuneConfiguration", made("FineTuneConfiguration.Builder"), steps, "build"));
  }
}
