package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/**
 * What is in no source at hand: a pretrained base, a block that a caller hands over, a function of
 * another library. It is drawn as an operator of which nothing is known, so that the layers around
 * it are read all the same.
 */
final class Unseen {

  private Unseen() {}

  static List<Tensor> block(Walk walk, Value block, List<Tensor> in) {
    return drawn(walk, "Block", reason(block), in);
  }

  /** What a function gives that is no array the walk knows. */
  static List<Tensor> function(Walk walk, String reason, List<Tensor> in) {
    return drawn(walk, "Function", reason, in);
  }

  private static List<Tensor> drawn(Walk walk, String type, String reason, List<Tensor> in) {
    if (in.isEmpty()) {
      throw new Undetermined(reason);
    }
    walk.miss(reason);
    return List.of(
        Tensor.of(walk.blocks().unread(type, reason, in.get(0).name()), Optional.empty()));
  }

  private static String reason(Value block) {
    if (!(block instanceof Obj it)) {
      return block.why().orElse("a block is not known");
    }
    String made =
        it.origin() instanceof Origin.Static call
            ? call.type().substring(call.type().lastIndexOf('.') + 1) + "." + call.method()
            : it.origin() instanceof Origin.Result call ? call.method() : "";
    if (!made.isEmpty()) {
      return "the block that "
          + made
          + "() gives in line "
          + it.origin().place().line()
          + " is in no source";
    }
    return "what " + it.type() + " does is in no source";
  }
}
