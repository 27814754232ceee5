package modellint.verify.run;

import java.util.List;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * The size of a tensor in three numbers that never overflow: the largest magnitude, the sum of
 * squares relative to it, the number of elements. A tensor of zeros has largest 0.
 *
 * @param largest NaN or infinite where an element is
 */
public record Norm(double largest, double relativeSquares, double count) {

  /** Writes the three numbers as a vector. */
  static Tensor write(Tensor tensor) {
    Tensor any = tensor.tape().unordered(tensor);
    Tensor flat = any.rank() == 0 ? any.reshape(1) : any;
    long[] axes = Dims.range(0, flat.rank());
    Tensor highest = flat.reduce("ReduceMax", axes, false).reshape(1);
    Tensor lowest = flat.reduce("ReduceMin", axes, false).reshape(1);
    Tensor largest = highest.abs().larger(lowest.abs());
    Tensor scale = largest.above(0).choose(largest, largest.tape().scalar(tensor.type(), 1));
    Tensor squares = flat.over(scale).reduce("ReduceSumSquare", axes, false).reshape(1);
    Tensor count = tensor.tape().reals(tensor.type(), Dims.of(1), tensor.count());
    return Tensor.concat(0, List.of(largest, squares, count));
  }

  static Norm read(Block block) {
    double[] numbers = block.reals();
    return new Norm(numbers[0], numbers[1], numbers[2]);
  }

  public static Norm of(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isNaN(value) ? Double.NaN : Math.max(largest, Math.abs(value));
    }
    double squares = 0;
    for (double value : values) {
      squares += largest == 0 ? 0 : value / largest * (value / largest);
    }
    return new Norm(largest, squares, values.length);
  }

  /** Of a tensor of which only the length as a vector is known; its largest element is not. */
  static Norm ofLength(double length, double count) {
    return new Norm(length, length > 0 ? 1 : 0, count);
  }

  public boolean isFinite() {
    return Double.isFinite(largest) && Double.isFinite(relativeSquares);
  }

  /** log10 of the Frobenius norm; minus infinity for zeros. */
  public double log10() {
    return Math.log10(largest) + Math.log10(relativeSquares) / 2;
  }

  /** log10 of the root mean square. */
  public double rmsLog10() {
    return log10() - Math.log10(count) / 2;
  }
}
