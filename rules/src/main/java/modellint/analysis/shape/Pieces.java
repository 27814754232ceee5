package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Cutting and joining along axes: Concat, Split, Slice, Pad, Tile, Expand, Resize. */
final class Pieces {

  private Pieces() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put("Concat", Operator.one(Operator.SAME, Pieces::concat).folding(Pieces::joined));
    all.put("Split", Operator.many(Operator.SAME, Pieces::split).folding(Pieces::cut));
    all.put("Slice", Operator.one(Operator.SAME, Pieces::slice).folding(Pieces::sliced));
    all.put("Pad", Operator.one(Operator.SAME, Pieces::pad));
    all.put("Tile", Operator.one(Operator.SAME, Pieces::tile).folding(Pieces::tiled));
    all.put("Expand", Operator.one(Operator.SAME, Pieces::expand).folding(Pieces::expanded));
    return all;
  }

  private static Shape concat(Call call) {
    var dims = call.copy(0);
    int axis = call.axis("axis", call.node().opset() < 4 ? 1 : 0, dims.size());
    for (int i = 1; i < call.inputs().size(); i++) {
      List<Dim> next = call.dims(i);
      if (next.size() != dims.size()) {
        throw new Unknowable("ranks differ");
      }
      for (int j = 0; j < dims.size(); j++) {
        dims.set(
            j,
            j == axis
                ? Sizes.plus(dims.get(j), next.get(j))
                : Sizes.same(dims.get(j), next.get(j)));
      }
    }
    return new Shape(dims);
  }

  private static List<Element> joined(Call call, Shape shape, int output) {
    int axis = call.axis("axis", 0, shape.rank());
    if (shape.rank() > 1) {
      return joinedAlong(call, shape, axis);
    }
    var all = new ArrayList<Element>();
    for (int i = 0; i < call.inputs().size(); i++) {
      // Which size is missing is still told by its place.
      all.addAll(
          call.fact(i)
              .elements()
              .orElse(
                  Collections.nCopies(
                      Math.toIntExact(call.shape(i).dim(0).size()), Element.UNKNOWN)));
    }
    return all;
  }

  private static List<Element> joinedAlong(Call call, Shape shape, int axis) {
    Grid out = Grid.of(shape);
    Element[] all = new Element[out.count()];
    int start = 0;
    for (int i = 0; i < call.inputs().size(); i++) {
      Grid part = Grid.of(call.shape(i));
      List<Element> elements = call.elements(i);
      for (int j = 0; j < elements.size(); j++) {
        int[] at = part.position(j);
        at[axis] += start;
        all[out.flat(at)] = elements.get(j);
      }
      start += part.sizes()[axis];
    }
    return List.of(all);
  }

  /** Stated sizes, or equal parts, the last one smaller from opset 18 on. */
  private static List<Shape> split(Call call) {
    List<Dim> dims = call.dims(0);
    int axis = call.axis("axis", 0, dims.size());
    int parts = call.node().outputs().size();
    List<Dim> sizes =
        call.longs("split", 1)
            .map(all -> all.stream().map(Sizes::known).toList())
            .orElseGet(() -> equal(dims.get(axis), parts));
    var all = new ArrayList<Shape>(parts);
    for (Dim size : sizes) {
      var part = new ArrayList<>(dims);
      part.set(axis, size);
      all.add(new Shape(part));
    }
    return all;
  }

  private static List<Dim> equal(Dim whole, int parts) {
    Dim each = Sizes.ceilDiv(whole, parts);
    if (!whole.isKnown()) {
      return Collections.nCopies(parts, each);
    }
    return LongStream.range(0, parts)
        .map(i -> Math.min(each.size(), Math.max(0, whole.size() - i * each.size())))
        .mapToObj(Dim::of)
        .toList();
  }

  private static List<Element> cut(Call call, Shape shape, int output) {
    int axis = call.axis("axis", 0, shape.rank());
    int start = 0;
    List<Shape> parts = split(call);
    for (int i = 0; i < output; i++) {
      start = Math.addExact(start, Math.toIntExact(parts.get(i).dim(axis).size()));
    }
    Grid in = Grid.of(call.shape(0));
    Grid out = Grid.of(shape);
    List<Element> elements = call.elements(0);
    var all = new ArrayList<Element>(out.count());
    for (int i = 0; i < out.count(); i++) {
      int[] at = out.position(i);
      at[axis] += start;
      all.add(elements.get(in.flat(at)));
    }
    return all;
  }

  private static Shape slice(Call call) {
    return new Shape(Cut.of(call).stream().map(Cut::size).toList());
  }

  private static List<Element> sliced(Call call, Shape shape, int output) {
    List<Cut> cuts = Cut.of(call);
    Grid in = Grid.of(call.shape(0));
    Grid out = Grid.of(shape);
    List<Element> elements = call.elements(0);
    var all = new ArrayList<Element>(out.count());
    for (int i = 0; i < out.count(); i++) {
      int[] at = out.position(i);
      for (int axis = 0; axis < at.length; axis++) {
        at[axis] = Math.toIntExact(cuts.get(axis).at(at[axis]));
      }
      all.add(elements.get(in.flat(at)));
    }
    return all;
  }

  private static Shape pad(Call call) {
    var dims = call.copy(0);
    int rank = dims.size();
    List<Long> pads =
        call.node()
            .integers("paddings")
            .or(() -> call.longs("pads", 1))
            .orElseThrow(() -> new Unknowable("pads"));
    List<Long> axes = call.has(3) ? call.longs(3) : LongStream.range(0, rank).boxed().toList();
    if (pads.size() != 2 * axes.size()) {
      throw new Unknowable(pads.size() + " pads for " + axes.size() + " axes");
    }
    for (int i = 0; i < axes.size(); i++) {
      int axis = Call.axis(axes.get(i), rank);
      long added = Math.addExact(pads.get(i), pads.get(i + axes.size()));
      dims.set(axis, Sizes.plus(dims.get(axis), added));
    }
    return new Shape(dims);
  }

  private static Shape tile(Call call) {
    var dims = call.copy(0);
    if (call.node().opset() < 6) {
      throw new Unknowable("tiles along one axis");
    }
    List<Element> repeats = call.elements(1);
    if (repeats.size() != dims.size()) {
      throw new Unknowable("repeats");
    }
    for (int axis = 0; axis < dims.size(); axis++) {
      dims.set(
          axis,
          repeats.get(axis) instanceof Element.Unknown
              ? call.fresh(0, axis)
              : dims.get(axis).times(repeats.get(axis).dim()));
    }
    return new Shape(dims);
  }

  private static List<Element> tiled(Call call, Shape shape, int output) {
    Grid in = Grid.of(call.shape(0));
    Grid out = Grid.of(shape);
    List<Element> elements = call.elements(0);
    var all = new ArrayList<Element>(out.count());
    for (int i = 0; i < out.count(); i++) {
      int[] at = out.position(i);
      for (int axis = 0; axis < at.length; axis++) {
        at[axis] %= in.sizes()[axis];
      }
      all.add(elements.get(in.flat(at)));
    }
    return all;
  }

  private static Shape expand(Call call) {
    List<Element> target = call.elements(1);
    List<Dim> dims = call.dims(0);
    var wanted = new ArrayList<Dim>();
    for (int axis = 0; axis < target.size(); axis++) {
      wanted.add(
          target.get(axis) instanceof Element.Unknown
              ? call.fresh(0, axis)
              : target.get(axis).dim());
    }
    return new Shape(Pointwise.broadcast(dims, wanted));
  }

  private static List<Element> expanded(Call call, Shape shape, int output) {
    return Pointwise.spread(call, 0, Grid.of(shape));
  }
}
