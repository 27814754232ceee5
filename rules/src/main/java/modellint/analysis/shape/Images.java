package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Resampling: Resize and its ancestor Upsample (size = floor(size * scale)), GridSample. */
final class Images {

  private Images() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Resize", Operator.one(Operator.SAME, Images::resize),
        "Upsample", Operator.one(Operator.SAME, call -> scaled(call, scales(call, 1))),
        "GridSample", Operator.one(Operator.SAME, Images::sampled));
  }

  private static Shape resize(Call call) {
    if (!call.node().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      throw new Unknowable("aspect ratio is kept");
    }
    if (!call.has(3)) {
      return scaled(call, scales(call, call.node().opset() < 11 ? 1 : 2));
    }
    List<Element> sizes = call.elements(3);
    var dims = call.copy(0);
    List<Long> axes = axes(call, sizes.size());
    for (int i = 0; i < sizes.size(); i++) {
      int axis = Call.axis(axes.get(i), dims.size());
      boolean unknown = sizes.get(i) instanceof Element.Unknown;
      dims.set(axis, unknown ? call.fresh(0, axis) : sizes.get(i).dim());
    }
    return new Shape(dims);
  }

  private static List<Long> axes(Call call, int count) {
    List<Long> all = new ArrayList<>();
    for (long axis = 0; axis < call.rank(0); axis++) {
      all.add(axis);
    }
    List<Long> axes = call.node().integers("axes").orElse(all);
    if (axes.size() != count) {
      throw new Unknowable(count + " sizes for " + axes.size() + " axes");
    }
    return axes;
  }

  private static List<Double> scales(Call call, int input) {
    return call.node().attributes().get("scales") instanceof Attribute.Reals it
        ? it.values()
        : call.elements(input).stream().map(Element::number).toList();
  }

  private static Shape scaled(Call call, List<Double> scales) {
    var dims = call.copy(0);
    List<Long> axes = axes(call, scales.size());
    for (int i = 0; i < scales.size(); i++) {
      int axis = Call.axis(axes.get(i), dims.size());
      dims.set(axis, scaled(dims.get(axis), scales.get(i), call.fresh(0, axis)));
    }
    return new Shape(dims);
  }

  private static Dim scaled(Dim size, double scale, Dim fresh) {
    if (size.isKnown()) {
      // Runtimes multiply in single precision.
      return new Element.Number(Math.floor((double) ((float) size.size() * (float) scale))).dim();
    }
    if (scale == Math.rint(scale)) {
      return size.times(new Element.Number(scale).dim());
    }
    double inverse = 1 / scale;
    return inverse == Math.rint(inverse) ? Sizes.floorDiv(size, (long) inverse) : fresh;
  }

  private static Shape sampled(Call call) {
    List<Dim> grid = Windows.tail(call.dims(1));
    var dims = new ArrayList<>(call.dims(0).subList(0, 2));
    dims.addAll(call.dims(1).subList(1, grid.size() + 1));
    return new Shape(dims);
  }
}
