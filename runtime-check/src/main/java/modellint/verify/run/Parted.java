package modellint.verify.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/**
 * A model apart from its large weights, which become inputs: a session copies what is stored in its
 * model, but reads its inputs where they lie, so that forward and backward share one copy.
 */
record Parted(ModelProto model, Map<String, Block> weights) {

  /** What is smaller may be a constant that decides how an operator works. */
  private static final long LARGE = 1 << 16;

  static Parted of(ModelProto whole) {
    GraphProto.Builder graph = whole.getGraph().toBuilder().clearInitializer();
    var inputs = new HashSet<String>();
    graph.getInputList().forEach(it -> inputs.add(it.getName()));
    var weights = new HashMap<String, Block>();
    for (TensorProto tensor : whole.getGraph().getInitializerList()) {
      if (isLarge(tensor)) {
        Block block = Stored.block(tensor).outside();
        weights.put(tensor.getName(), block);
        if (!inputs.contains(tensor.getName())) {
          graph.addInput(BackwardModel.value(tensor.getName(), block.type(), block.shape()));
        }
      } else {
        graph.addInitializer(tensor);
      }
    }
    return new Parted(whole.toBuilder().setGraph(graph).build(), weights);
  }

  private static boolean isLarge(TensorProto tensor) {
    return Type.isReal(tensor.getDataType()) && Dims.count(Stored.shape(tensor)) >= LARGE;
  }

  /** {@code feeds} and what was stored. */
  Map<String, Block> with(Map<String, Block> feeds) {
    var all = new HashMap<>(weights);
    all.putAll(feeds);
    return all;
  }
}
