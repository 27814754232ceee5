package modellint.onnx;

import java.util.Arrays;

/**
 * The elements of a sparse tensor as if it were stored in full: zeros, and the values at their
 * places. Places come in ascending order, each once, as the format demands.
 */
final class SparseElements implements ElementSource {

  private final String name;
  private final ElementSource values;
  private final ElementSource indices;
  private final long[] sizes;
  private final int coordinates;
  private final double[] value = new double[1];
  private final double[] index;

  private long left;
  private long at;
  private long place = -1;
  private boolean pending;

  /**
   * A tensor of {@code sizes}; each index is one number, or one for every dimension where {@code
   * coordinates} is greater than one.
   */
  SparseElements(
      String name, ElementSource values, ElementSource indices, long[] sizes, int coordinates) {
    this.name = name;
    this.values = values;
    this.indices = indices;
    this.sizes = sizes.clone();
    this.coordinates = coordinates;
    this.index = new double[coordinates];
    this.left = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
  }

  @Override
  public int next(double[] block) throws ModelReadException {
    int size = (int) Math.min(block.length, left);
    Arrays.fill(block, 0, size, 0);
    long end = at + size;
    while (pending || advance()) {
      pending = place >= end;
      if (pending) {
        break;
      }
      block[(int) (place - at)] = value[0];
    }
    at = end;
    left -= size;
    return size;
  }

  private boolean advance() throws ModelReadException {
    if (values.next(value) == 0) {
      return false;
    }
    long before = place;
    place = nextPlace();
    if (place <= before || place >= at + left) {
      throw ModelReadException.unreadable(
          "sparse tensor " + name + " has an index out of order or out of range");
    }
    return true;
  }

  private long nextPlace() throws ModelReadException {
    indices.next(index);
    if (coordinates == 1) {
      return (long) index[0];
    }
    long linear = 0;
    for (int i = 0; i < coordinates; i++) {
      if (index[i] < 0 || index[i] >= sizes[i]) {
        throw ModelReadException.unreadable("sparse tensor " + name + " has an index out of range");
      }
      linear = linear * sizes[i] + (long) index[i];
    }
    return linear;
  }
}
