package modellint.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Value;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.SparseTensorProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.ValueInfoProto;

/**
 * Builds the graph of a body and of the bodies inside it. Calls of the model's own functions are
 * replaced by what they do, Constant nodes by parameters, missing names by stable ones.
 */
final class GraphImport {

  private static final int MOST_DEPTH = 100;
  private static final String IGNORE = "modellint.ignore";

  private final String file;
  private final Tensors tensors;
  private final Functions functions;
  private final Words words = new Words();
  private final Set<String> calls = new HashSet<>();
  private final Map<String, String> remarks = new HashMap<>();

  GraphImport(String file, Tensors tensors, Functions functions) {
    this.file = file;
    this.tensors = tensors;
    this.functions = functions;
  }

  /** A body under construction: what its nodes, and those of functions called in it, add to. */
  private record Body(List<Node> nodes, Map<String, Parameter> parameters) {}

  /** What nodes say of rules to be silent, by {@code modellint.ignore@} and the node's name. */
  Map<String, String> remarks() {
    return Map.copyOf(remarks);
  }

  Graph graph(GraphProto proto, Scope scope) throws ModelReadException {
    var body = new Body(new ArrayList<>(), new LinkedHashMap<>());
    for (TensorProto tensor : proto.getInitializerList()) {
      store(body, tensors.read(scope.value(words.of(tensor.getNameBytes())), tensor));
    }
    for (SparseTensorProto tensor : proto.getSparseInitializerList()) {
      String name = scope.value(words.of(tensor.getValues().getNameBytes()));
      store(body, tensors.read(name, tensor));
    }
    add(proto.getNodeList(), body, scope);
    List<Value> inputs =
        values(proto.getInputList(), scope).stream()
            .filter(input -> !body.parameters().containsKey(input.name()))
            .toList();
    List<Value> outputs = values(proto.getOutputList(), scope);
    var declared = new HashMap<String, Value>();
    for (Value value : values(proto.getValueInfoList(), scope)) {
      declared.put(value.name(), value);
    }
    var given = new HashSet<>(body.parameters().keySet());
    inputs.forEach(input -> given.add(input.name()));
    List<Node> sorted = Ordering.sorted(body.nodes(), given);
    Set<String> captured = captured(body, given, outputs);
    if (scope.depth() == 0 && !captured.isEmpty()) {
      throw dangling(sorted, outputs, captured);
    }
    return new Graph(
        words.of(proto.getNameBytes()),
        sorted,
        inputs,
        outputs,
        body.parameters(),
        declared,
        captured,
        Training.UNKNOWN,
        Map.of(),
        new Place.NodeAt(file, ""));
  }

  private List<Value> values(List<ValueInfoProto> stated, Scope scope) {
    return stated.stream()
        .map(value -> Values.read(scope.value(words.of(value.getNameBytes())), value))
        .toList();
  }

  private static void store(Body body, Parameter parameter) throws ModelReadException {
    if (body.parameters().put(parameter.name(), parameter) != null) {
      throw ModelReadException.unreadable("tensor is stored twice: " + parameter.name());
    }
  }

  /** Names that the body reads and nothing in it makes. */
  private static Set<String> captured(Body body, Set<String> given, List<Value> outputs) {
    var captured = new HashSet<String>();
    body.nodes().stream().flatMap(Ordering::reads).forEach(captured::add);
    outputs.forEach(output -> captured.add(output.name()));
    captured.removeAll(given);
    body.nodes().forEach(node -> node.outputs().forEach(captured::remove));
    return captured;
  }

  private static ModelReadException dangling(
      List<Node> nodes, List<Value> outputs, Set<String> missing) {
    for (Node node : nodes) {
      Optional<String> name = Ordering.reads(node).filter(missing::contains).sorted().findFirst();
      if (name.isPresent()) {
        return ModelReadException.unreadable(
            "node " + node.name() + " reads " + name.get() + ", which nothing produces");
      }
    }
    String names =
        outputs.stream().map(Value::name).filter(missing::contains).findFirst().orElse("");
    return ModelReadException.unreadable("output is produced by nothing: " + names);
  }

  private void add(List<NodeProto> protos, Body body, Scope scope) throws ModelReadException {
    for (int i = 0; i < protos.size(); i++) {
      NodeProto proto = protos.get(i);
      if (proto.getOpType().isEmpty()) {
        throw ModelReadException.unreadable("node " + i + " names no operator");
      }
      String name = name(proto, i, scope);
      for (StringStringEntryProto remark : proto.getMetadataPropsList()) {
        if (remark.getKey().equals(IGNORE)) {
          remarks.put(IGNORE + "@" + name, words.of(remark.getValueBytes()));
        }
      }
      Optional<FunctionProto> function = functions.calledBy(proto);
      if (function.isPresent()) {
        call(proto, name, function.get(), body, scope);
      } else {
        add(proto, name, body, scope);
      }
    }
  }

