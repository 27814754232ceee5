package modellint.verify.unroll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;

/**
 * Sequences and optional values taken apart: once the positions are known, every sequence is a list
 * of tensors, and nothing of it is left in the graph.
 */
final class Sequences {

  private static final Set<String> OPERATORS =
      Set.of(
          "SequenceEmpty",
          "SequenceConstruct",
          "SequenceInsert",
          "SequenceErase",
          "SequenceAt",
          "SequenceLength",
          "SequenceMap",
          "SplitToSequence",
          "ConcatFromSequence",
          "Optional",
          "OptionalGetElement",
          "OptionalHasElement");

  private static final int AXES_AS_INPUT = 13;

  private final ModelProto model;
  private final Facts facts;
  private final Splice into;
  private final Map<String, List<String>> elements = new HashMap<>();

  /** A sequence that cannot be taken apart. */
  private static final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Sequences(ModelProto model, Facts facts) {
    this.model = model;
    this.facts = facts;
    this.into = new Splice(model.getGraph());
  }

  static boolean occurIn(GraphProto graph) {
    return graph.getNodeList().stream().anyMatch(it -> OPERATORS.contains(it.getOpType()));
  }

  static int opset(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(it -> it.getDomain().isEmpty() || it.getDomain().equals("ai.onnx"))
        .mapToInt(it -> (int) it.getVersion())
        .findFirst()
        .orElse(1);
  }

  /** The model without sequences; as it was where one of them is not known. */
  ModelProto resolved() {
    try {
      model.getGraph().getNodeList().forEach(this::resolve);
      return model.toBuilder().setGraph(outputs()).build();
    } catch (UnknownException e) {
      return model;
    }
  }

  /** Elements take the place of a sequence among the outputs. */
  private GraphProto outputs() {
    var outputs = new ArrayList<ValueInfoProto>();
    for (ValueInfoProto output : model.getGraph().getOutputList()) {
      List<String> parts = elements.get(output.getName());
      if (parts == null) {
        outputs.add(output);
        continue;
      }
      for (String part : parts) {
        String name = into.add("Identity", output.getName(), List.of(), part);
        outputs.add(ValueInfoProto.newBuilder().setName(name).build());
      }
    }
    return into.graph().clearOutput().addAllOutput(outputs).build();
  }

  private void resolve(NodeProto node) {
    boolean reads = node.getInputList().stream().anyMatch(elements::containsKey);
    if (!OPERATORS.contains(node.getOpType()) && !reads) {
      into.add(node);
      return;
    }
    switch (node.getOpType()) {
      case "SequenceEmpty" -> put(node, List.of());
      case "SequenceConstruct" -> put(node, node.getInputList());
      case "SequenceInsert" -> insert(node);
      case "SequenceErase" -> {
        var parts = new ArrayList<>(parts(node, 0));
        parts.remove(position(node, 1, parts.size(), parts.size() - 1));
        put(node, parts);
      }
      case "SequenceAt" -> {
        List<String> parts = parts(node, 0);
        into.alias(parts.get(position(node, 1, parts.size(), 0)), node.getOutput(0));
      }
      case "SequenceLength" ->
          into.alias(into.constant(new long[0], parts(node, 0).size()), node.getOutput(0));
      case "SplitToSequence" -> split(node);
      case "ConcatFromSequence" -> concat(node);
      case "SequenceMap" -> map(node);
      case "Identity" -> put(node, parts(node, 0));
      case "Optional" -> put(node, inner(node));
      case "OptionalGetElement" -> get(node);
      case "OptionalHasElement" -> has(node);
      default -> throw new UnknownException();
    }
  }

  private void put(NodeProto node, List<String> parts) {
    elements.put(node.getOutput(0), List.copyOf(parts));
  }

  private List<String> parts(NodeProto node, int input) {
    return Optional.ofNullable(elements.get(node.getInput(input)))
        .orElseThrow(UnknownException::new);
  }

  private int position(NodeProto node, int input, int size, int otherwise) {
    if (input >= node.getInputCount() || node.getInput(input).isEmpty()) {
      return otherwise;
    }
    long at = facts.integers(node.getInput(input)).orElseThrow(UnknownException::new)[0];
    return (int) (at < 0 ? at + size : at);
  }

