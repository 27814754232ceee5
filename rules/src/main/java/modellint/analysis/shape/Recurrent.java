package modellint.analysis.shape;

import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.Shape;

/**
 * RNN, GRU and LSTM over X of [time, batch, input] (batch first with {@code layout} 1): Y is [time,
 * directions, batch, hidden], the last states [directions, batch, hidden].
 */
final class Recurrent {

  private Recurrent() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "RNN", Operator.many(Operator.SAME, Recurrent::shapes),
        "GRU", Operator.many(Operator.SAME, Recurrent::shapes),
        "LSTM", Operator.many(Operator.SAME, Recurrent::shapes));
  }

  private static List<Shape> shapes(Call call) {
    List<Dim> x = call.dims(0);
    if (x.size() != 3) {
      throw new Unknowable("sequence of rank " + x.size());
    }
    long stated = call.node().integer("hidden_size", 0);
    Dim hidden = stated > 0 ? Dim.of(stated) : call.shape(2).dim(2);
    boolean both = call.node().text("direction", "forward").equals("bidirectional");
    Dim directions = Dim.of(both ? 2 : 1);
    boolean batchFirst = call.node().integer("layout", 0) != 0;
    Dim time = x.get(batchFirst ? 1 : 0);
    Dim batch = x.get(batchFirst ? 0 : 1);
    Shape y =
        new Shape(
            batchFirst
                ? List.of(batch, time, directions, hidden)
                : List.of(time, directions, batch, hidden));
    Shape last =
        new Shape(
            batchFirst ? List.of(batch, directions, hidden) : List.of(directions, batch, hidden));
    return List.of(y, last, last);
  }
}
