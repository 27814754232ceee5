package modellint.onnx;

import modellint.graph.Moments;
import modellint.graph.Weights;

/**
 * Statistics of a tensor in one pass over its elements in row-major order. Powers are summed about
 * the mean of the first block, so that a narrow distribution far from zero keeps its variance.
 */
final class Tally {

  private final Slices rows;
  private final Slices columns;
  private final boolean sliced;
  private final Spectrum spectrum;
  private final long inner;
  private final long width;

  private long at;
  private boolean centred;
  private double centre;
  private double first;
  private double second;
  private double third;
  private double fourth;
  private double largest;
  private long count;
  private long zeros;
  private long nans;
  private long infinities;

  private Tally(int rows, int columns, long inner, long elements) {
    this.spectrum = new Spectrum(elements);
    this.rows = new Slices(rows);
    this.columns = new Slices(columns);
    this.sliced = rows > 0;
    this.inner = inner;
    this.width = columns * inner;
  }

  /** Of the whole of {@code elements} alone. */
  static Tally whole(long elements) {
    return new Tally(0, 0, 0, elements);
  }

  /**
   * Of a tensor of {@code rows} by {@code columns} slices of {@code inner} elements, none of them
   * zero, and of each row and each column.
   */
  static Tally sliced(int rows, int columns, long inner) {
    return new Tally(rows, columns, inner, (long) rows * columns * inner);
  }

  /** Takes the first {@code size} elements of {@code block} as the next ones. */
  void add(double[] block, int size) {
    if (!centred) {
      centre(block, size);
    }
    spectrum.add(block, size);
    for (int i = 0; i < size; i++) {
      double value = block[i];
      double magnitude = Math.abs(value);
      if (magnitude <= Double.MAX_VALUE) {
        double off = value - centre;
        double square = off * off;
        first += off;
        second += square;
        third += square * off;
        fourth += square * square;
        largest = magnitude > largest ? magnitude : largest;
        zeros += value == 0 ? 1 : 0;
        count++;
      } else if (Double.isNaN(value)) {
        nans++;
      } else {
        infinities++;
      }
    }
    if (sliced) {
      slice(block, size);
    }
  }

  /** Rounded to a float, so that a tensor that holds one value is exactly that far from it: 0. */
  private void centre(double[] block, int size) {
    double sum = 0;
    int finite = 0;
    for (int i = 0; i < size; i++) {
      if (Math.abs(block[i]) <= Float.MAX_VALUE) {
        sum += block[i];
        finite++;
      }
    }
    centred = finite > 0;
    centre = centred ? (float) (sum / finite) : 0;
  }

  /** Hands each stretch that lies within one row, and one column where those are wide, to both. */
  private void slice(double[] block, int size) {
    int from = 0;
    while (from < size) {
      long inRow = at % width;
      long room = inner == 1 ? width - inRow : inner - inRow % inner;
      int to = (int) Math.min(size, from + room);
      rows.add((int) (at / width), block, from, to);
      if (inner == 1) {
        columns.spread((int) inRow, block, from, to);
      } else {
        columns.add((int) (inRow / inner), block, from, to);
      }
      at += to - from;
      from = to;
    }
  }

  Weights.Measured result() {
    if (count == 0) {
      return new Weights.Measured(
          Moments.NONE, 0, zeros, nans, infinities, rows.moments(), columns.moments());
    }
    double shift = first / count;
    double mean = centre + shift;
    double variance = Math.max(0, second / count - shift * shift);
    double fourthCentral =
        fourth / count
            - 4 * shift * third / count
            + 6 * shift * shift * second / count
            - 3 * shift * shift * shift * shift;
    double kurtosis = variance > 0 ? fourthCentral / (variance * variance) : 0;
    var all = new Moments(count, mean, variance + mean * mean, largest);
    return new Weights.Measured(
        all,
        kurtosis,
        zeros,
        nans,
        infinities,
        rows.moments(),
        columns.moments(),
        spectrum.about(mean, all.std()));
  }
}
