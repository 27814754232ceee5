package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Dot-product attention over columns: sequences are [batch, features, time]. */
final class Attention {

  private Attention() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "dotProductAttention" -> Optional.of(List.of(single(drawing, it)));
      case "multiHeadDotProductAttention" -> Optional.of(List.of(heads(drawing, it)));
      default -> Optional.empty();
    };
  }

  private static String single(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<String> in = operands(drawing, it, 3, 3);
    String mask = mask(drawing, it, 3);
    int rank = drawing.rank(in.get(0));
    Dim features = size(drawing, in.get(0), rank - 2);
    Blocks blocks = drawing.blocks(it);
    return mixed(blocks, in, scale(it, features), hidden(blocks, mask, rank), rank);
  }

  /** The name of the mask, or an empty one where there is none. */
  private static String mask(Drawing drawing, Operation it, int at)
      throws Unreadable, Undetermined {
    if (it.argument(at) instanceof Value.Nothing) {
      return "";
    }
    return drawing.draw(
        it.operand(at)
            .orElseThrow(() -> new Undetermined("the mask of " + it.method() + " is not known")),
        2);
  }

  /**
   * What a mask of [batch, time] adds to the scores: nothing where it is one, a billion less where
   * it is zero.
   */
  private static String hidden(Blocks blocks, String mask, int rank) {
    if (mask.isEmpty()) {
      return "";
    }
    String less = blocks.op("Sub", "Hidden", mask, blocks.scalar("seen", 1));
    String far = blocks.op("Mul", "Far", less, blocks.scalar("far", 1e9));
    long[] axes = rank == 3 ? new long[] {2} : new long[] {1, 3};
    return blocks.op("Unsqueeze", "MaskWide", far, blocks.integers("maskAxes", axes));
  }

  private static List<String> operands(Drawing drawing, Operation it, int many, int rank)
      throws Unreadable, Undetermined {
    var names = new ArrayList<String>();
    for (int i = 0; i < many; i++) {
      var operand =
          it.operand(i)
              .orElseThrow(
                  () -> new Undetermined("an operand of " + it.method() + " is not known"));
      names.add(drawing.draw(operand, rank));
    }
    return names;
  }

  private static Dim size(Drawing drawing, String value, int axis) throws Undetermined {
    return drawing
        .shape(value)
        .filter(it -> axis >= 0 && axis < it.rank())
        .map(it -> it.dim(axis))
        .filter(Dim::isKnown)
        .orElseThrow(() -> new Undetermined("the number of features of an attention"));
  }

  /** The root of the features, or nothing where the scores are not scaled. */
  private static Optional<Double> scale(Operation it, Dim features) throws Undetermined {
    boolean scaled =
        it.truth().orElseThrow(() -> new Undetermined("whether an attention is scaled"));
    return scaled ? Optional.of(StrictMath.sqrt((double) features.size())) : Optional.empty();
  }

  private static String heads(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<String> in = operands(drawing, it, 7, 3);
    String mask = mask(drawing, it, 7);
    Shape keys = drawing.shape(in.get(3)).orElse(Shape.of());
    Dim head = size(drawing, in.get(3), 1);
    Dim joined = size(drawing, in.get(6), 0);
    Optional<Double> scale = scale(it, head);
    if (keys.rank() != 3) {
      throw new Undetermined("the heads of an attention are not known");
    }
    Blocks blocks = drawing.blocks(it);
    var projected = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      String name = List.of("Queries", "Keys", "Values").get(i);
      String wide = blocks.op("Unsqueeze", name + "Wide", in.get(i), blocks.integers(name, 1));
      projected.add(blocks.op("MatMul", name, in.get(3 + i), wide));
    }
    String mixed = mixed(blocks, projected, scale, hidden(blocks, mask, 4), 4);
    String flat =
        blocks.op("Reshape", "Join", mixed, blocks.integers("joined", 0, joined.size(), -1));
    String turned = blocks.transpose(in.get(6), "Turn", 1, 0);
    return blocks.op("MatMul", "", turned, flat);
  }

  /** Values weighted by a softmax over the keys, which are the rows of the scores. */
  private static String mixed(
      Blocks blocks, List<String> in, Optional<Double> scale, String hidden, int rank) {
    long[] order = rank == 3 ? new long[] {0, 2, 1} : new long[] {0, 1, 3, 2};
    String turned = blocks.transpose(in.get(1), "TurnKeys", order);
    String scores = blocks.op("MatMul", "Scores", turned, in.get(0));
    String scaled =
        scale.isEmpty()
            ? scores
            : blocks.op("Div", "Scale", scores, blocks.scalar("root", scale.get()));
    String masked = hidden.isEmpty() ? scaled : blocks.op("Add", "Mask", scaled, hidden);
    String weights =
        blocks.op(
            "Softmax", "Softmax", List.of(masked), Map.of("axis", new Attribute.Int(rank - 2)));
    return blocks.op("MatMul", "Mix", in.get(2), weights);
  }
}
