package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Operators that rename or reorder axes: reshapes, transposes, space to depth. */
final class Layouts {

  private Layouts() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put("Reshape", Operator.one(Operator.SAME, Layouts::reshape).keepingElements());
    all.put("Flatten", Operator.one(Operator.SAME, Layouts::flatten).keepingElements());
    all.put("Squeeze", Operator.one(Operator.SAME, Layouts::squeeze).keepingElements());
    all.put("Unsqueeze", Operator.one(Operator.SAME, Layouts::unsqueeze).keepingElements());
    all.put(
        "Transpose", Operator.one(Operator.SAME, Layouts::transpose).folding(Layouts::transposed));
    all.put("DepthToSpace", Operator.one(Operator.SAME, Layouts::depthToSpace));
    all.put("SpaceToDepth", Operator.one(Operator.SAME, Layouts::spaceToDepth));
    all.put("ReverseSequence", Operator.like(Operator.SAME));
    all.put("Trilu", Operator.like(Operator.SAME).folding(Layouts::triangle));
    return all;
  }

  /** 0 copies the input's size unless {@code allowzero}; -1 takes what is left. */
  private static Shape reshape(Call call) {
    List<Element> target = call.targets("shape", 1);
    boolean zero = call.node().integer("allowzero", 0) != 0;
    var dims = new ArrayList<Dim>();
    int open = -1;
    for (int axis = 0; axis < target.size(); axis++) {
      Element it = target.get(axis);
      if (it.isNumber() && it.number() == -1) {
        if (open >= 0) {
          throw new Unknowable("two sizes are -1");
        }
        open = axis;
        dims.add(Dim.of(1));
      } else if (it.isNumber() && it.number() == 0 && !zero) {
        dims.add(call.shape(0).dims().get(Call.axis(axis, call.rank(0))));
      } else if (it instanceof Element.Unknown) {
        dims.add(call.fresh(0, axis));
      } else {
        dims.add(it.dim());
      }
    }
    if (open >= 0) {
      int axis = open;
      boolean guess = target.stream().anyMatch(it -> it instanceof Element.Unknown);
      dims.set(axis, guess ? call.fresh(0, axis) : rest(call, new Shape(dims), axis));
    }
    return new Shape(dims);
  }

  private static Dim rest(Call call, Shape others, int axis) {
    if (call.fact(0).shape().isEmpty()) {
      return call.fresh(0, axis);
    }
    Dim all = call.shape(0).elements();
    Dim rest = others.elements();
    return all.dividedBy(rest)
        .orElseGet(
            () -> {
              if (all.isKnown() && rest.isKnown()) {
                throw new Unknowable(all + " elements do not fill " + others);
              }
              return Sizes.floorDiv(all, rest);
            });
  }

  private static Shape flatten(Call call) {
    List<Dim> dims = call.dims(0);
    long stated = call.node().integer("axis", 1);
    long axis = stated < 0 ? stated + dims.size() : stated;
    if (axis < 0 || axis > dims.size()) {
      throw new Unknowable("axis " + stated);
    }
    Shape head = new Shape(dims.subList(0, (int) axis));
    Shape tail = new Shape(dims.subList((int) axis, dims.size()));
    return new Shape(List.of(head.elements(), tail.elements()));
  }

  private static Shape squeeze(Call call) {
    List<Dim> dims = call.dims(0);
    var stated = call.longs("axes", 1);
    if (stated.isEmpty() && !dims.stream().allMatch(Dim::isKnown)) {
      throw new Unknowable("which sizes are 1");
    }
    var gone = stated.map(axes -> Call.axes(axes, dims.size()));
    return new Shape(
        IntStream.range(0, dims.size())
            .filter(axis -> !gone.map(it -> it.contains(axis)).orElse(Sizes.isOne(dims.get(axis))))
            .mapToObj(dims::get)
            .toList());
  }

  private static Shape unsqueeze(Call call) {
    List<Long> stated =
        call.longs("axes", 1).orElseThrow(() -> new Unknowable("axes are not stated"));
    int rank = call.rank(0) + stated.size();
    if (rank > Call.MOST_AXES) {
      throw new Unknowable("rank " + rank);
    }
    var dims = call.copy(0);
    for (int axis : Call.axes(stated, rank)) {
      if (axis > dims.size()) {
        throw new Unknowable("axes repeat");
      }
      dims.add(axis, Dim.of(1));
    }
    return new Shape(dims);
  }

  private static int[] permutation(Call call) {
    int rank = call.rank(0);
    int[] reversed = IntStream.range(0, rank).map(it -> rank - 1 - it).toArray();
    int[] order =
        call.node()
            .integers("perm")
            .map(all -> all.stream().mapToInt(it -> Call.axis(it, rank)).toArray())
            .orElse(reversed);
    if (order.length != rank || Arrays.stream(order).distinct().count() != rank) {
      throw new Unknowable("permutation of rank " + order.length);
    }
    return order;
  }

  private static Shape transpose(Call call) {
    List<Dim> dims = call.dims(0);
    return new Shape(Arrays.stream(permutation(call)).mapToObj(dims::get).toList());
  }

  private static List<Element> transposed(Call call, Shape shape, int output) {
    List<Element> elements = call.elements(0);
    int[] order = permutation(call);
    Grid in = Grid.of(call.shape(0));
    Grid out = Grid.of(shape);
    var all = new ArrayList<Element>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      int[] to = out.position(i);
      int[] from = new int[to.length];
      for (int axis = 0; axis < to.length; axis++) {
        from[order[axis]] = to[axis];
      }
      all.add(elements.get(in.flat(from)));
    }
    return all;
  }

  private static Shape depthToSpace(Call call) {
    List<Dim> x = Windows.tail(call.dims(0));
    long block = call.node().integer("blocksize", 0);
    Dim size = Sizes.known(block);
    return new Shape(
        List.of(
            call.shape(0).dim(0),
            Sizes.floorDiv(call.shape(0).dim(1), Math.multiplyExact(block, block)),
            x.get(0).times(size),
            x.get(1).times(size)));
  }

  private static Shape spaceToDepth(Call call) {
    List<Dim> x = Windows.tail(call.dims(0));
    long block = call.node().integer("blocksize", 0);
    return new Shape(
        List.of(
            call.shape(0).dim(0),
            call.shape(0).dim(1).times(Sizes.known(Math.multiplyExact(block, block))),
            Sizes.floorDiv(x.get(0), block),
            Sizes.floorDiv(x.get(1), block)));
  }

  private static List<Element> triangle(Call call, Shape shape, int output) {
    long offset = call.has(1) ? (long) call.number(1) : 0;
    boolean upper = call.node().integer("upper", 1) != 0;
    Grid grid = Grid.of(shape);
    List<Element> elements = call.elements(0);
    var all = new ArrayList<Element>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      int[] at = grid.position(i);
      long above = at[at.length - 1] - (long) at[at.length - 2];
      boolean keep = upper ? above >= offset : above <= offset;
      all.add(keep ? elements.get(i) : new Element.Number(0));
    }
    return all;
  }
}