  private void insert(NodeProto node) {
    var parts = new ArrayList<>(parts(node, 0));
    parts.add(position(node, 2, parts.size(), parts.size()), node.getInput(1));
    put(node, parts);
  }

  /** An optional tensor is a list of one; an optional sequence is the sequence. */
  private List<String> inner(NodeProto node) {
    if (node.getInputCount() == 0) {
      return List.of();
    }
    return elements.getOrDefault(node.getInput(0), List.of(node.getInput(0)));
  }

  private void get(NodeProto node) {
    String input = node.getInput(0);
    List<String> parts = elements.get(input);
    if (parts == null) {
      into.alias(input, node.getOutput(0));
    } else if (facts.shape(node.getOutput(0)).isPresent()) {
      into.alias(parts.get(0), node.getOutput(0));
    } else {
      put(node, parts);
    }
  }

  private void has(NodeProto node) {
    boolean present =
        node.getInputCount() > 0
            && !node.getInput(0).isEmpty()
            && elements.getOrDefault(node.getInput(0), List.of("")).size() > 0;
    into.alias(into.truth(present), node.getOutput(0));
  }

  private void split(NodeProto node) {
    String input = node.getInput(0);
    long[] shape = facts.shape(input).orElseThrow(UnknownException::new);
    long stated = integer(node, "axis", 0);
    int axis = (int) (stated < 0 ? stated + shape.length : stated);
    boolean given = node.getInputCount() > 1 && !node.getInput(1).isEmpty();
    var parts = new ArrayList<String>();
    if (!given) {
      boolean keeps = integer(node, "keepdims", 1) != 0;
      for (long i = 0; i < shape[axis]; i++) {
        String part = into.part(input, axis, i);
        parts.add(keeps ? into.reshaped(part, Dims.with(shape, axis, 1)) : part);
      }
    } else {
      long[] sizes = facts.integers(node.getInput(1)).orElseThrow(UnknownException::new);
      boolean even = facts.shape(node.getInput(1)).map(it -> it.length == 0).orElse(false);
      long at = 0;
      for (int i = 0; at < shape[axis]; i++) {
        long size = Math.min(even ? sizes[0] : sizes[i], shape[axis] - at);
        String indices = into.constant(Dims.of(size), Dims.range(at, at + size));
        parts.add(into.add("Gather", input, List.of(Attr.of("axis", axis)), input, indices));
        at += size;
      }
    }
    put(node, parts);
  }

  private void concat(NodeProto node) {
    List<String> parts = parts(node, 0);
    long axis = integer(node, "axis", 0);
    if (integer(node, "new_axis", 0) != 0) {
      parts = parts.stream().map(it -> unsqueezed(it, axis)).toList();
    }
    into.add("Concat", List.of(Attr.of("axis", axis)), parts, List.of(node.getOutput(0)));
  }

  private String unsqueezed(String value, long axis) {
    return opset(model) < AXES_AS_INPUT
        ? into.add("Unsqueeze", value, List.of(Attr.of("axes", Dims.of(axis))), value)
        : into.add("Unsqueeze", value, List.of(), value, into.constant(Dims.of(1), axis));
  }

  /** The body once for every element; inputs that are no sequences are the same each time. */
  private void map(NodeProto node) {
    GraphProto body = Loops.body(node, "body");
    Map<String, String> weights = into.initializers(body);
    int count = parts(node, 0).size();
    var results = new ArrayList<List<String>>();
    node.getOutputList().forEach(it -> results.add(new ArrayList<>()));
    for (int i = 0; i < count; i++) {
      var names = new HashMap<>(weights);
      for (int k = 0; k < node.getInputCount(); k++) {
        String input = node.getInput(k);
        List<String> parts = elements.get(input);
        names.put(body.getInput(k).getName(), parts == null ? input : parts.get(i));
      }
      List<String> outputs = into.nodes(body.getNodeList(), names, Splice.outputs(body));
      for (int k = 0; k < results.size(); k++) {
        results.get(k).add(outputs.get(k));
      }
    }
    for (int k = 0; k < results.size(); k++) {
      elements.put(node.getOutput(k), List.copyOf(results.get(k)));
    }
  }

  private static long integer(NodeProto node, String attribute, long otherwise) {
    return node.getAttributeList().stream()
        .filter(it -> it.getName().equals(attribute))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(otherwise);
  }
}
