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

  /** Bits of the widest element: also their product must be a number. */
  private static final long MOST_BITS = 128;

  /** A sparse tensor is walked in full, so that its size costs time though no memory. */
  private static final long MOST_SPARSE = 1L << 30;

  private static final int EXTERNAL = 1;

  private final StoredFile file;
  private final ExternalData external;
  private final Measuring measuring = new Measuring();

  Tensors(StoredFile file, ExternalData external) {
    this.file = file;
    this.external = external;
  }

  /** The parameter that {@code tensor} stores, under {@code name}. */
  Parameter read(String name, TensorProto tensor) throws ModelReadException {
    Shape shape = shape(name, tensor.getDimsList());
    ElementType type = type(name, tensor);
    if (type == ElementType.STRING) {
      return unmeasured(name, shape, type, "it holds text");
    }
    List<Stretch> stretches = stretches(name, tensor, type, shape.elements().size());
    if (type == ElementType.COMPLEX64 || type == ElementType.COMPLEX128) {
      return unmeasured(name, shape, type, "it holds complex numbers");
    }
    var elements = new Elements(stretches, type, shape.elements().size());
    Parameter parameter = measuring.measure(name, shape, type, elements);
    if (elements.hasMore()) {
      throw ModelReadException.unreadable(
          "tensor " + name + " of shape " + shape + " holds more elements than that");
    }
    return parameter;
  }

  /** The parameter that a sparse tensor stands for, under {@code name}. */
  Parameter read(String name, SparseTensorProto tensor) throws ModelReadException {
    Shape shape = shape(name, tensor.getDimsList());
    ElementType type = type(name, tensor.getValues());
    long count = shape.elements().size();
    if (count > MOST_SPARSE) {
      throw ModelReadException.unsupported(
          "sparse tensor " + name + " stands for " + count + " elements");
    }
    if (type == ElementType.STRING
        || type == ElementType.COMPLEX64
        || type == ElementType.COMPLEX128) {
      return unmeasured(name, shape, type, "it is sparse and holds no real numbers");
    }
    Shape indices = shape(name, tensor.getIndices().getDimsList());
    long stored = shape(name, tensor.getValues().getDimsList()).elements().size();
    int coordinates = indices.rank() == 2 ? shape.rank() : 1;
    boolean fits =
        tensor.getIndices().getDataType() == ElementType.INT64.ordinal()
            && indices.equals(
                indices.rank() == 2 ? Shape.of(stored, coordinates) : Shape.of(stored));
    if (!fits || isExternal(tensor.getValues()) || isExternal(tensor.getIndices())) {
      throw ModelReadException.unreadable(
          "sparse tensor " + name + " has " + stored + " values and indices of shape " + indices);
    }
    var source =
        new SparseElements(
            name,
            elements(name, tensor.getValues(), type, stored),
            elements(name, tensor.getIndices(), ElementType.INT64, stored * coordinates),
            tensor.getDimsList().stream().mapToLong(Long::longValue).toArray(),
            coordinates);
    return measuring.measure(name, shape, type, source);
  }

  private Elements elements(String name, TensorProto tensor, ElementType type, long count)
      throws ModelReadException {
    return new Elements(stretches(name, tensor, type, count), type, count);
  }

  private static Parameter unmeasured(String name, Shape shape, ElementType type, String reason) {
    return new Parameter(name, shape, type, new Weights.Unknown(reason), Optional.empty());
  }

  private static Shape shape(String name, List<Long> sizes) throws ModelReadException {
    if (sizes.size() > MOST_DIMS) {
      throw ModelReadException.unsupported(
          "tensor " + name + " has " + sizes.size() + " dimensions");
    }
    try {
      long bits = MOST_BITS;
      for (long size : sizes) {
        if (size < 0) {
          throw ModelReadException.unreadable(
              "tensor " + name + " has a dimension of " + size + " elements");
        }
        bits = Math.multiplyExact(bits, size);
      }
    } catch (ArithmeticException e) {
      throw ModelReadException.unreadable(
          "tensor " + name + " has dimensions " + sizes + ", more elements than can be counted");
    }
    return new Shape(sizes.stream().map(Dim::of).toList());
  }

  private static ElementType type(String name, TensorProto tensor) throws ModelReadException {
    int number = tensor.getDataType();
    if (number <= 0 || number >= ElementType.values().length) {
      throw ModelReadException.unsupported(
          "tensor " + name + " has elements of unknown type " + number);
    }
    if (tensor.hasSegment()) {
      throw ModelReadException.unsupported("tensor " + name + " is stored in segments");
    }
    return ElementType.values()[number];
  }

  private static boolean isExternal(TensorProto tensor) {
    return tensor.getDataLocation() == EXTERNAL;
  }

  private List<Stretch> stretches(String name, TensorProto tensor, ElementType type, long count)
      throws ModelReadException {
    List<Stretch> stretches = inside(name, tensor, type);
    long bytes = (count * type.bits() + 7) / 8;
    if (!isExternal(tensor)) {
      checkLength(name, type, count, bytes, stretches);
      return stretches;
    }
    if (!stretches.isEmpty()) {
      throw ModelReadException.unreadable(
          "tensor " + name + " stores its elements both here and in another file");
    }
    Stretch found = external.find(name, tensor.getExternalDataList(), bytes);
    return bytes == 0 ? List.of() : List.of(found);
  }

  /** The payloads that the scanner left in the model's own file. */
  private List<Stretch> inside(String name, TensorProto tensor, ElementType type)
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
                + " holds its elements twice, in "
                + word(used)
                + " and "
                + word(field));
      }
      used = field;
      stretches.add(new Stretch(file, field.coding(), tensor.getStored(i + 1), length));
    }
    return stretches;
  }

  private static void checkLength(
      String name, ElementType type, long count, long bytes, List<Stretch> stretches)
      throws ModelReadException {
    boolean varint = stretches.stream().anyMatch(it -> it.coding() == Stretch.Coding.VARINT);
    long stored = 0;
    boolean fits = true;
    for (Stretch stretch : stretches) {
      stored += stretch.length();
      fits &= varint || type.bits() < 8 || stretch.length() % (type.bits() / 8) == 0;
    }
    // The scanner cannot know how many numbers of variable length there are: one to ten bytes each.
    long numbers = type.bits() < 8 ? bytes : count;
    fits &= varint ? stored >= numbers && stored / 10 <= numbers : stored == bytes;
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
