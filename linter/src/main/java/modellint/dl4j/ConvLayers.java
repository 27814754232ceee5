package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/** Convolutions of one, two and three dimensions, plain, transposed, depthwise and separable. */
final class ConvLayers {

  private ConvLayers() {}

  static Windows windows(Drawing it, int axes) {
    return Windows.of(it.settings(), axes, 0, axes == 3 ? 2 : axes == 1 ? 5 : 5, 1);
  }

  static Tensor plain(Drawing it, int axes) {
    Windows window = windows(it, axes);
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    boolean squared = axes == 1 && it.settings().globals().version().squaresKernelsOfSteps();
    Fans fans = fans(squared ? window.squared() : window, in, out);
    Declaration weight = it.weight("W", fans, shape(out, in, window, axes));
    String sum =
        it.blocks().conv("Conv", "", it.x(), weight, it.bias(out), window.attributes(true));
    return new Tensor(it.activate(sum, 1), flow(it.flow(), window, out, false));
  }

  static Tensor transposed(Drawing it, int axes) {
    Windows window = windows(it, axes);
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    Declaration weight = it.weight("W", fans(window, in, out), shape(in, out, window, axes));
    String sum =
        it.blocks()
            .conv("ConvTranspose", "", it.x(), weight, it.bias(out), window.attributes(true));
    return new Tensor(it.activate(sum, 1), flow(it.flow(), window, out, true));
  }

  /** One kernel per input channel, {@code depthMultiplier} of them. */
  static Tensor depthwise(Drawing it) {
    Windows window = windows(it, 2);
    Dim in = it.inSize(it.flow().size());
    Dim out = in.times(multiplier(it));
    String sum =
        it.blocks()
            .conv(
                "Conv",
                "",
                it.x(),
                depthKernel(it, window, in, out),
                it.bias(out),
                grouped(window, in));
    return new Tensor(it.activate(sum, 1), flow(it.flow(), window, out, false));
  }

  /** A depthwise convolution followed by one over single pixels. */
  static Tensor separable(Drawing it) {
    Windows window = windows(it, 2);
    Dim in = it.inSize(it.flow().size());
    Dim between = in.times(multiplier(it));
    Dim out = it.outSize();
    String depth =
        it.blocks()
            .conv(
                "Conv",
                "Depthwise",
                it.x(),
                depthKernel(it, window, in, between),
                Optional.empty(),
                grouped(window, in));
    Declaration point =
        it.weight("pW", Fans.of(between, between), out, between, Dim.of(1), Dim.of(1));
    String sum = it.blocks().conv("Conv", "", depth, point, it.bias(out), Map.of());
    return new Tensor(it.activate(sum, 1), flow(it.flow(), window, out, false));
  }

  private static Dim multiplier(Drawing it) {
    return it.own()
        .value("depthMultiplier")
        .map(value -> Sizes.dim(value, "depthMultiplier"))
        .orElse(Dim.of(1));
  }

  private static Declaration depthKernel(Drawing it, Windows window, Dim in, Dim out) {
    Dim multiplier = multiplier(it);
    // The library scales fan-out by the multiplier alone, not by the channels.
    Fans fans = fans(window, in, multiplier);
    return it.weight("W", fans, shape(out, Dim.of(1), window, 2));
  }

  private static Map<String, Attribute> grouped(Windows window, Dim in) {
    var attributes = new LinkedHashMap<>(window.attributes(true));
    Sizes.known(in).ifPresent(groups -> attributes.put("group", new Attribute.Int(groups)));
    return attributes;
  }

  /** Fan-in counts the window; fan-out counts it per stride. */
  static Fans fans(Windows window, Dim in, Dim out) {
    Optional<Double> area = window.area();
    Optional<Double> steps = window.steps();
    if (area.isEmpty() || steps.isEmpty()) {
      return Fans.unknown("the kernel's size");
    }
    return Fans.of(in, area.get(), out, area.get() / steps.get());
  }

  private static Dim[] shape(Dim first, Dim second, Windows window, int axes) {
    var dims = new ArrayList<>(List.of(first, second));
    dims.addAll(window.dims(axes));
    return dims.toArray(Dim[]::new);
  }

  /** The flow behind a window that slides over {@code in} and gives {@code size} channels. */
  static Flow flow(Flow in, Windows window, Dim size, boolean grows) {
    if (in instanceof Flow.Image it) {
      return new Flow.Image(
          size, step(window, it.height(), 0, grows), step(window, it.width(), 1, grows));
    }
    if (in instanceof Flow.Volume it) {
      return new Flow.Volume(
          size,
          step(window, it.depth(), 0, grows),
          step(window, it.height(), 1, grows),
          step(window, it.width(), 2, grows));
    }
    if (in instanceof Flow.Sequence it) {
      return new Flow.Sequence(size, step(window, it.time(), 0, grows));
    }
    return new Flow.Image(size, Sizes.symbol("height"), Sizes.symbol("width"));
  }

  private static Dim step(Windows window, Dim in, int axis, boolean grows) {
    return grows ? window.grown(in, axis) : window.out(in, axis);
  }
}
