package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/** Convolutions and poolings, by {@link Window}. */
final class Windows {

  private Windows() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put("Conv", Operator.one(Operator.SAME, call -> convolution(call, 1)));
    all.put("FusedConv", Operator.one(Operator.SAME, call -> convolution(call, 1)));
    all.put("ConvInteger", Operator.one(Operator.INT32, call -> convolution(call, 1)));
    all.put(
        "QLinearConv", Operator.one((call, output) -> call.type(7), call -> convolution(call, 3)));
    all.put("DeformConv", Operator.one(Operator.SAME, call -> convolution(call, 1)));
    all.put("ConvTranspose", Operator.one(Operator.SAME, Windows::transposed));
    all.put("MaxPool", Operator.many(Operator.sameThen(ElementType.INT64), Windows::pool));
    all.put("AveragePool", Operator.many(Operator.SAME, Windows::pool));
    all.put("LpPool", Operator.many(Operator.SAME, Windows::pool));
    all.put("GlobalAveragePool", Operator.one(Operator.SAME, Windows::global));
    all.put("GlobalMaxPool", Operator.one(Operator.SAME, Windows::global));
    all.put("GlobalLpPool", Operator.one(Operator.SAME, Windows::global));
    return all;
  }

  /** The kernel's sizes: stated, or those of the weight behind its two channel dimensions. */
  static List<Long> kernel(Call call, int weight) {
    return call.node()
        .integers("kernel_shape")
        .orElseGet(
            () ->
                tail(call.dims(weight)).stream()
                    .map(it -> Element.of(it).number())
                    .map(Double::longValue)
                    .toList());
  }

  private static Shape convolution(Call call, int weight) {
    List<Dim> input = call.dims(0);
    Window window = Window.of(call.node(), kernel(call, weight));
    return shape(input.get(0), channels(call, weight, 0), window.outputs(tail(input)));
  }

  private static Shape transposed(Call call) {
    List<Dim> input = call.dims(0);
    Window window = Window.of(call.node(), kernel(call, 1));
    Dim channels = channels(call, 1, 1).times(Dim.of(call.node().integer("group", 1)));
    return shape(input.get(0), channels, window.transposed(tail(input)));
  }

  private static Dim channels(Call call, int weight, int axis) {
    List<Dim> dims = call.dims(weight);
    if (dims.size() < 3 || dims.size() != call.rank(0)) {
      throw new Unknowable("weight of rank " + dims.size());
    }
    return dims.get(axis);
  }

  private static List<Shape> pool(Call call) {
    List<Dim> input = call.dims(0);
    Window window = Window.of(call.node(), call.node().integers("kernel_shape").orElse(List.of()));
    Shape shape = shape(input.get(0), input.get(1), window.outputs(tail(input)));
    return List.of(shape, shape);
  }

  private static Shape global(Call call) {
    List<Dim> input = call.dims(0);
    return shape(input.get(0), input.get(1), tail(input).stream().map(it -> Dim.of(1)).toList());
  }

  static List<Dim> tail(List<Dim> dims) {
    if (dims.size() < 3) {
      throw new Unknowable("no spatial axes");
    }
    return dims.subList(2, dims.size());
  }

  private static Shape shape(Dim batch, Dim channels, List<Dim> spatial) {
    var dims = new ArrayList<Dim>(spatial.size() + 2);
    dims.add(batch);
    dims.add(channels);
    dims.addAll(spatial);
    return new Shape(dims);
  }
}
