package modellint.verify.unroll;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;

/**
 * A model without branches, loops, functions of its own and sequences: it computes the same for
 * inputs that take the same way through it.
 *
 * @param left what was left as it is, as phrases
 * @param observed whether a run was needed, so that other inputs may give another model
 */
public record Unrolled(ModelProto model, Set<String> left, boolean observed) {

  /** Graphs within graphs come to the top one round at a time. */
  private static final int MOST_ROUNDS = 64;

  private static final Set<String> HOLDERS = Set.of("If", "Loop", "Scan", "SequenceMap");

  /** {@code observe} runs a model and says what its values were. */
  public static Unrolled of(ModelProto model, Function<ModelProto, Facts> observe) {
    ModelProto now = Batchwise.turned(model);
    Set<String> left = new LinkedHashSet<>();
    boolean observed = false;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var functions = new Functions(now);
      boolean called =
          now.getGraph().getNodeList().stream().anyMatch(it -> functions.of(it).isPresent());
      boolean holds =
          now.getGraph().getNodeList().stream().anyMatch(it -> HOLDERS.contains(it.getOpType()));
      boolean sequences = Sequences.occurIn(now.getGraph());
      if (!called && !holds && !sequences) {
        break;
      }
      ModelProto next;
      if (called) {
        next = expanded(now, functions);
      } else {
        observed = true;
        Facts facts = observe.apply(counted(now));
        next = holds ? opened(now, facts, left) : now;
        if (next.equals(now)) {
          next = new Sequences(now, facts).resolved();
        }
      }
      if (next.equals(now)) {
        break;
      }
      now = next;
    }
    return new Unrolled(now, left, observed);
  }

  private static ModelProto expanded(ModelProto model, Functions functions) {
    var into = new Splice(model.getGraph());
    for (NodeProto node : model.getGraph().getNodeList()) {
      Optional<FunctionProto> function = functions.of(node);
      if (function.isPresent()) {
        Functions.expand(function.get(), node, into);
      } else {
        into.add(node);
      }
    }
    return model.toBuilder().setGraph(into.graph()).build();
  }

  private static ModelProto counted(ModelProto model) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      if (graph.getNode(i).getOpType().equals("Loop")) {
        graph.setNode(i, Loops.counted(graph.getNode(i), i));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  private static ModelProto opened(ModelProto model, Facts facts, Set<String> left) {
    int opset = Sequences.opset(model);
    var into = new Splice(model.getGraph());
    var loops = new Loops(into, facts);
    left.clear();
    List<NodeProto> nodes = new ArrayList<>(model.getGraph().getNodeList());
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      Optional<String> reason =
          switch (node.getDomain().isEmpty() ? node.getOpType() : "") {
            case "If" -> branch(node, into, facts);
            case "Loop" -> loops.loop(node, i);
            case "Scan" -> loops.scan(node, opset);
            default -> Optional.of("");
          };
      if (reason.isPresent()) {
        into.add(node);
        if (!reason.get().isEmpty()) {
          left.add(reason.get());
        }
      }
    }
    return model.toBuilder().setGraph(into.graph()).build();
  }

  private static Optional<String> branch(NodeProto node, Splice into, Facts facts) {
    Optional<long[]> condition = facts.integers(node.getInput(0));
    if (condition.isEmpty()) {
      return Optional.of("an If whose condition is not known");
    }
    String taken = condition.get()[0] != 0 ? "then_branch" : "else_branch";
    GraphProto body = Loops.body(node, taken);
    List<String> results =
        into.nodes(body.getNodeList(), into.initializers(body), Splice.outputs(body));
    for (int i = 0; i < node.getOutputCount(); i++) {
      into.alias(results.get(i), node.getOutput(i));
    }
    return Optional.empty();
  }
}
