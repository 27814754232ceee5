package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import modellint.graph.Dim;
import modellint.graph.Node;

/**
 * The sliding window of a convolution or pooling. With input size {@code i}, kernel {@code k},
 * dilation {@code d}, stride {@code s}, pads {@code b} and {@code e}:
 *
 * <p>output = floor((i + b + e - d(k-1) - 1) / s) + 1, with ceil for {@code ceil_mode}, where a
 * last window that starts in the padding is dropped; SAME_UPPER and SAME_LOWER give ceil(i / s);
 * VALID is b = e = 0. Transposed: s(i-1) + output_padding + d(k-1) + 1 - b - e, or the stated
 * {@code output_shape}, or i*s for SAME.
 */
record Window(
    List<Long> kernel, List<Long> strides, List<Long> dilations, List<Long> pads, Node node) {

  static Window of(Node node, List<Long> kernel) {
    int axes = kernel.size();
    var window =
        new Window(
            kernel,
            node.integers("strides").orElse(Collections.nCopies(axes, 1L)),
            node.integers("dilations").orElse(Collections.nCopies(axes, 1L)),
            node.integers("pads").orElse(Collections.nCopies(2 * axes, 0L)),
            node);
    if (window.strides.size() != axes
        || window.dilations.size() != axes
        || window.pads.size() != 2 * axes
        || window.strides.stream().anyMatch(it -> it < 1)
        || window.dilations.stream().anyMatch(it -> it < 1)
        || kernel.stream().anyMatch(it -> it < 1)) {
      throw new Unknowable("window");
    }
    return window;
  }

  private String autoPad() {
    return node.text("auto_pad", "NOTSET");
  }

  boolean isSame() {
    return autoPad().startsWith("SAME");
  }

  /** The kernel's extent with its dilation. */
  long extent(int axis) {
    return Math.addExact(Math.multiplyExact(dilations.get(axis), kernel.get(axis) - 1), 1);
  }

  long begin(int axis) {
    return autoPad().equals("VALID") ? 0 : pads.get(axis);
  }

  long end(int axis) {
    return autoPad().equals("VALID") ? 0 : pads.get(axis + kernel.size());
  }

  List<Dim> outputs(List<Dim> inputs) {
    check(inputs);
    var all = new ArrayList<Dim>(inputs.size());
    for (int axis = 0; axis < inputs.size(); axis++) {
      all.add(output(inputs.get(axis), axis));
    }
    return all;
  }

  private Dim output(Dim input, int axis) {
    long stride = strides.get(axis);
    if (isSame()) {
      return Sizes.ceilDiv(input, stride);
    }
    long pad = Math.addExact(begin(axis), end(axis));
    Dim room = Sizes.plus(input, Math.subtractExact(pad, extent(axis)));
    if (stride == 1) {
      return Sizes.plus(input, Math.addExact(Math.subtractExact(pad, extent(axis)), 1));
    }
    if (node.integer("ceil_mode", 0) == 0) {
      return Sizes.plus(Sizes.floorDiv(room, stride), 1);
    }
    Dim output = Sizes.plus(Sizes.ceilDiv(room, stride), 1);
    boolean late =
        input.isKnown()
            && Math.multiplyExact(output.size() - 1, stride)
                >= Math.addExact(input.size(), begin(axis));
    return late ? Sizes.plus(output, -1) : output;
  }

  List<Dim> transposed(List<Dim> inputs) {
    check(inputs);
    var stated = node.integers("output_shape");
    var extra = node.integers("output_padding").orElse(Collections.nCopies(kernel.size(), 0L));
    var all = new ArrayList<Dim>(inputs.size());
    for (int axis = 0; axis < inputs.size(); axis++) {
      if (stated.isPresent()) {
        List<Long> sizes = stated.get();
        all.add(Sizes.known(sizes.get(sizes.size() - kernel.size() + axis)));
        continue;
      }
      long stride = strides.get(axis);
      Dim scaled = inputs.get(axis).times(Dim.of(stride));
      long pad = Math.addExact(begin(axis), end(axis));
      long rest = Math.subtractExact(Math.addExact(extra.get(axis), extent(axis)), pad);
      all.add(isSame() ? scaled : Sizes.plus(scaled, Math.subtractExact(rest, stride)));
    }
    return all;
  }

  private void check(List<Dim> inputs) {
    if (inputs.size() != kernel.size()) {
      throw new Unknowable("window of rank " + kernel.size() + " over rank " + inputs.size());
    }
  }
}
