package modellint.verify.tape;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Arithmetic on static shapes. */
public final class Dims {

  private Dims() {}

  /** The shape that two operands are stretched to: sizes from the right, ones stretch. */
  public static long[] broadcast(long[] a, long[] b) {
    int rank = Math.max(a.length, b.length);
    var shape = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long left = i <= a.length ? a[a.length - i] : 1;
      long right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException(
            "shapes do not broadcast: " + Arrays.toString(a) + " and " + Arrays.toString(b));
      }
      shape[rank - i] = left == 1 ? right : left;
    }
    return shape;
  }

  public static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The product of sizes from {@code from} up to and without {@code to}. */
  public static long count(long[] shape, int from, int to) {
    return count(Arrays.copyOfRange(shape, from, to));
  }

  /** Axes as they count from the front, sorted; a negative one counts from the back. */
  public static long[] normal(long[] axes, int rank) {
    return Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
  }

  /** The shape left when sums run over {@code axes}. */
  public static long[] reduced(long[] shape, long[] axes, boolean keep) {
    return IntStream.range(0, shape.length)
        .filter(i -> keep || !has(axes, i))
        .mapToLong(i -> has(axes, i) ? 1 : shape[i])
        .toArray();
  }

  public static boolean has(long[] axes, long axis) {
    return Arrays.stream(axes).anyMatch(it -> it == axis);
  }

  /** {@code from}, {@code from} + 1, ... without {@code to}. */
  public static long[] range(long from, long to) {
    return java.util.stream.LongStream.range(from, to).toArray();
  }

  public static long[] concat(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
  }

  public static long[] of(long... sizes) {
    return sizes;
  }

  public static long[] fill(int length, long value) {
    var filled = new long[length];
    Arrays.fill(filled, value);
    return filled;
  }

  /** {@code shape} with the size at {@code axis} replaced. */
  public static long[] with(long[] shape, int axis, long size) {
    long[] changed = shape.clone();
    changed[axis] = size;
    return changed;
  }
}
