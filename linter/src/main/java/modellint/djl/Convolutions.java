package modellint.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Convolutions: stride 1, no padding, no dilation, one group and a bias unless said otherwise. */
final class Convolutions {

  private Convolutions() {}

  private record Window(
      List<Long> kernel, List<Long> stride, List<Long> padding, List<Long> dilation) {

    Map<String, Attribute> attributes() {
      var attributes = new LinkedHashMap<String, Attribute>();
      attributes.put("kernel_shape", Blocks.ints(kernel));
      attributes.put("strides", Blocks.ints(stride));
      Pools.pads(padding).ifPresent(it -> attributes.put("pads", it));
      if (dilation.stream().anyMatch(it -> it != 1)) {
        attributes.put("dilations", Blocks.ints(dilation));
      }
      return attributes;
    }

    long span(int axis) {
      return dilation.get(axis) * (kernel.get(axis) - 1) + 1;
    }
  }

  private static Window window(Walk walk, Settings settings, int axes) {
    check(walk, settings, axes);
    return new Window(
        numbers(settings, "setKernelShape", axes, 0),
        numbers(settings, "optStride", axes, 1),
        numbers(settings, "optPadding", axes, 0),
        numbers(settings, "optDilation", axes, 1));
  }

  /** What the builder, the shape inference or the engine throws at, whatever comes in. */
  private static void check(Walk walk, Settings settings, int axes) {
    if (settings.built() && settings.last("setKernelShape").isEmpty()) {
      throw walk.refused(Fault.UNEVEN_SIDES, "the kernel of " + settings.type(), 0, axes);
    }
    for (String setter : List.of("setKernelShape", "optStride", "optPadding", "optDilation")) {
      String word = setter.substring(3).replace("KernelShape", "Kernel").toLowerCase(Locale.ROOT);
      String what = "the " + word + " of " + settings.type();
      Optional<List<Long>> sides = settings.value(setter).flatMap(Sizes::numbers);
      if (sides.filter(it -> it.size() != axes).isPresent()) {
        throw walk.refused(Fault.UNEVEN_SIDES, what, sides.get().size(), axes);
      }
      long least = setter.equals("optPadding") ? 0 : 1;
      Optional<Long> small = sides.flatMap(it -> it.stream().filter(n -> n < least).findFirst());
      if (small.isPresent()) {
        throw walk.refused(Fault.SMALL_STEP, what, small.get(), least);
      }
    }
  }

  private static Tensor input(Walk walk, Settings settings, Tensor x, int axes) {
    Tensor in = walk.shaped(x, Pools.image(axes));
    int rank = in.shape().orElseThrow().rank();
    if (rank != axes + 2) {
      throw walk.refused(Fault.UNFIT_AXES, settings.type(), rank, axes + 2);
    }
    return in;
  }

  private static void shared(Walk walk, String what, Dim channels, Dim groups) {
    if (channels.isKnown() && groups.isKnown() && channels.size() % groups.size() != 0) {
      throw walk.refused(Fault.UNSHARED_CHANNELS, what, channels.size() % groups.size(), 0);
    }
  }

  private static List<Long> numbers(Settings settings, String setter, int axes, long otherwise) {
    Optional<Value> value = settings.value(setter);
    if (value.isEmpty() && otherwise >= 0 && !setter.startsWith("set")) {
      return Collections.nCopies(axes, otherwise);
    }
    return value
        .flatMap(Sizes::numbers)
        .filter(it -> it.size() == axes)
        .orElseThrow(
            () ->
                new Undetermined(
                    value
                        .flatMap(Sizes::why)
                        .orElse(setter + " of " + settings.type() + " is not known")));
  }

