package modellint.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;
import modellint.onnx.proto.SparseTensorProto;
import modellint.onnx.proto.TensorProto;

/** Turns stored tensors into parameters: checks that the bytes fit the shape, and measures them. */
final class Tensors {

  /** Higher ranks mean nothing; a bomb can state a million. */
  private static final int MOST_DIMS = 1024;

  /** Slices of one tensor along one axis whose moments are kept. */
  private static final int MOST_SLICES = 1 << 18;

  private static final int EXTERNAL = 1;

  private final StoredFile file;
  private final ExternalData external;
  private long slicesLeft = 4L * MOST_SLICES;

  Tensors(StoredFile file, ExternalData external) {
    this.file = file;
    this.external = external;
  }

  /** The parameter that {@code tensor} stores, under {@code name}. */
  Parameter read(String name, TensorProto tensor) throws ModelReadException {
    Shape shape = shape(name, tensor.getDimsList());
    ElementType type = type(name, tensor.getDataType());
    if (tensor.hasSegment()) {
      throw ModelReadException.unsupported("tensor " + name + " is stored in segments");
    }
    if (type == ElementType.STRING) {
      return new Parameter(
          name, shape, type, new Weights.Unknown("it holds text"), Optional.empty());
    }
    List<Stretch> stretches = stretches(name, tensor, type, shape.elements().size());
    if (type == ElementType.COMPLEX64 || type == ElementType.COMPLEX128) {
      return new Parameter(
          name, shape, type, new Weights.Unknown("it holds complex numbers"), Optional.empty());
    }
    return measure(name, shape, type, stretches);
  }

  /** The parameter that a sparse tensor stores, under {@code name}. */
  Parameter read(String name, SparseTensorProto tensor) throws ModelReadException {
    Shape shape = shape(name, tensor.getDimsList());
    return new Parameter(
        name,
        shape,
        type(name, tensor.getValues().getDataType()),
        new Weights.Unknown("it is sparse"),
        Optional.empty());
  }

  private Parameter measure(String name, Shape shape, ElementType type, List<Stretch> stretches)
      throws ModelReadException {
    long count = shape.elements().size();
    var elements = new Elements(stretches, type, count);
    Tally tally = tally(shape);
    boolean kept = count <= Parameter.MOST_VALUES;
    var values = new ArrayList<Double>(kept ? (int) count : 0);
    var block = new double[(int) Math.min(Elements.BLOCK, count)];
    long seen = 0;
    for (int size = elements.next(block); size > 0; size = elements.next(block)) {
      tally.add(block, size);
      seen += size;
      for (int i = 0; kept && i < size; i++) {
        values.add(block[i]);
      }
    }
    if (seen != count || elements.hasMore()) {
      throw ModelReadException.unreadable(
          "tensor " + name + " of shape " + shape + " does not hold " + count + " elements");
    }
    return new Parameter(
        name, shape, type, tally.result(), kept ? Optional.of(values) : Optional.empty());
  }

  /** Moments by row and column only where the tensor has both, in a number worth keeping. */
  private Tally tally(Shape shape) {
    if (shape.rank() < 2 || shape.elements().size() == 0) {
      return Tally.whole();
    }
    long rows = shape.dim(0).size();
    long columns = shape.dim(1).size();
    if (rows > MOST_SLICES || columns > MOST_SLICES || rows + columns > slicesLeft) {
      return Tally.whole();
    }
    slicesLeft -= rows + columns;
    return Tally.sliced((int) rows, (int) columns, shape.elements().size() / rows / columns);
  }

  /** The shape of known, bounded size. */
  static Shape shape(String name, List<Long> sizes) throws ModelReadException {
    if (sizes.size() > MOST_DIMS) {
      throw ModelReadException.unsupported(
          "tensor " + name + " has " + sizes.size() + " dimensions");
    }
    long elements = 1;
    for (long size : sizes) {
      if (size < 0) {
        throw ModelReadException.unreadable(
            "tensor " + name + " has a dimension of " + size + " elements");
      }
    }
    try {
      for (long size : sizes) {
        elements = Math.multiplyExact(elements, size);
      }
      // Also the number of bits must be a number, whatever the type.
      Math.multiplyExact(elements, 128L);
    } catch (ArithmeticException e) {
      throw ModelReadException.unreadable(
          "tensor " + name + " has dimensions " + sizes + ", more elements than can be counted");
    }
    return new Shape(sizes.stream().map(Dim::of).toList());
  }

  private static ElementType type(String name, int number) throws ModelReadException {
    if (number <= 0 || number >= ElementType.values().length) {
      throw ModelReadException.unsupported(
          "tensor " + name + " has elements of unknown type " + number);
    }
    return ElementType.values()[number];
  }

  private List<Stretch> stretches(String name, TensorProto tensor, ElementType type, long count)
      throws ModelReadException {
    var stretches = new ArrayList<Stretch>();
    PayloadField used = PayloadField.RAW_DATA;
    for (int i = 0; i + 2 < tensor.getStoredCount(); i += 3) {
      PayloadField field = PayloadField.of(tensor.getStored(i));
      long length = tensor.getStored(i + 2);
      if (length == 0) {
        continue;
      }
      if (!field.mayHold(type)) {
        throw ModelReadException.unreadable(
            "tensor " + name + " holds " + word(type) + " elements in " + word(field));
      }
      boolean again = field == PayloadField.RAW_DATA || field != used;
      if (!stretches.isEmpty() && again) {
        throw ModelReadException.unreadable(
            "tensor "
                + name
                + " stores its elements twice, in "
                + word(used)
                + " and "
                + word(field));
      }
      used = field;
      stretches.add(new Stretch(file, field.coding(), tensor.getStored(i + 1), length));
    }
    long bytes = (count * type.bits() + 7) / 8;
    if (tensor.getDataLocation() == EXTERNAL) {
      if (!stretches.isEmpty()) {
        throw ModelReadException.unreadable(
            "tensor " + name + " stores its elements both here and in another file");
      }
      if (bytes > 0) {
        stretches.add(external.find(name, tensor.getExternalDataList(), bytes));
      }
      return stretches;
    }
    checkLength(name, type, count, bytes, stretches);
    return stretches;
  }

  private static void checkLength(
      String name, ElementType type, long count, long bytes, List<Stretch> stretches)
      throws ModelReadException {
    long stored = 0;
    boolean fits = true;
    boolean varint = false;
    for (Stretch stretch : stretches) {
      stored += stretch.length();
      varint |= stretch.coding() == Stretch.Coding.VARINT;
      fits &= varint || type.bits() < 8 || stretch.length() % (type.bits() / 8) == 0;
    }
    long least = type.bits() < 8 ? bytes : count;
    fits &= varint ? stored >= least && stored <= 10 * least : stored == bytes;
    if (!fits) {
      throw ModelReadException.unreadable(
          "tensor "
              + name
              + " stores "
              + stored
              + " bytes for "
              + count
              + " elements of type "
              + word(type));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
