package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.graph.Node;

/** The spatial axes of a convolution or pooling, with sizes and padding resolved. */
record Window(List<Axis> axes) {

  Window {
    axes = List.copyOf(axes);
  }

  /**
   * @param input spatial sizes of the side that is read, {@code output} of the side written
   */
  static Window of(Node node, List<Long> kernel, long[] input, long[] output) {
    int rank = kernel.size();
    Optional<List<Long>> strides = node.integers("strides");
    Optional<List<Long>> dilations = node.integers("dilations");
    Optional<List<Long>> pads = node.integers("pads");
    String auto = node.text("auto_pad", "NOTSET");
    var axes = new ArrayList<Axis>();
    for (int d = 0; d < rank; d++) {
      int in = Math.toIntExact(input[2 + d]);
      int out = Math.toIntExact(output[2 + d]);
      int k = Math.toIntExact(kernel.get(d));
      int stride = at(strides, d, 1);
      int dilation = at(dilations, d, 1);
      int pad = at(pads, d, 0);
      if (auto.startsWith("SAME")) {
        int total = Math.max(0, (out - 1) * stride + (k - 1) * dilation + 1 - in);
        pad = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
      }
      axes.add(new Axis(in, out, k, stride, dilation, pad));
    }
    return new Window(axes);
  }

  private static int at(Optional<List<Long>> values, int index, int otherwise) {
    return values
        .filter(it -> index < it.size())
        .map(it -> Math.toIntExact(it.get(index)))
        .orElse(otherwise);
  }

  double inputs() {
    return axes.stream().mapToDouble(Axis::in).reduce(1, (a, b) -> a * b);
  }

  double outputs() {
    return axes.stream().mapToDouble(Axis::out).reduce(1, (a, b) -> a * b);
  }

  double kernel() {
    return axes.stream().mapToDouble(Axis::kernel).reduce(1, (a, b) -> a * b);
  }

  /** For each tap of the kernel, the number of outputs for which it falls inside the input. */
  double[] taps() {
    return outer(axes.stream().map(Axis::taps).toList());
  }

  /** For each tap, the sum over outputs of the two profiles' product. */
  double[] overlap(Profile outer, Profile inner) {
    var sums = new ArrayList<double[]>();
    for (int d = 0; d < axes.size(); d++) {
      Axis axis = axes.get(d);
      sums.add(axis.overlap(outer.axis(d, axis.out()), inner.axis(d, axis.in())));
    }
    return outer(sums);
  }

  /** Mean over outputs of the sum over taps of a profiled input, and the outputs' profile. */
  Spread gather(Profile input) {
    double factor = 1;
    var profile = new ArrayList<double[]>();
    for (int d = 0; d < axes.size(); d++) {
      double[] sums = axes.get(d).gather(input.axis(d, axes.get(d).in()));
      factor *= Profile.mean(sums);
      profile.add(Profile.normalised(sums));
    }
    return new Spread(factor, new Profile(profile));
  }

  /** Mean over inputs of the sum over the outputs that read them, and the inputs' profile. */
  Spread scatter(Profile output) {
    double factor = 1;
    var profile = new ArrayList<double[]>();
    for (int d = 0; d < axes.size(); d++) {
      double[] sums = axes.get(d).scatter(output.axis(d, axes.get(d).out()));
      factor *= Profile.mean(sums);
      profile.add(Profile.normalised(sums));
    }
    return new Spread(factor, new Profile(profile));
  }

  /** A second moment's factor and where it lies. */
  record Spread(double factor, Profile profile) {}

  /** Factors on the moments of two positions and two samples, on a side of {@code count}. */
  static double[] pairs(double[] taps, double count) {
    double two = 0;
    double other = 0;
    for (double v : taps) {
      two += v * (v - 1);
      other += (v / count) * (v / count);
    }
    return new double[] {count > 1 ? two / (count * (count - 1)) : two, other};
  }

  private static double[] outer(List<double[]> vectors) {
    double[] product = {1};
    for (double[] vector : vectors) {
      var next = new double[product.length * vector.length];
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          next[i * vector.length + j] = product[i] * vector[j];
        }
      }
      product = next;
    }
    return product;
  }
}
