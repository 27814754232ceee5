package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/**
 * Kernel, stride, padding and dilation of a layer that slides a window, by the positions of its
 * builder's constructor and by its setters. Missing numbers mean they are set and not known.
 */
record Windows(
    Optional<List<Long>> kernel,
    Optional<List<Long>> stride,
    Optional<List<Long>> padding,
    Optional<List<Long>> dilation,
    String mode) {

  /**
   * Reads {@code settings} for {@code axes} spatial axes.
   *
   * @param first position of the kernel among the constructor's arguments
   */
  static Windows of(LayerSettings settings, int axes, int first, long kernel, long stride) {
    Settings own = settings.own();
    List<Value> given =
        own.arguments().subList(Math.min(first, own.arguments().size()), own.arguments().size());
    // Builder(3, 3) is one kernel; Builder(new int[]{3, 3}, new int[]{2, 2}) kernel and stride.
    boolean separate = axes == 1 || given.stream().anyMatch(it -> it instanceof Value.Elements);
    List<Value> kernels = separate ? given.subList(0, Math.min(1, given.size())) : given;
    return new Windows(
        numbers(own, axes, kernels, kernel, "kernelSize"),
        numbers(own, axes, separate ? at(given, 1) : List.of(), stride, "stride"),
        numbers(own, axes, separate ? at(given, 2) : List.of(), 0, "padding"),
        numbers(own, axes, separate ? at(given, 3) : List.of(), 1, "dilation"),
        settings.convolutionMode() instanceof Value.Constant it ? it.name() : "unknown");
  }

  /** The same windows in another convolution mode. */
  Windows in(String mode) {
    return new Windows(kernel, stride, padding, dilation, mode);
  }

  /** The window with its one axis twice, as the initialisers of 1.0.0-M2 see it. */
  Windows squared() {
    return new Windows(
        kernel.map(it -> repeat(it.get(0), 2)),
        stride.map(it -> repeat(it.get(0), 2)),
        padding,
        dilation,
        mode);
  }

  private static List<Value> at(List<Value> values, int index) {
    return index < values.size() ? List.of(values.get(index)) : List.of();
  }

  private static Optional<List<Long>> numbers(
      Settings own, int axes, List<Value> positional, long otherwise, String setter) {
    List<Value> values = own.last(setter).map(it -> it.arguments()).orElse(positional);
    if (values.isEmpty()) {
      return Optional.of(repeat(otherwise, axes));
    }
    return Sizes.numbers(values).map(it -> it.size() == axes ? it : repeat(it.get(0), axes));
  }

  static List<Long> repeat(long value, int times) {
    var all = new ArrayList<Long>();
    for (int i = 0; i < times; i++) {
      all.add(value);
    }
    return all;
  }

  boolean isSame() {
    return mode.equals("Same");
  }

  /** Over more axes than one the library takes a global Causal for Truncate. */
  private boolean isCausal() {
    return mode.equals("Causal") && kernel.filter(it -> it.size() > 1).isEmpty();
  }

  /** The size along {@code axis} of what comes out for {@code in} going in. */
  Dim out(Dim in, int axis) {
    if (kernel.filter(it -> axis >= it.size()).isPresent()) {
      // A window over fewer axes than come in, which the library refuses.
      return Sizes.symbol("out(" + in + ")");
    }
    if (!in.isKnown() || kernel.isEmpty() || stride.isEmpty() || padding.isEmpty()) {
      return isSame() && stride.filter(it -> it.get(axis) == 1).isPresent()
          ? in
          : Sizes.symbol("out(" + in + ")");
    }
    long s = stride.get().get(axis);
    if (s <= 0) {
      return Sizes.symbol("out(" + in + ")");
    }
    if (isSame() || isCausal()) {
      return Dim.of((in.size() + s - 1) / s);
    }
    long d = dilation.map(it -> it.get(axis)).orElse(1L);
    long span = (kernel.get().get(axis) - 1) * d + 1;
    long out = (in.size() - span + 2 * padding.get().get(axis)) / s + 1;
    return out > 0 ? Dim.of(out) : Sizes.symbol("out(" + in + ")");
  }

  /** The size that a transposed convolution gives. */
  Dim grown(Dim in, int axis) {
    if (kernel.filter(it -> axis >= it.size()).isPresent()) {
      return Sizes.symbol("out(" + in + ")");
    }
    if (!in.isKnown() || kernel.isEmpty() || stride.isEmpty() || padding.isEmpty()) {
      return Sizes.symbol("out(" + in + ")");
    }
    long s = stride.get().get(axis);
    long d = dilation.map(it -> it.get(axis)).orElse(1L);
    long out =
        isSame()
            ? s * in.size()
            : s * (in.size() - 1)
                + (kernel.get().get(axis) - 1) * d
                + 1
                - 2 * padding.get().get(axis);
    return out > 0 ? Dim.of(out) : Sizes.symbol("out(" + in + ")");
  }

  /** Elements of the kernel window; empty where unknown. */
  Optional<Double> area() {
    return kernel.map(it -> it.stream().mapToDouble(k -> k).reduce(1, (a, b) -> a * b));
  }

  Optional<Double> steps() {
    return stride.map(it -> it.stream().mapToDouble(k -> k).reduce(1, (a, b) -> a * b));
  }

  /** Kernel sizes as dimensions. */
  List<Dim> dims(int axes) {
    return kernel
        .filter(it -> it.stream().allMatch(side -> side > 0))
        .map(it -> it.stream().map(Dim::of).toList())
        .orElseGet(() -> repeatSymbol(axes));
  }

  private static List<Dim> repeatSymbol(int axes) {
    var all = new ArrayList<Dim>();
    for (int i = 0; i < axes; i++) {
      all.add(Sizes.symbol("kernel"));
    }
    return all;
  }

  /** The attributes of the ONNX operator; what is not known is left out. */
  Map<String, Attribute> attributes(boolean withKernel) {
    var attributes = new LinkedHashMap<String, Attribute>();
    if (withKernel) {
      kernel.ifPresent(it -> attributes.put("kernel_shape", Blocks.ints(it)));
    }
    stride.ifPresent(it -> attributes.put("strides", Blocks.ints(it)));
    dilation
        .filter(it -> it.stream().anyMatch(d -> d != 1))
        .ifPresent(it -> attributes.put("dilations", Blocks.ints(it)));
    if (isSame()) {
      attributes.put("auto_pad", new Attribute.Text("SAME_UPPER"));
    } else if (isCausal()) {
      kernel.ifPresent(
          it ->
              attributes.put(
                  "pads",
                  Blocks.ints((it.get(0) - 1) * dilation.map(d -> d.get(0)).orElse(1L), 0)));
    } else if (padding.filter(it -> it.stream().anyMatch(p -> p != 0)).isPresent()) {
      var both = new ArrayList<>(padding.get());
      both.addAll(padding.get());
      attributes.put("pads", Blocks.ints(both));
    }
    return attributes;
  }
}
