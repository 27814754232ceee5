package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Operators that pick or place parts of a tensor by index. */
final class Indexing {

  private Indexing() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put("Gather", Operator.one(Operator.SAME, Indexing::gather).folding(Indexing::gathered));
    all.put("GatherElements", Operator.one(Operator.SAME, call -> call.shape(1)));
    all.put("GatherND", Operator.one(Operator.SAME, Indexing::gatherTuples));
    for (String type : List.of("Scatter", "ScatterElements", "ScatterND", "TensorScatter")) {
      all.put(type, Operator.one(Operator.SAME, call -> call.shape(0)));
    }
    all.put("Compress", Operator.one(Operator.SAME, Indexing::compress));
    all.put("OneHot", Operator.one((call, output) -> call.type(2), Indexing::oneHot));
    all.put("NonZero", Operator.one(Operator.INT64, Indexing::nonZero).folding(Indexing::found));
    all.put("NonMaxSuppression", Operator.one(Operator.INT64, call -> rows(call, 3)));
    all.put("RoiAlign", Operator.one(Operator.SAME, Indexing::roiAlign));
    all.put("MaxRoiPool", Operator.one(Operator.SAME, Indexing::roiPool));
    return all;
  }

  private static Shape gather(Call call) {
    List<Dim> data = call.dims(0);
    int axis = call.axis("axis", 0, data.size());
    var dims = new ArrayList<>(data.subList(0, axis));
    dims.addAll(call.dims(1));
    dims.addAll(data.subList(axis + 1, data.size()));
    return new Shape(dims);
  }

  private static List<Element> gathered(Call call, Shape shape, int output) {
    int axis = call.axis("axis", 0, call.rank(0));
    Grid data = Grid.of(call.shape(0));
    Grid out = Grid.of(shape);
    List<Element> elements = call.elements(0);
    List<Element> indices = call.elements(1);
    Grid index = Grid.of(call.shape(1));
    int picked = index.sizes().length;
    var all = new ArrayList<Element>(out.count());
    for (int i = 0; i < out.count(); i++) {
      int[] at = out.position(i);
      int[] where = new int[picked];
      System.arraycopy(at, axis, where, 0, picked);
      Element chosen = indices.get(index.flat(where));
      if (!chosen.isNumber()) {
        all.add(Element.UNKNOWN);
        continue;
      }
      int[] from = new int[data.sizes().length];
      System.arraycopy(at, 0, from, 0, axis);
      from[axis] = Call.axis((long) chosen.number(), data.sizes()[axis]);
      System.arraycopy(at, axis + picked, from, axis + 1, from.length - axis - 1);
      all.add(elements.get(data.flat(from)));
    }
    return all;
  }

  private static Shape gatherTuples(Call call) {
    List<Dim> data = call.dims(0);
    List<Dim> indices = call.dims(1);
    int batch = Call.axis(call.node().integer("batch_dims", 0), data.size());
    long tuple = (long) Element.of(indices.get(indices.size() - 1)).number();
    if (tuple > data.size() - batch) {
      throw new Unknowable("tuples of " + tuple);
    }
    var dims = new ArrayList<>(indices.subList(0, indices.size() - 1));
    dims.addAll(data.subList(batch + (int) tuple, data.size()));
    return new Shape(dims);
  }

  private static Shape compress(Call call) {
    if (!call.node().attributes().containsKey("axis")) {
      return new Shape(List.of(call.fresh(0, 0)));
    }
    var dims = call.copy(0);
    int axis = call.axis("axis", 0, dims.size());
    dims.set(axis, call.fresh(0, axis));
    return new Shape(dims);
  }

  private static Shape oneHot(Call call) {
    var dims = call.copy(0);
    int axis = call.axis("axis", -1, dims.size() + 1);
    dims.add(axis, call.fact(1).elements().map(it -> it.get(0).dim()).orElse(call.fresh(0, axis)));
    return new Shape(dims);
  }

  private static Shape nonZero(Call call) {
    Dim rank = Dim.of(call.rank(0));
    boolean decided =
        call.fact(0).elements().filter(it -> it.stream().allMatch(Element::isNumber)).isPresent();
    if (!decided) {
      return new Shape(List.of(rank, call.fresh(0, 1)));
    }
    long count = call.elements(0).stream().filter(it -> it.number() != 0).count();
    return new Shape(List.of(rank, Dim.of(count)));
  }

  private static List<Element> found(Call call, Shape shape, int output) {
    Grid in = Grid.of(call.shape(0));
    List<Element> elements = call.elements(0);
    var positions = new ArrayList<int[]>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).number() != 0) {
        positions.add(in.position(i));
      }
    }
    var all = new ArrayList<Element>();
    for (int axis = 0; axis < in.sizes().length; axis++) {
      for (int[] position : positions) {
        all.add(new Element.Number(position[axis]));
      }
    }
    return all;
  }

  private static Shape rows(Call call, long columns) {
    return new Shape(List.of(call.fresh(0, 0), Dim.of(columns)));
  }

  private static Shape roiAlign(Call call) {
    return new Shape(
        List.of(
            call.shape(1).dim(0),
            call.shape(0).dim(1),
            Sizes.known(call.node().integer("output_height", 1)),
            Sizes.known(call.node().integer("output_width", 1))));
  }

  private static Shape roiPool(Call call) {
    List<Long> pooled =
        call.node().integers("pooled_shape").orElseThrow(() -> new Unknowable("pooled_shape"));
    return new Shape(
        List.of(
            call.shape(1).dim(0),
            call.shape(0).dim(1),
            Sizes.known(pooled.get(0)),
            Sizes.known(pooled.get(1))));
  }
}
