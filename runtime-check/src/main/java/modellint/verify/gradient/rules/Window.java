package modellint.verify.gradient.rules;

import java.util.Arrays;
import java.util.stream.IntStream;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * A sliding window over the spatial axes: kernel, strides, dilations and the padding that really
 * took effect, whatever {@code auto_pad} and rounding made of it.
 *
 * @param before padding in front of each spatial axis
 * @param in sizes that the window slides over
 * @param out numbers of its positions
 */
record Window(
    long[] kernel, long[] strides, long[] dilations, long[] before, long[] in, long[] out) {

  static Window of(Call call, long[] kernel, Tensor wide, Tensor narrow) {
    int spatial = wide.rank() - 2;
    long[] strides = call.integers("strides").orElse(Dims.fill(spatial, 1));
    long[] dilations = call.integers("dilations").orElse(Dims.fill(spatial, 1));
    long[] in = spatial(wide);
    long[] out = spatial(narrow);
    var window = new Window(kernel, strides, dilations, new long[spatial], in, out);
    long[] pads = call.integers("pads").orElse(new long[2 * spatial]);
    String auto = call.text("auto_pad", "NOTSET");
    long[] before = new long[spatial];
    for (int i = 0; i < spatial; i++) {
      long total = Math.max(0, window.covered(i) - in[i]);
      before[i] =
          switch (auto) {
            case "SAME_UPPER" -> total / 2;
            case "SAME_LOWER" -> total - total / 2;
            case "VALID" -> 0;
            default -> pads[i];
          };
    }
    return new Window(kernel, strides, dilations, before, in, out);
  }

  static long[] spatial(Tensor tensor) {
    return tail(tensor, 2);
  }

  /** The sizes from {@code axis} on. */
  static long[] tail(Tensor tensor, int axis) {
    return Arrays.copyOfRange(tensor.shape(), axis, tensor.rank());
  }

  int rank() {
    return kernel.length;
  }

  /** Elements between the first tap of the first position and the last tap of the last. */
  long covered(int i) {
    return (out[i] - 1) * strides[i] + dilations[i] * (kernel[i] - 1) + 1;
  }

  /** What must be put behind each axis so that every tap finds an element; negative to crop. */
  long[] after() {
    return IntStream.range(0, rank()).mapToLong(i -> covered(i) - in[i] - before[i]).toArray();
  }

  /** {@code wide} padded or cropped to exactly what the window covers. */
  Tensor cover(Tensor wide) {
    return wide.pad(Dims.concat(Dims.of(0, 0), before), Dims.concat(Dims.of(0, 0), after()));
  }

  /** From what the window covers back to the axes it slid over. */
  Tensor uncover(Tensor covered) {
    return covered.pad(
        Dims.concat(Dims.of(0, 0), negative(before)),
        Dims.concat(Dims.of(0, 0), negative(after())));
  }

  /** What the tap of that number finds at every position. */
  Tensor tap(Tensor covered, int tap) {
    int rank = rank();
    var starts = new long[rank];
    var ends = new long[rank];
    int rest = tap;
    for (int i = rank - 1; i >= 0; i--) {
      starts[i] = rest % kernel[i] * dilations[i];
      ends[i] = starts[i] + (out[i] - 1) * strides[i] + 1;
      rest = (int) (rest / kernel[i]);
    }
    return covered.slice(Dims.range(2, rank + 2), starts, ends, strides);
  }

  private static long[] negative(long[] sizes) {
    return Arrays.stream(sizes).map(it -> -it).toArray();
  }

  long[] coveredSizes() {
    return IntStream.range(0, rank()).mapToLong(this::covered).toArray();
  }

  /** Padding that a transposed convolution can undo by itself. */
  boolean fitsTranspose() {
    long[] after = after();
    return IntStream.range(0, rank())
        .allMatch(
            i ->
                before[i] >= 0
                    && (after[i] >= 0 || -after[i] < Math.max(strides[i], dilations[i])));
  }
}