  /** The stated name, or the operator and its position, as in {@code Conv_12}. */
  private String name(NodeProto proto, int index, Scope scope) {
    String stated = words.of(proto.getNameBytes());
    if (!stated.isEmpty()) {
      return scope.values().isEmpty() ? stated : scope.nodes() + stated;
    }
    return scope.nodes() + words.of(proto.getOpTypeBytes()) + "_" + index;
  }

  private void add(NodeProto proto, String name, Body body, Scope scope) throws ModelReadException {
    String domain = Scope.domain(words.of(proto.getDomainBytes()));
    String type = words.of(proto.getOpTypeBytes());
    Map<String, Attribute> attributes = attributes(proto, name, scope);
    List<String> outputs = names(proto.getOutputList().asByteStringList(), scope);
    if (domain.isEmpty() && type.equals("Constant") && outputs.size() == 1) {
      Optional<Parameter> constant = Constants.of(outputs.get(0), attributes);
      if (constant.isPresent()) {
        store(body, constant.get());
        return;
      }
    }
    body.nodes()
        .add(
            new Node(
                name,
                domain,
                type,
                scope.opset(domain),
                attributes,
                names(proto.getInputList().asByteStringList(), scope),
                outputs.isEmpty() ? List.of("") : outputs,
                new Place.NodeAt(file, name)));
  }

  private List<String> names(List<com.google.protobuf.ByteString> stated, Scope scope) {
    return stated.stream().map(name -> scope.value(words.of(name))).toList();
  }

  private Map<String, Attribute> attributes(NodeProto proto, String node, Scope scope)
      throws ModelReadException {
    var attributes = new HashMap<String, Attribute>();
    for (AttributeProto it : proto.getAttributeList()) {
      Optional<Attribute> value = attribute(it, node, scope);
      if (value.isPresent() && attributes.put(it.getName(), value.get()) != null) {
        throw ModelReadException.unreadable(
            "node " + node + " states attribute " + it.getName() + " twice");
      }
    }
    return attributes;
  }

  /** Empty where the attribute refers to an argument that the caller leaves out. */
  private Optional<Attribute> attribute(AttributeProto it, String node, Scope scope)
      throws ModelReadException {
    if (!it.getRefAttrName().isEmpty()) {
      return Optional.ofNullable(scope.arguments().get(it.getRefAttrName()));
    }
    Attributes.Kind kind = Attributes.kind(it);
    return switch (kind) {
      case TENSOR ->
          Optional.of(new Attribute.Tensor(tensors.read(node + "." + it.getName(), it.getT())));
      case SPARSE_TENSOR ->
          Optional.of(
              new Attribute.Tensor(tensors.read(node + "." + it.getName(), it.getSparseTensor())));
      case GRAPH -> {
        Scope inside = scope.inside(node);
        checkDepth(inside.depth(), node);
        yield Optional.of(new Attribute.SubGraph(graph(it.getG(), inside)));
      }
      default -> Attributes.plain(it, kind);
    };
  }

  /** Writes out the function's body in place of the call, every call with values of its own. */
  private void call(NodeProto call, String name, FunctionProto function, Body body, Scope scope)
      throws ModelReadException {
    checkDepth(scope.depth() + 1, name);
    var names = new HashMap<String, String>();
    List<String> inputs = names(call.getInputList().asByteStringList(), scope);
    for (int i = 0; i < function.getInputCount(); i++) {
      names.put(
          words.of(function.getInputList().asByteStringList().get(i)),
          i < inputs.size() ? inputs.get(i) : "");
    }
    List<String> outputs = names(call.getOutputList().asByteStringList(), scope);
    for (int i = 0; i < Math.min(outputs.size(), function.getOutputCount()); i++) {
      String output = words.of(function.getOutputList().asByteStringList().get(i));
      if (names.containsKey(output)) {
        body.nodes().add(identity(name, names.get(output), outputs.get(i)));
      } else if (!outputs.get(i).isEmpty()) {
        names.put(output, outputs.get(i));
      }
    }
    var arguments = new HashMap<String, Attribute>();
    for (AttributeProto otherwise : function.getAttributeProtoList()) {
      attribute(otherwise, name, scope)
          .ifPresent(value -> arguments.put(otherwise.getName(), value));
    }
    arguments.putAll(attributes(call, name, scope));
    String values = name + "/";
    for (int again = 2; !calls.add(values); again++) {
      values = name + "#" + again + "/";
    }
    add(
        function.getNodeList(),
        body,
        new Scope(
            Scope.opsets(function.getOpsetImportList()),
            name + "/",
            values,
            names,
            arguments,
            scope.depth() + 1));
  }

  /** For a function that hands an input on as an output. */
  private Node identity(String name, String input, String output) {
    return new Node(
        name,
        "",
        "Identity",
        1,
        Map.of(),
        List.of(input),
        List.of(output),
        new Place.NodeAt(file, name));
  }

  private static void checkDepth(int depth, String node) throws ModelReadException {
    if (depth > MOST_DEPTH) {
      throw ModelReadException.unsupported(
          "functions and sub-graphs are nested deeper than " + MOST_DEPTH + " at node " + node);
    }
  }
}
