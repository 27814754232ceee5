import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;
import org.tribuo.interop.tensorflow.TensorFlowTrainer;

/** What TensorFlow says of a graph, and Tribuo of the graph that it is to train. */
class Graphs {

  private static final Set<String> FUNCTIONS =
      Set.of("Relu", "Tanh", "Sigmoid", "Softmax", "Elu", "LogSoftmax");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, float[]> values = new HashMap<>();
  private final List<NodeDef> order;

  private final Graph graph;

  private Graphs(GraphDef definition, Graph graph) {
    this.graph = graph;
    order = definition.getNodeList();
    order.forEach(it -> nodes.put(it.getName(), it));
  }

  static RecordUsers.Network network(Object made) throws Exception {
    if (made instanceof Graph graph) {
      try (Session session = new Session(graph)) {
        session.initialize();
        Graphs all = new Graphs(graph.toGraphDef(), graph);
        all.fetch(session);
        return all.read(all.training());
      }
    }
    var trainer = (TensorFlowTrainer<?>) made;
    var definition = (GraphDef) RecordUsers.field(trainer, "graphDef");
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph)) {
        session.initialize();
        Graphs all = new Graphs(definition, graph);
        all.fetch(session);
        return all.read(told(trainer));
      }
    }
  }

  private static List<String> told(TensorFlowTrainer<?> trainer) throws Exception {
    String optimiser = RecordUsers.field(trainer, "optimiserEnum").toString();
    var given = (Map<?, ?>) RecordUsers.field(trainer, "gradientParams");
    String converter = RecordUsers.field(trainer, "outputConverter").getClass().getSimpleName();
    return List.of(
        optimiser.equals("GRADIENT_DESCENT") ? "sgd" : optimiser.toLowerCase(Locale.ROOT),
        given.get("learningRate").toString(),
        given.containsKey("momentum") ? given.get("momentum").toString() : "",
        "",
        "",
        given.containsKey("l1Strength") ? given.get("l1Strength").toString() : "",
        given.containsKey("l2Strength") ? given.get("l2Strength").toString() : "",
        "",
        switch (converter) {
          case "LabelConverter" -> "softmax-cross-entropy";
          case "RegressorConverter" -> "mse";
          default -> "sigmoid-cross-entropy";
        });
  }

  private void fetch(Session session) {
    for (NodeDef it : order) {
      if (isVariable(it.getName())) {
        try (TFloat32 tensor = (TFloat32) session.runner().fetch(it.getName()).run().get(0)) {
          float[] numbers = new float[(int) tensor.size()];
          int[] at = {0};
          tensor.scalars().forEach(one -> numbers[at[0]++] = one.getFloat());
          values.put(it.getName(), numbers);
        }
      }
    }
  }

  /** A constant that is one number, as it is or cast to a float. */
  private float constant(String name) {
    NodeDef node = nodes.get(name);
    if (node.getOp().equals("Cast")) {
      return constant(node.getInput(0));
    }
    TensorProto value = node.getAttrOrThrow("value").getTensor();
    ByteBuffer content = value.getTensorContent().asReadOnlyByteBuffer().order(LITTLE_ENDIAN);
    return content.remaining() == 8
        ? (float) content.getDouble()
        : content.hasRemaining()
            ? content.getFloat()
            : value.getFloatValCount() > 0 ? value.getFloatVal(0) : (float) value.getDoubleVal(0);
  }

  private boolean isVariable(String name) {
    NodeDef node = nodes.get(name);
    return node != null && node.getOp().startsWith("Variable");
  }

  private RecordUsers.Network read(List<String> training) {
    var layers = new ArrayList<RecordUsers.Layer>();
    var counted = new ArrayList<String>();
    for (NodeDef it : order) {
      boolean weighs = it.getOp().equals("MatMul") || it.getOp().equals("Conv2D");
      if (!weighs
          || it.getInputCount() < 2
          || it.getName().startsWith("gradients")
          || !isVariable(it.getInput(1))) {
        continue;
      }
      float[] weights = values.get(it.getInput(1));
      counted.add(it.getInput(1));
      NodeDef out = it;
      long numbers = weights.length;
      NodeDef next = reader(out);
      if (next != null
          && (next.getOp().startsWith("Add") || next.getOp().equals("BiasAdd"))
          && isVariable(next.getInput(1))) {
        numbers += values.get(next.getInput(1)).length;
        counted.add(next.getInput(1));
        out = next;
        next = reader(out);
      }
      String function = next != null && FUNCTIONS.contains(next.getOp()) ? next.getOp() : "";
      var shape = nodes.get(it.getInput(1)).getAttrOrThrow("shape").getShape();
      String units = "" + shape.getDim(shape.getDimCount() - 1).getSize();
      layers.add(
          new RecordUsers.Layer(
              it.getOp().equals("Conv2D") ? units + sides(it) : units,
              function,
              numbers,
              IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray()));
    }
    // Slots of the optimiser are variables as well; those that it steps are the network's.
    Set<String> stepped = new java.util.TreeSet<>(counted);
    order.stream()
        .filter(it -> it.getOp().contains("Apply"))
        .forEach(it -> stepped.add(it.getInput(0)));
    long sum = stepped.stream().mapToLong(it -> values.get(it).length).sum();
    return new RecordUsers.Network(layers, sum, sum, training);
  }

  /** The first node that reads an output, of those that were drawn before the gradients. */
  private NodeDef reader(NodeDef of) {
    return order.stream()
        .filter(it -> !it.getName().startsWith("gradients"))
        .filter(it -> it.getInputList().contains(of.getName()))
        .findFirst()
        .orElse(null);
  }

  /** Height and width of what a convolution puts out. */
  private String sides(NodeDef convolution) {
    var shape = graph.operation(convolution.getName()).output(0).shape();
    return "x" + shape.get(1) + "x" + shape.get(2);
  }

  private List<String> training() {
    NodeDef step =
        order.stream().filter(it -> it.getOp().contains("Apply")).findFirst().orElseThrow();
    String op = step.getOp().replace("Apply", "").replaceAll("^Resource|V2$", "");
    boolean nesterov =
        step.containsAttr("use_nesterov") && step.getAttrOrThrow("use_nesterov").getB();
    String rate =
        switch (op) {
          case "GradientDescent" -> step.getInput(1);
          case "Momentum", "Adagrad" -> step.getInput(2);
          case "Adadelta", "RMSProp" -> step.getInput(3);
          default -> step.getInput(5);
        };
    String momentum =
        switch (op) {
          case "Momentum" -> step.getInput(4);
          case "RMSProp" -> step.getInput(5);
          default -> "";
        };
    boolean softmax =
        order.stream().anyMatch(it -> it.getOp().equals("SoftmaxCrossEntropyWithLogits"));
    boolean sigmoid = order.stream().anyMatch(it -> it.getOp().equals("Log1p"));
    boolean penalty = order.stream().anyMatch(it -> it.getOp().equals("L2Loss"));
    return List.of(
        op.equals("GradientDescent")
            ? "sgd"
            : op.equals("Momentum") && nesterov ? "nesterov" : op.toLowerCase(Locale.ROOT),
        Float.toString(constant(rate)),
        momentum.isEmpty() ? "" : Float.toString(constant(momentum)),
        "",
        "",
        "",
        penalty ? "5.0E-4" : "",
        "",
        softmax ? "softmax-cross-entropy" : sigmoid ? "sigmoid-cross-entropy" : "mse");
  }
}
