package modellint.analysis.signal;

/**
 * One spatial axis of a convolution: which output positions see which input positions. Output o
 * reads input {@code o * stride - pad + i * dilation} through tap i.
 */
record Axis(int in, int out, int kernel, int stride, int dilation, int pad) {

  /** For each tap, the number of output positions for which it falls inside the input. */
  double[] taps() {
    return overlap(Profile.ones(out), Profile.ones(in));
  }

  /** For each tap i, the sum over outputs of {@code outer[o] * inner[position]}. */
  double[] overlap(double[] outer, double[] inner) {
    var sums = new double[kernel];
    for (int i = 0; i < kernel; i++) {
      for (int o = 0; o < out; o++) {
        int p = o * stride - pad + i * dilation;
        if (p >= 0 && p < in) {
          sums[i] += outer[o] * inner[p];
        }
      }
    }
    return sums;
  }

  /** For each output, the sum of {@code inner} over the taps inside the input. */
  double[] gather(double[] inner) {
    var sums = new double[out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < kernel; i++) {
        int p = o * stride - pad + i * dilation;
        if (p >= 0 && p < in) {
          sums[o] += inner[p];
        }
      }
    }
    return sums;
  }

  /** For each input, the sum of {@code outer} over the outputs that read it. */
  double[] scatter(double[] outer) {
    var sums = new double[in];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < kernel; i++) {
        int p = o * stride - pad + i * dilation;
        if (p >= 0 && p < in) {
          sums[p] += outer[o];
        }
      }
    }
    return sums;
  }
}
