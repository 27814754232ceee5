package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

  private final Assumptions assumptions;
  private final OpenSizes open;

  private Binding(Assumptions assumptions, OpenSizes open) {
    this.assumptions = assumptions;
    this.open = open;
  }

  /**
   * Shapes of the inputs with every symbol replaced; inputs of unknown rank are left out. What
   * parameters share with inputs, {@code open} decides and remembers.
   */
  static Map<String, Shape> shapes(Graph graph, Assumptions assumptions, OpenSizes open) {
    var binding = new Binding(assumptions, open);
    var bound = new HashMap<String, Shape>();
    for (Value input : graph.inputs()) {
      if (graph.parameters().containsKey(input.name())) {
        continue;
      }
      input.shape().ifPresent(shape -> bound.put(input.name(), binding.bound(shape)));
    }
    return bound;
  }

  private Shape bound(Shape shape) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      dims.add(dim.isKnown() ? dim : Dim.of(size(dim, axis, shape)));
    }
    return new Shape(dims);
  }

  private long size(Dim dim, int axis, Shape shape) {
    Long named = assumptions.sizes().get(dim.toString());
    if (named != null) {
      return open.stated(dim, named);
    }
    if (open.isKnown(dim)) {
      return open.size(dim);
    }
    if (axis == batchAxis(shape)) {
      return open.stated(dim, assumptions.batch());
    }
    return open.size(
        dim,
        switch (shape.rank()) {
          case 5 -> VOLUME;
          case 4 -> IMAGE;
          default -> SEQUENCE;
        });
  }

  /** The axis named like a batch; else the first that is symbolic, else the first. */
  private static int batchAxis(Shape shape) {
    int symbolic = -1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      String name = shape.dim(axis).toString().toLowerCase(Locale.ROOT);
      if (name.equals("n") || name.equals("b") || name.contains("batch")) {
        return axis;
      }
      if (symbolic < 0 && !shape.dim(axis).isKnown()) {
        symbolic = axis;
      }
    }
    return Math.max(0, symbolic);
  }

  /** Samples per step: the batch axis of the first input that is no parameter. */
  static double batch(Graph graph, Map<String, Shape> bound, Assumptions assumptions) {
    for (Value input : graph.inputs()) {
      Shape sizes = bound.get(input.name());
      if (sizes != null && sizes.rank() > 0) {
        int axis = input.shape().map(Binding::batchAxis).orElse(0);
        return sizes.dim(axis).size();
      }
    }
    return assumptions.batch();
  }
}
