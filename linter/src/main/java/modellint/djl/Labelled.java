package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Program;
import modellint.eval.Value;

/**
 * Blocks that can be trained with labels at hand alone, such as {@code EncoderDecoder}: they throw
 * at a forward pass without them.
 */
final class Labelled {

  private Labelled() {}

  /** {@code forward(store, data, labels, params)}; empty where it comes to no end either. */
  static Optional<List<Tensor>> forward(
      Walk walk, Program program, Obj block, Value store, List<Tensor> in) {
    if (!program.declares(block.type(), "forward", 2, "NDList")) {
      return Optional.empty();
    }
    if (in.size() < 2) {
      throw new OneMore();
    }
    List<Value> arguments =
        List.of(
            store,
            walk.list(in.subList(0, 1)),
            walk.list(in.subList(1, in.size())),
            new Value.Nothing());
    try {
      return program.call(block, "forward", arguments, walk).map(walk::tensors);
    } catch (Program.Ended e) {
      return Optional.empty();
    }
  }
}
