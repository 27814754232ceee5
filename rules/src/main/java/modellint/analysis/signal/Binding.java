package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Shape;
import modellint.graph.Value;

/** Sizes for the symbolic dimensions of a graph's inputs, as the assumptions and the rank say. */
final class Binding {

  private static final long IMAGE = 64;
  private static final long VOLUME = 16;
  private static final long SEQUENCE = 16;

  private Binding() {}

  /** Shapes of the inputs with every symbol replaced; inputs of unknown rank are left out. */
  static Map<String, Shape> shapes(Graph graph, Assumptions assumptions) {
    var bound = new HashMap<String, Shape>();
    for (Value input : graph.inputs()) {
      if (graph.parameters().containsKey(input.name())) {
        continue;
      }
      input.shape().ifPresent(shape -> bound.put(input.name(), bound(shape, assumptions)));
    }
    return bound;
  }

  private static Shape bound(Shape shape, Assumptions assumptions) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      dims.add(dim.isKnown() ? dim : Dim.of(size(dim, axis, shape.rank(), assumptions)));
    }
    return new Shape(dims);
  }

  private static long size(Dim dim, int axis, int rank, Assumptions assumptions) {
    Long named = assumptions.sizes().get(dim.toString());
    if (named != null) {
      return named;
    }
    if (axis == 0) {
      return assumptions.batch();
    }
    if (rank == 5) {
      return VOLUME;
    }
    return rank == 4 ? IMAGE : SEQUENCE;
  }

  /** Samples per step: the first axis of the first input that is no parameter. */
  static double batch(Graph graph, Map<String, Shape> bound, Assumptions assumptions) {
    return graph.inputs().stream()
        .map(input -> bound.get(input.name()))
        .filter(shape -> shape != null && shape.rank() > 0)
        .mapToDouble(shape -> shape.dim(0).size())
        .findFirst()
        .orElse(assumptions.batch());
  }
}
