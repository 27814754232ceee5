package modellint.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.DoubleSupplier;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.TensorProto;

/** A parameter on its way into a file: its length is known before its elements exist. */
final class StoredParameter {

  private static final int BLOCK = 1 << 16;

  private final TensorProto head;
  private final ElementType type;
  private final long count;
  private final DoubleSupplier elements;

  private StoredParameter(TensorProto head, ElementType type, long count, DoubleSupplier elements) {
    this.head = head;
    this.type = type;
    this.count = count;
    this.elements = elements;
  }

  static StoredParameter of(Parameter parameter, Shape shape, long seed)
      throws ModelWriteException {
    if (!shape.isKnown()) {
      throw new ModelWriteException("the shape of " + parameter.name() + " is not known: " + shape);
    }
    if (!isWritable(parameter.type())) {
      throw new ModelWriteException(
          parameter.name() + " has elements that cannot be written: " + parameter.type());
    }
    var head = TensorProto.newBuilder().setName(parameter.name());
    head.setDataType(parameter.type().ordinal());
    shape.dims().stream().mapToLong(Dim::size).forEach(head::addDims);
    return new StoredParameter(
        head.build(),
        parameter.type(),
        shape.elements().size(),
        DrawnElements.of(parameter, shape, seed));
  }

  private static boolean isWritable(ElementType type) {
    return switch (type) {
      case FLOAT, DOUBLE, INT32, INT64, BOOL -> true;
      default -> false;
    };
  }

  private long raw() {
    return count * (type.bits() / 8);
  }

  private long length() {
    return head.getSerializedSize() + delimited(TensorProto.RAW_DATA_FIELD_NUMBER, raw());
  }

  /** Bytes that this takes in its graph. */
  long size() {
    return delimited(GraphProto.INITIALIZER_FIELD_NUMBER, length());
  }

  /** Bytes of a field with its tag, its length and {@code content} bytes. */
  static long delimited(int field, long content) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt64SizeNoTag(content)
        + content;
  }

  void write(CodedOutputStream out) throws IOException {
    out.writeTag(GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(length());
    head.writeTo(out);
    out.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(raw());
    ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < count; i++) {
      put(block, elements.getAsDouble());
      if (!block.hasRemaining()) {
        flush(block, out);
      }
    }
    flush(block, out);
  }

  private static void flush(ByteBuffer block, CodedOutputStream out) throws IOException {
    // The method that takes a buffer writes its whole capacity.
    out.writeRawBytes(block.array(), 0, block.position());
    block.clear();
  }

  private void put(ByteBuffer block, double value) {
    switch (type) {
      case FLOAT -> block.putFloat((float) value);
      case DOUBLE -> block.putDouble(value);
      case INT32 -> block.putInt((int) value);
      case INT64 -> block.putLong((long) value);
      case BOOL -> block.put((byte) (value == 0 ? 0 : 1));
      default -> throw new AssertionError(type);
    }
  }
}
