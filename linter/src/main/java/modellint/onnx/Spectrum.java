package modellint.onnx;

import java.util.ArrayList;
import java.util.List;
import modellint.graph.Histogram;

/**
 * Counts numbers by sign and magnitude, sixteen classes to a factor of two, while their mean and
 * deviation are not known yet; a {@link Histogram} in units of the deviation is made of it after.
 */
final class Spectrum {

  /** Elements that are counted of a tensor, about: more would not change the picture. */
  private static final long SAMPLE = 1 << 20;

  private static final int PER_OCTAVE = 16;

  /** Magnitudes below 2^-48 count as that, those beyond 2^16 as that. */
  private static final int LOWEST = -48;

  private static final int HIGHEST = 16;
  private static final int CLASSES = (HIGHEST - LOWEST) * PER_OCTAVE;

  /** Bits of a double right of the four that tell classes of one octave apart. */
  private static final int SHIFT = 48;

  private static final int FIRST = (1023 + LOWEST) * PER_OCTAVE;

  private final int[] counts = new int[2 * CLASSES];
  private final long every;
  private long blocks;

  /** Of a tensor of {@code elements}, which come in blocks. */
  Spectrum(long elements) {
    every = 1 + elements / SAMPLE;
  }

  /** Takes the first {@code size} elements of {@code block}, or leaves the block out. */
  void add(double[] block, int size) {
    if (blocks++ % every != 0) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (Math.abs(block[i]) <= Double.MAX_VALUE) {
        counts[at(block[i])]++;
      }
    }
  }

  private static int at(double value) {
    int bits = (int) (Double.doubleToRawLongBits(value) >>> SHIFT);
    int magnitude = Math.min(CLASSES - 1, Math.max(0, (bits & 0x7FFF) - FIRST));
    return value < 0 ? CLASSES + magnitude : magnitude;
  }

  /** The histogram about {@code mean}; each class is spread evenly over the numbers it holds. */
  Histogram about(double mean, double std) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    if (total == 0 || !(std > 0)) {
      return Histogram.NONE;
    }
    var bins = new double[Histogram.BINS];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        int sign = i < CLASSES ? 1 : -1;
        double near = sign * edge(i % CLASSES);
        double far = sign * edge(i % CLASSES + 1);
        spread(Math.min(near, far), Math.max(near, far), counts[i], mean, std, bins);
      }
    }
    List<Integer> shares = new ArrayList<>();
    for (double bin : bins) {
      shares.add((int) Math.round(1000 * bin / total));
    }
    return new Histogram(shares);
  }

  /** Where class {@code index} of the positive numbers begins; the lowest begins at zero. */
  private static double edge(int index) {
    return index == 0 ? 0 : Double.longBitsToDouble((long) (FIRST + index) << SHIFT);
  }

  private static void spread(
      double from, double to, int count, double mean, double std, double[] bins) {
    double width = 2 * Histogram.REACH / Histogram.BINS;
    double low = ((from - mean) / std + Histogram.REACH) / width;
    double high = ((to - mean) / std + Histogram.REACH) / width;
    int first = (int) Math.max(0, Math.floor(low));
    int last = (int) Math.min(bins.length - 1.0, Math.floor(high));
    for (int bin = first; bin <= last; bin++) {
      double part = Math.min(high, bin + 1.0) - Math.max(low, bin);
      bins[bin] += count * (high > low ? Math.max(0, part) / (high - low) : 1);
    }
  }
}
