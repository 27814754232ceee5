package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.List;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** Discrete Fourier transforms, written as products with the matrices of their roots of unity. */
public final class Spectra {

  private static final int AXIS_AS_INPUT = 20;

  public static final List<Rule> RULES =
      List.of(Rule.written("DFT", Spectra::transform), Rule.written("STFT", Spectra::windowed));

  private Spectra() {}

  private static Tensor transform(Call call) {
    Tensor x = call.x(0);
    int rank = x.rank();
    long stated =
        call.opset() < AXIS_AS_INPUT
            ? call.integer("axis", 1)
            : call.has(2) ? call.x(2).integers()[0] : -2;
    int axis = (int) (stated < 0 ? stated + rank : stated);
    boolean inverse = call.integer("inverse", 0) != 0;
    boolean half = call.integer("onesided", 0) != 0;
    long points = points(call, axis, inverse && half);
    Tensor moved = x.transpose(exchanged(rank, axis));
    long given = moved.size(rank - 2);
    if (inverse && half) {
      moved = mirrored(moved, points);
    } else if (given != points) {
      var after = new long[rank];
      after[rank - 2] = points - given;
      moved = moved.pad(new long[rank], after);
    }
    long kept = half && !inverse ? points / 2 + 1 : points;
    Tensor product = product(moved, points, kept, inverse);
    if (inverse && half) {
      product = product.slice(rank - 1, 0, 1);
    }
    return product.transpose(exchanged(rank, axis));
  }

  private static long points(Call call, int axis, boolean whole) {
    if (call.has(1)) {
      return call.x(1).integers()[0];
    }
    return whole ? call.y(0).size(axis) : call.x(0).size(axis);
  }

  /** The second half of a spectrum whose signal is real: the first one conjugated, backwards. */
  private static Tensor mirrored(Tensor half, long points) {
    int rank = half.rank();
    long given = Math.min(half.size(rank - 2), points / 2 + 1);
    var parts = new ArrayList<>(List.of(half.slice(rank - 2, 0, given)));
    Tensor signs = half.tape().reals(half.type(), Dims.of(2), 1, -1);
    for (long i = given; i < points; i++) {
      parts.add(half.slice(rank - 2, points - i, points - i + 1).times(signs));
    }
    return Tensor.concat(rank - 2, parts);
  }

  /** {@code axis} exchanged with the last but one, before real and imaginary parts. */
  private static int[] exchanged(int rank, int axis) {
    int[] order = java.util.stream.IntStream.range(0, rank).toArray();
    order[axis] = rank - 2;
    order[rank - 2] = axis;
    return order;
  }

  /** y_k = sum over n of x_n exp(-2 pi i k n / N); the inverse with the other sign, over N. */
  private static Tensor product(Tensor x, long points, long kept, boolean inverse) {
    int last = x.rank() - 1;
    Tensor cos = roots(x, points, kept, inverse, true);
    Tensor sin = roots(x, points, kept, inverse, false);
    Tensor real = part(x, 0, points);
    Tensor first = real.matmul(cos);
    Tensor second = real.matmul(sin);
    if (x.size(last) == 2) {
      Tensor imaginary = part(x, 1, points);
      first = first.minus(imaginary.matmul(sin));
      second = second.plus(imaginary.matmul(cos));
    }
    long[] apart = Dims.concat(first.shape(), Dims.of(1));
    return Tensor.concat(last, List.of(first.reshape(apart), second.reshape(apart)));
  }

  private static Tensor part(Tensor x, int which, long points) {
    int last = x.rank() - 1;
    long[] shape = java.util.Arrays.copyOf(x.shape(), last);
    shape[last - 1] = points;
    return x.slice(last, which, which + 1).reshape(shape);
  }

  private static Tensor roots(Tensor x, long points, long kept, boolean inverse, boolean cosine) {
    var values = new double[Math.toIntExact(points * kept)];
    for (int n = 0; n < points; n++) {
      for (int k = 0; k < kept; k++) {
        double angle = (inverse ? 2 : -2) * Math.PI * (n * (long) k % points) / points;
        double value = cosine ? Math.cos(angle) : Math.sin(angle);
        values[(int) (n * kept + k)] = inverse ? value / points : value;
      }
    }
    return x.tape().reals(x.type(), Dims.of(points, kept), values);
  }

  /** Frames of the signal, each weighted by the window and transformed. */
  private static Tensor windowed(Call call) {
    Tensor signal = call.x(0);
    if (signal.rank() != 3) {
      throw new NoGradientException("STFT of a signal without parts");
    }
    long step = call.x(1).integers()[0];
    long length = call.has(3) ? call.x(3).integers()[0] : call.x(2).size(0);
    var frames = new ArrayList<Tensor>();
    for (long i = 0; i < call.y(0).size(1); i++) {
      Tensor frame = signal.slice(1, i * step, i * step + length);
      frames.add(frame.reshape(signal.size(0), 1, length, signal.size(2)));
    }
    Tensor all = Tensor.concat(1, frames);
    Tensor weighted = call.has(2) ? all.times(call.x(2).reshape(length, 1)) : all;
    return product(weighted, length, call.y(0).size(2), false);
  }
}
