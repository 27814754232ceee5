package modellint.fuzz;

import static modellint.fuzz.DjlLayers.code;
import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Static;
import modellint.fuzz.Piece.Step;

/** Blocks of DJL that hold others, and the functions between them. */
final class DjlBlocks {

  private final Source source;
  private final Dice dice;
  private final DjlLayers layers;

  DjlBlocks(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.layers = new DjlLayers(dice);
  }

  /** A network and what it gives. */
  record Sequence(Chain chain, Flow out) {}

  Sequence whole(Flow in, boolean embedded) {
    var steps = new ArrayList<Step>();
    Flow at = in;
    if (embedded) {
      int size = 2 * dice.between(1, 4);
      var set = List.of(step("setDictionarySize", of(11)), step("setEmbeddingSize", of(size)));
      Piece start = made("IdEmbedding.Builder");
      steps.add(step("add", new Chain("IdEmbedding", start, set, "build")));
      at = at.sized(size);
    }
    at = fill(steps, at, dice.between(1, 6), 1);
    if (at.kind() != Kind.ROWS && dice.chance(0.7)) {
      steps.add(flattened(at.kind()));
      Layer last = layers.kept(at.of(Kind.ROWS, 0), dice.between(1, 5));
      steps.add(step("add", last.piece()));
      at = last.out();
    }
    return new Sequence(sequence(steps), at);
  }

  private static Chain sequence(List<Step> steps) {
    return new Chain("SequentialBlock", made("SequentialBlock"), steps, "");
  }

  private Step flattened(Kind kind) {
    if (kind == Kind.IMAGE) {
      return dice.of(
          step("add", new Static("Block", "Blocks", "batchFlattenBlock", List.of())),
          step("add", new Static("Block", "Pool", "globalAvgPool2dBlock", List.of())),
          step("add", code("Step", "l -> new NDList(l.head().flatten(1, -1))")),
          step("addSingleton", code("One", "a -> a.reshape(a.getShape().get(0), -1)")),
          step("addSingleton", code("One", "a -> a.mean(new int[] {2}).mean(new int[] {2})")));
    }
    return dice.of(
        step("add", new Static("Block", "Blocks", "batchFlattenBlock", List.of())),
        step("addSingleton", code("One", "a -> a.get(\":, -1\")")),
        step("addSingleton", code("One", "a -> a.get(new NDIndex(\":, 0, :\"))")),
        step("addSingleton", code("One", "a -> a.mean(new int[] {1})")),
        step(
            "add",
            code(
                "Step",
                "l -> { NDArray x = l.get(0); return new NDList(x.max(new int[] {1})); }")));
  }

  private Flow fill(List<Step> steps, Flow in, int count, int depth) {
    Flow at = in;
    for (int i = 0; i < count; i++) {
      Layer layer = piece(at, depth);
      int times = layer.out().equals(at) && dice.chance(0.15) ? 2 : 1;
      for (int k = 0; k < times; k++) {
        boolean bare = layer.piece() instanceof Piece.Code it && it.type().equals("One");
        steps.add(step(bare ? "addSingleton" : "add", layer.piece()));
      }
      at = layer.out();
    }
    return at;
  }

  private Layer piece(Flow at, int depth) {
    if (depth > 0 && dice.chance(0.12)) {
      var steps = new ArrayList<Step>();
      Flow out = fill(steps, at, dice.between(1, 3), depth - 1);
      return new Layer(sequence(steps), out);
    }
    if (depth > 0 && dice.chance(0.12)) {
      return parallel(at);
    }
    if (dice.chance(0.12)) {
      return new DjlOwn(source, dice).block(at);
    }
    if (dice.chance(0.1)) {
      String function =
          dice.of(
              "a -> a.mul(2)", "NDArray::square", "a -> a.add(1).neg()", "a -> a.sub(0.5f).exp()");
      return new Layer(code("One", function), at);
    }
    return layers.next(at);
  }

  private Layer parallel(Flow at) {
    int width = dice.chance(0.5) ? at.size() : dice.between(1, 6);
    var main = new ArrayList<Step>();
    main.add(step("add", layers.kept(at, dice.between(1, 6)).piece()));
    main.add(step("add", layers.activation()));
    main.add(step("add", layers.kept(at, width).piece()));
    Piece other =
        width == at.size() && dice.chance(0.7)
            ? new Static("Block", "Blocks", "identityBlock", List.of())
            : layers.kept(at, width).piece();
    boolean joined = dice.chance(0.3);
    int axis = at.kind() == Kind.SEQUENCE ? 2 : 1;
    String merge =
        joined
            ? dice.of(
                "l -> new NDList(NDArrays.concat(new NDList(l.get(0).head(), l.get(1).head()), "
                    + axis
                    + "))",
                "l -> new NDList(l.get(0).head().concat(l.get(1).head(), " + axis + "))")
            : dice.of(
                "l -> new NDList(l.get(0).singletonOrThrow().add(l.get(1).singletonOrThrow()))",
                "l -> { NDArray a = l.get(0).head(); NDArray b = l.get(1).head();"
                    + " return new NDList(NDArrays.add(a, b)); }",
                "l -> new NDList(Activation.relu(l.get(0).head().addi(l.get(1).head())))");
    Flow out = at.sized(joined ? 2 * width : width);
    Piece empty = made("ParallelBlock", code("Merge", merge));
    if (dice.chance(0.3)) {
      List<Step> both = List.of(step("add", sequence(main)), step("add", other));
      return new Layer(new Chain("ParallelBlock", empty, both, ""), out);
    }
    source.importing("java.util.List");
    source.importing("java.util.Arrays");
    List<Piece> both = List.of(sequence(main), other);
    Piece branches =
        dice.chance(0.5)
            ? new Static("List<Block>", "Arrays", "<Block>asList", both)
            : new Static("List<Block>", "List", "<Block>of", both);
    return new Layer(made("ParallelBlock", code("Merge", merge), branches), out);
  }
}
