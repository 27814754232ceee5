package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/** Reductions along axes, arg-reductions, TopK and running sums. */
final class Reductions {

  private Reductions() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    for (String type :
        List.of("L1", "L2", "LogSum", "LogSumExp", "SumSquare", "Mean", "Sum", "Prod")) {
      all.put("Reduce" + type, Operator.one(Operator.SAME, Reductions::reduced));
    }
    fold(all, "ReduceProd", Scalars.MULTIPLY);
    fold(all, "ReduceSum", Scalars.ADD);
    fold(all, "ReduceMax", Scalars.MAX);
    fold(all, "ReduceMin", Scalars.MIN);
    all.put("ArgMax", Operator.one(Operator.INT64, Reductions::located));
    all.put("ArgMin", Operator.one(Operator.INT64, Reductions::located));
    all.put("TopK", Operator.many(Operator.sameThen(ElementType.INT64), Reductions::top));
    all.put("CumSum", Operator.like(Operator.SAME));
    all.put("CumProd", Operator.like(Operator.SAME));
    return all;
  }

  private static void fold(Map<String, Operator> all, String type, Scalars.Binary merge) {
    all.put(
        type,
        Operator.one(Operator.SAME, Reductions::reduced)
            .folding((call, shape, output) -> folded(call, merge)));
  }

  /** The reduced axes: all of them where none is stated, unless that means none. */
  private static TreeSet<Integer> axes(Call call) {
    Optional<List<Long>> stated = call.longs("axes", 1).filter(it -> !it.isEmpty());
    int rank = call.rank(0);
    if (stated.isPresent()) {
      return Call.axes(stated.get(), rank);
    }
    var all = new TreeSet<Integer>();
    for (int axis = 0; axis < rank && call.node().integer("noop_with_empty_axes", 0) == 0; axis++) {
      all.add(axis);
    }
    return all;
  }

  private static Shape reduced(Call call) {
    return without(call, axes(call));
  }

  private static Shape located(Call call) {
    return without(call, new TreeSet<>(List.of(call.axis("axis", 0, call.rank(0)))));
  }

  private static Shape without(Call call, TreeSet<Integer> axes) {
    boolean keep = call.node().integer("keepdims", 1) != 0;
    var dims = new ArrayList<Dim>();
    for (int axis = 0; axis < call.rank(0); axis++) {
      if (!axes.contains(axis)) {
        dims.add(call.dims(0).get(axis));
      } else if (keep) {
        dims.add(Dim.of(1));
      }
    }
    return new Shape(dims);
  }

  private static List<Element> folded(Call call, Scalars.Binary merge) {
    List<Element> elements = call.elements(0);
    Grid in = Grid.of(call.shape(0));
    int[] kept = in.sizes().clone();
    axes(call).forEach(axis -> kept[axis] = 1);
    Grid out = new Grid(kept);
    // The neutral element of an empty reduction is nobody's size.
    if (elements.isEmpty()) {
      throw new Unknowable("an empty reduction");
    }
    Element[] result = new Element[out.count()];
    boolean[] begun = new boolean[result.length];
    for (int i = 0; i < elements.size(); i++) {
      int at = out.broadcast(in.position(i));
      result[at] =
          begun[at] ? merge.of(result[at], elements.get(i), call.type(0)) : elements.get(i);
      begun[at] = true;
    }
    return Arrays.asList(result);
  }

  private static List<Shape> top(Call call) {
    var dims = call.copy(0);
    Optional<Dim> stated =
        call.node().attributes().containsKey("k")
            ? Optional.of(Sizes.known(call.node().integer("k", 0)))
            : call.fact(1).elements().filter(it -> it.size() == 1).map(it -> known(call, it));
    int axis = call.axis("axis", -1, dims.size());
    dims.set(axis, stated.orElseGet(() -> call.fresh(0, axis)));
    return Collections.nCopies(2, new Shape(dims));
  }

  private static Dim known(Call call, List<Element> k) {
    return k.get(0) instanceof Element.Unknown
        ? call.fresh(0, call.axis("axis", -1, call.rank(0)))
        : k.get(0).dim();
  }
}
