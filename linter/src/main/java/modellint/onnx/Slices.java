package modellint.onnx;

import java.util.ArrayList;
import java.util.List;
import modellint.graph.Moments;

/** Running moments of each slice of a tensor along one axis. Only finite elements enter. */
final class Slices {

  private final long[] counts;
  private final double[] sums;
  private final double[] squares;
  private final double[] largest;

  Slices(int size) {
    counts = new long[size];
    sums = new double[size];
    squares = new double[size];
    largest = new double[size];
  }

  /** Elements {@code from} to {@code to} of the block all belong to {@code slice}. */
  void add(int slice, double[] block, int from, int to) {
    double sum = 0;
    double square = 0;
    double most = 0;
    for (int i = from; i < to; i++) {
      double value = block[i];
      double size = Math.abs(value);
      sum += value;
      square += value * value;
      most = size > most ? size : most;
    }
    if (square <= Double.MAX_VALUE) {
      counts[slice] += to - from;
      sums[slice] += sum;
      squares[slice] += square;
      largest[slice] = Math.max(largest[slice], most);
    } else {
      for (int i = from; i < to; i++) {
        add(slice, block[i]);
      }
    }
  }

  /** Elements {@code from} to {@code to} belong to consecutive slices, {@code first} on. */
  void spread(int first, double[] block, int from, int to) {
    for (int i = from; i < to; i++) {
      add(first + i - from, block[i]);
    }
  }

  private void add(int slice, double value) {
    double size = Math.abs(value);
    if (size <= Double.MAX_VALUE) {
      counts[slice]++;
      sums[slice] += value;
      squares[slice] += value * value;
      largest[slice] = Math.max(largest[slice], size);
    }
  }

  List<Moments> moments() {
    var moments = new ArrayList<Moments>(counts.length);
    for (int i = 0; i < counts.length; i++) {
      moments.add(
          counts[i] == 0
              ? Moments.NONE
              : new Moments(counts[i], sums[i] / counts[i], squares[i] / counts[i], largest[i]));
    }
    return moments;
  }
}
