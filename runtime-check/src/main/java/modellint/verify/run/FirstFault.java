package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Type;

/**
 * The node that makes the first NaN or infinity of a run. An infinity that becomes NaN later is
 * followed to where it was made; one that does not, as in the mask of an attention, is no fault.
 */
public final class FirstFault {

  /** What the elements of a value are, the worst of them. */
  private enum State {
    FINITE,
    INFINITE,
    NAN
  }

  private final List<NodeProto> nodes;
  private final Map<String, State> states = new HashMap<>();

  private FirstFault(ModelProto model) {
    this.nodes = model.getGraph().getNodeList();
  }

  /** Empty where {@code targets} are finite, or where no node is to blame. */
  public static Optional<NodeProto> of(
      ModelProto model, Map<String, Block> feeds, Set<String> targets) {
    var search = new FirstFault(model);
    search.look(model, feeds);
    return search.nodes.stream()
        .filter(it -> it.getOutputList().stream().anyMatch(targets::contains))
        .filter(it -> search.outputs(it) != State.FINITE)
        .findFirst()
        .map(search::origin);
  }

  private NodeProto origin(NodeProto broken) {
    Set<String> reach = new LinkedHashSet<>(broken.getOutputList());
    Optional<NodeProto> nan =
        first(broken, reach, it -> outputs(it) == State.NAN && inputs(it) != State.NAN);
    NodeProto node = nan.orElse(broken);
    if (inputs(node) != State.INFINITE) {
      return node;
    }
    return first(
            node,
            new LinkedHashSet<>(node.getOutputList()),
            it -> outputs(it) != State.FINITE && inputs(it) == State.FINITE)
        .orElse(node);
  }

  /** The first node in graph order among those that {@code last} depends on, itself included. */
  private Optional<NodeProto> first(
      NodeProto last, Set<String> reach, Predicate<NodeProto> condition) {
    Optional<NodeProto> found = Optional.empty();
    for (int i = nodes.indexOf(last); i >= 0; i--) {
      NodeProto node = nodes.get(i);
      if (node.getOutputList().stream().anyMatch(reach::contains)) {
        read(node).forEach(reach::add);
        found = condition.test(node) ? Optional.of(node) : found;
      }
    }
    return found;
  }

  private static Stream<String> read(NodeProto node) {
    return Stream.concat(node.getInputList().stream(), Captures.of(node).stream());
  }

  private State inputs(NodeProto node) {
    return worst(read(node));
  }

  private State outputs(NodeProto node) {
    return worst(node.getOutputList().stream());
  }

  private State worst(Stream<String> values) {
    return values
        .map(it -> states.getOrDefault(it, State.FINITE))
        .reduce(State.FINITE, (one, two) -> one.compareTo(two) > 0 ? one : two);
  }

  private void look(ModelProto model, Map<String, Block> feeds) {
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (Type.isReal(tensor.getDataType())) {
        states.put(tensor.getName(), State.FINITE);
      }
    }
    feeds.forEach((name, block) -> states.put(name, state(block)));
    Set<String> names = new LinkedHashSet<>();
    nodes.forEach(
        node -> node.getOutputList().stream().filter(it -> !it.isEmpty()).forEach(names::add));
    try (OrtModel session =
        OrtModel.load("the model", Observation.exposed(model, names), OptLevel.NO_OPT)) {
      Map<String, OnnxTensor> inputs = session.tensors(feeds);
      try (var result = session.run(inputs, names)) {
        result.forEach(it -> states.put(it.getKey(), state(it.getValue())));
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static State state(OnnxValue value) {
    return value instanceof OnnxTensor tensor && Type.isReal(Block.typeOf(tensor))
        ? state(Block.of(tensor))
        : State.FINITE;
  }

  private static State state(Block block) {
    State worst = State.FINITE;
    if (Type.isReal(block.type())) {
      for (double it : block.reals()) {
        if (Double.isNaN(it)) {
          return State.NAN;
        }
        worst = Double.isInfinite(it) ? State.INFINITE : worst;
      }
    }
    return worst;
  }
}
