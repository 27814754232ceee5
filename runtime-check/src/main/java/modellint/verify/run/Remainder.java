package modellint.verify.run;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Type;

/** The gradients that no rule reaches: their lengths estimated, where differences agree. */
record Remainder(Optional<Directions> directions, Set<String> remarks) implements AutoCloseable {

  /** Beyond so many places the estimates would cost more than the rest of the run. */
  private static final int MOST_PLACES = 64;

  static Remainder of(
      ModelProto model,
      Observation observation,
      Map<String, String> cuts,
      Set<String> asked,
      Set<String> outputs,
      Set<String> remarks) {
    var there = new HashSet<String>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      there.add(tensor.getName());
    }
    for (NodeProto node : model.getGraph().getNodeList()) {
      there.addAll(node.getOutputList());
    }
    List<String> names =
        cuts.keySet().stream()
            .filter(it -> asked.contains(it) && there.contains(it))
            .filter(it -> Type.isReal(observation.type(it)))
            .toList();
    return new Remainder(
        names.isEmpty() || names.size() > MOST_PLACES
            ? Optional.empty()
            : Optional.of(new Directions(model, observation, names, outputs)),
        remarks);
  }

  /** Takes what it could estimate out of {@code cuts}. */
  Map<String, Norm> norms(
      Map<String, Block> feeds, Map<String, Block> cotangents, Map<String, String> cuts) {
    if (directions.isEmpty()) {
      return Map.of();
    }
    Map<String, Norm> norms = directions.get().norms(feeds, cotangents);
    for (String name : norms.keySet()) {
      String reason = cuts.remove(name);
      if (reason != null) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "gradients behind %s are estimated from differences along %d random directions,"
                    + " to %.0f %%",
                reason,
                Directions.COUNT,
                100 * Directions.DEVIATION));
      }
    }
    return norms;
  }

  @Override
  public void close() {
    directions.ifPresent(Directions::close);
  }
}
