package modellint.verify.unroll;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/** Loop and Scan, written out step by step. */
final class Loops {

  /** Longer ones are left as they are. */
  static final long MOST_STEPS = 256;

  private static final long MOST_NODES = 20_000;

  /** Names the result that counts the rounds of a loop. */
  private static final String ROUNDS = "rounds:";

  private static final int BATCHED_SCAN = 8;

  private static final int GRAPH = 5;

  private final Splice into;
  private final Facts facts;

  Loops(Splice into, Facts facts) {
    this.into = into;
    this.facts = facts;
  }

  static GraphProto body(NodeProto node, String attribute) {
    return node.getAttributeList().stream()
        .filter(it -> it.getName().equals(attribute))
        .findFirst()
        .orElseThrow()
        .getG();
  }

  /** A loop with one more result, as long as the loop has gone round. */
  static NodeProto counted(NodeProto node, int number) {
    GraphProto body = body(node, "body");
    var scalar =
        TypeProto.newBuilder()
            .setTensorType(
                TypeProto.Tensor.newBuilder()
                    .setElemType(Type.INT64)
                    .setShape(modellint.onnx.proto.TensorShapeProto.getDefaultInstance()));
    GraphProto longer =
        body.toBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Identity")
                    .addInput(body.getInput(0).getName())
                    .addOutput(ROUNDS))
            .addOutput(ValueInfoProto.newBuilder().setName(ROUNDS).setType(scalar))
            .build();
    NodeProto.Builder counted = node.toBuilder().clearAttribute();
    node.getAttributeList().stream()
        .filter(it -> !it.getName().equals("body"))
        .forEach(counted::addAttribute);
    counted.addAttribute(AttributeProto.newBuilder().setName("body").setType(GRAPH).setG(longer));
    while (counted.getOutputCount() < body.getOutputCount() - 1) {
      counted.addOutput("");
    }
    return counted.addOutput(ROUNDS + number).build();
  }

  /** Why the loop is left as it is; empty where it is written out. */
  Optional<String> loop(NodeProto node, int number) {
    GraphProto body = body(node, "body");
    Optional<long[]> rounds = facts.shape(ROUNDS + number);
    if (rounds.isEmpty()) {
      return Optional.of("a Loop whose rounds are not known");
    }
    long steps = rounds.get()[0];
    if (isTooLong(steps, body)) {
      return Optional.of("a Loop of " + steps + " rounds, more than are written out");
    }
    int states = body.getInputCount() - 2;
    List<String> initial = node.getInputList().subList(2, 2 + states);
    var run = new Run(body, states, 1);
    run.start(initial);
    for (long i = 0; i < steps; i++) {
      String at = into.constant(new long[0], i);
      run.step(List.of(at, into.truth(true)), List.of());
    }
    run.finish(node, Dims.fill(node.getOutputCount(), 0), false);
    return Optional.empty();
  }

  private static boolean isTooLong(long steps, GraphProto body) {
    return steps > MOST_STEPS || steps * body.getNodeCount() > MOST_NODES;
  }

  /** As {@link #loop}, for a Scan of the stated version. */
  Optional<String> scan(NodeProto node, int opset) {
    GraphProto body = body(node, "body");
    boolean batched = opset <= BATCHED_SCAN;
    List<String> inputs = node.getInputList().subList(batched ? 1 : 0, node.getInputCount());
    int scans = (int) integer(node, "num_scan_inputs", 1);
    int states = inputs.size() - scans;
    if (batched
        && (!node.getInput(0).isEmpty()
            || facts.shape(inputs.get(0)).isEmpty()
            || facts.shape(inputs.get(0)).get()[0] != 1)) {
      return Optional.of("a Scan over a batch");
    }
    long[] axes = integers(node, "scan_input_axes", scans);
    long[] back = integers(node, batched ? "directions" : "scan_input_directions", scans);
    Optional<long[]> first = facts.shape(inputs.get(states));
    if (first.isEmpty()) {
      return Optional.of("a Scan of unknown length");
    }
    int lead = batched ? 1 : 0;
    int rank = first.get().length - lead;
    long steps = first.get()[(int) (axes[0] < 0 ? axes[0] + rank : axes[0]) + lead];
    if (isTooLong(steps, body)) {
      return Optional.of("a Scan of " + steps + " steps, more than are written out");
    }
    List<String> whole = batched ? inputs.stream().map(it -> into.part(it, 0, 0)).toList() : inputs;
    var run = new Run(body, states, 0);
    run.start(whole.subList(0, states));
    for (long i = 0; i < steps; i++) {
      var parts = new ArrayList<String>();
      for (int k = 0; k < scans; k++) {
        long at = back[k] == 0 ? i : steps - 1 - i;
        parts.add(into.part(whole.get(states + k), axes[k], at));
      }
      run.step(List.of(), parts);
    }
    int results = node.getOutputCount() - states;
    long[] outputs = integers(node, "scan_output_axes", results);
    long[] reversed = integers(node, "scan_output_directions", results);
    run.reverse(reversed);
    run.finish(node, Dims.concat(new long[states], outputs), batched);
    return Optional.empty();
  }

  private static long integer(NodeProto node, String attribute, long otherwise) {
    return node.getAttributeList().stream()
        .filter(it -> it.getName().equals(attribute))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(otherwise);
  }

  private static long[] integers(NodeProto node, String attribute, int count) {
    return node.getAttributeList().stream()
        .filter(it -> it.getName().equals(attribute))
        .map(it -> it.getIntsList().stream().mapToLong(Long::longValue).toArray())
        .findFirst()
        .orElse(new long[count]);
  }

  /** One loop on its way: the state it carries, and what every step has put out. */
  private final class Run {

    private final GraphProto body;
    private final int states;
    private final int skipped;
    private final Map<String, String> weights;
    private final List<List<String>> collected = new ArrayList<>();
    private List<String> state = List.of();

    /** {@code skipped} outputs of the body come before the state: a condition. */
    Run(GraphProto body, int states, int skipped) {
      this.body = body;
      this.states = states;
      this.skipped = skipped;
      this.weights = into.initializers(body);
      for (int i = skipped + states; i < body.getOutputCount(); i++) {
        collected.add(new ArrayList<>());
      }
    }

    void start(List<String> initial) {
      state = initial;
    }

    void step(List<String> before, List<String> behind) {
      var given = new ArrayList<>(before);
      given.addAll(state);
      given.addAll(behind);
      var names = new HashMap<>(weights);
      for (int i = 0; i < given.size(); i++) {
        names.put(body.getInput(i).getName(), given.get(i));
      }
      List<String> results = into.nodes(body.getNodeList(), names, Splice.outputs(body));
      state = results.subList(skipped, skipped + states);
      for (int i = 0; i < collected.size(); i++) {
        collected.get(i).add(results.get(skipped + states + i));
      }
    }

    void reverse(long[] reversed) {
      for (int i = 0; i < collected.size(); i++) {
        if (i < reversed.length && reversed[i] != 0) {
          java.util.Collections.reverse(collected.get(i));
        }
      }
    }

    /** Gives the node's results their names; {@code led} by one sample that stands for a batch. */
    void finish(NodeProto node, long[] axes, boolean led) {
      for (int i = 0; i < node.getOutputCount(); i++) {
        String output = node.getOutput(i);
        if (output.isEmpty()) {
          continue;
        }
        if (i < states) {
          into.alias(led ? shaped(state.get(i), output) : state.get(i), output);
        } else {
          into.alias(joined(collected.get(i - states), output, axes[i], led), output);
        }
      }
    }

    private String shaped(String value, String like) {
      return facts.shape(like).map(it -> into.reshaped(value, it)).orElse(value);
    }

    private String joined(List<String> parts, String output, long stated, boolean led) {
      long[] shape = facts.shape(output).orElseThrow();
      if (parts.isEmpty()) {
        return into.constant(facts.type(output), shape, ByteString.EMPTY);
      }
      long[] whole = led ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
      int axis = (int) (stated < 0 ? stated + whole.length : stated);
      long[] one = Dims.with(whole, axis, 1);
      List<String> laid = parts.stream().map(it -> into.reshaped(it, one)).toList();
      String all = into.names().fresh(output);
      into.add("Concat", List.of(Attr.of("axis", axis)), laid, List.of(all));
      return led ? shaped(all, output) : all;
    }
  }
}