  static Tensor plain(Walk walk, Settings settings, Tensor x, int axes) {
    Window window = window(walk, settings, axes);
    Tensor in = input(walk, settings, x, axes);
    Shape shape = in.shape().orElseThrow();
    Dim filters = Layers.units(walk, settings, "setFilters");
    Map<String, Attribute> attributes = window.attributes();
    Dim groups = groups(walk, settings, attributes);
    shared(walk, "the channels", shape.dim(1), groups);
    shared(walk, "the filters", filters, groups);
    Shape kernel = kernel(filters, share(shape.dim(1), groups), window);
    var dims = new ArrayList<>(List.of(shape.dim(0), filters));
    for (int i = 0; i < axes; i++) {
      long pad = window.padding().get(i);
      dims.add(Pools.window(shape.dim(2 + i), window.span(i), window.stride().get(i), pad, false));
    }
    return drawn(walk, "Conv", settings, in, kernel, kernel, new Shape(dims), attributes);
  }

  private static Dim groups(Walk walk, Settings settings, Map<String, Attribute> attributes) {
    Dim groups =
        settings.value("optGroups").map(it -> walk.extents().dim(it, "groups")).orElse(Dim.of(1));
    if (groups.isKnown() && groups.size() < 1) {
      throw walk.refused(Fault.SMALL_STEP, "the groups of " + settings.type(), groups.size(), 1);
    }
    if (groups.isKnown() && groups.size() != 1) {
      attributes.put("group", new Attribute.Int(groups.size()));
    } else if (!groups.isKnown()) {
      walk.note("the groups of a convolution are not known");
    }
    return groups;
  }

  private static Dim share(Dim channels, Dim groups) {
    return channels.dividedBy(groups).orElseGet(() -> Sizes.symbol(channels + "/" + groups));
  }

  /**
   * The library's shape of a transposed kernel is [filters, in/groups, k..], from which it takes
   * the fan; the operator's is [in, filters/groups, k..].
   */
  static Tensor transposed(Walk walk, Settings settings, Tensor x, int axes) {
    Window window = window(walk, settings, axes);
    List<Long> more = numbers(settings, "optOutPadding", axes, 0);
    Tensor in = input(walk, settings, x, axes);
    Shape shape = in.shape().orElseThrow();
    Dim filters = Layers.units(walk, settings, "setFilters");
    Map<String, Attribute> attributes = window.attributes();
    Dim groups = groups(walk, settings, attributes);
    if (more.stream().anyMatch(it -> it != 0)) {
      attributes.put("output_padding", Blocks.ints(more));
    }
    var dims = new ArrayList<>(List.of(shape.dim(0), filters));
    for (int i = 0; i < axes; i++) {
      long extra = window.span(i) + more.get(i) - 2 * window.padding().get(i);
      dims.add(grown(shape.dim(2 + i), window.stride().get(i), extra));
    }
    Shape kernel = kernel(filters, share(shape.dim(1), groups), window);
    Shape drawn = kernel(shape.dim(1), share(filters, groups), window);
    return drawn(walk, "ConvTranspose", settings, in, kernel, drawn, new Shape(dims), attributes);
  }

  private static Dim grown(Dim size, long stride, long extra) {
    if (!size.isKnown()) {
      return Sizes.symbol("out(" + size + ")");
    }
    long grown = Math.addExact(Math.multiplyExact(size.size() - 1, stride), extra);
    if (grown < 1) {
      throw new Undetermined("a transposed convolution leaves nothing of an input of " + size);
    }
    return Dim.of(grown);
  }

  private static Shape kernel(Dim filters, Dim depth, Window window) {
    var dims = new ArrayList<>(List.of(filters, depth));
    window.kernel().forEach(it -> dims.add(Dim.of(it)));
    return new Shape(dims);
  }

  private static Tensor drawn(
      Walk walk,
      String type,
      Settings settings,
      Tensor in,
      Shape kernel,
      Shape drawn,
      Shape out,
      Map<String, Attribute> attributes) {
    Parameters parameters = walk.parameters();
    var operands =
        new ArrayList<>(
            List.of(
                in.name(),
                parameters.declare(
                    walk.path(), "weight", ParameterType.WEIGHT, kernel, drawn, true)));
    if (settings.truth(true, "optBias")) {
      Shape line = new Shape(List.of(kernel.dim(0)));
      operands.add(parameters.declare(walk.path(), "bias", ParameterType.BIAS, line, line, true));
    }
    return Tensor.of(walk.blocks().op(type, "", operands, attributes), out);
  }
}
