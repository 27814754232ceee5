import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** TensorFlow's optimisers, fifty steps on all the rows. */
class TensorFlowTrials implements TrainSound.Library {

  private static final int TIMES = 50;

  @Override
  public double[] train(Method example) throws Exception {
    try (Graph graph = new Graph()) {
      example.invoke(null, graph);
      List<NodeDef> nodes = graph.toGraphDef().getNodeList();
      List<NodeDef> open = nodes.stream().filter(it -> it.getOp().equals("Placeholder")).toList();
      // The loss is the last mean that is drawn before the gradients.
      String loss =
          nodes.stream()
              .filter(it -> it.getOp().equals("Mean") && !it.getName().startsWith("gradients"))
              .reduce((a, b) -> b)
              .orElseThrow()
              .getName();
      var steps = new ArrayList<String>();
      nodes.stream()
          .filter(it -> it.getOp().contains("Apply"))
          .forEach(it -> steps.add(it.getName()));
      int inputs = width(graph, open.get(0));
      int outputs = width(graph, open.get(1));
      var rows = TrainSound.Rows.of(inputs, outputs, false);
      try (Session session = new Session(graph);
          TFloat32 x = tensor(rows.x(), inputs);
          TFloat32 y = tensor(rows.y(), outputs)) {
        session.initialize();
        double first = 0;
        double last = 0;
        for (int i = 0; i < TIMES; i++) {
          Session.Runner run = session.runner();
          steps.forEach(run::addTarget);
          run.feed(open.get(0).getName(), x).feed(open.get(1).getName(), y).fetch(loss);
          try (TFloat32 now = (TFloat32) run.run().get(0)) {
            last = now.getFloat();
            first = i == 0 ? last : first;
          }
        }
        return new double[] {first, last};
      }
    }
  }

  private static int width(Graph graph, NodeDef placeholder) {
    return (int) graph.operation(placeholder.getName()).output(0).shape().get(1);
  }

  private static TFloat32 tensor(double[][] rows, int width) {
    return TFloat32.tensorOf(
        Shape.of(rows.length, width),
        it ->
            it.scalars()
                .forEachIndexed((at, one) -> one.setFloat((float) rows[(int) at[0]][(int) at[1]])));
  }
}
