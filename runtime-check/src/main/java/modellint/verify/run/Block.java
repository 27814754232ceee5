package modellint.verify.run;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/** A tensor's elements outside the runtime: row-major, little-endian, as ONNX stores them. */
public final class Block {

  private final int type;
  private final long[] shape;
  private final ByteBuffer bytes;

  public Block(int type, long[] shape, ByteBuffer bytes) {
    this.type = type;
    this.shape = shape.clone();
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    long needed = Math.multiplyExact(Dims.count(shape), width(type));
    if (this.bytes.remaining() != needed) {
      throw new IllegalArgumentException(
          "a tensor of shape "
              + Arrays.toString(shape)
              + " needs "
              + needed
              + " bytes, not "
              + this.bytes.remaining());
    }
  }

  public static Block of(long[] shape, float[] values) {
    ByteBuffer bytes = allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    return new Block(Type.FLOAT, shape, bytes);
  }

  public static Block of(long[] shape, long[] values) {
    ByteBuffer bytes = allocate(Math.multiplyExact(values.length, Long.BYTES));
    bytes.asLongBuffer().put(values);
    return new Block(Type.INT64, shape, bytes);
  }

  static Block of(OnnxTensor tensor) {
    return new Block(typeOf(tensor), tensor.getInfo().getShape(), tensor.getByteBuffer());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public int type() {
    return type;
  }

  public long[] shape() {
    return shape.clone();
  }

  public int count() {
    return Math.toIntExact(Dims.count(shape));
  }

  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of a float or double tensor. */
  public double[] reals() {
    var values = new double[count()];
    if (type == Type.DOUBLE) {
      bytes().asDoubleBuffer().get(values);
    } else if (type == Type.FLOAT) {
      var floats = bytes().asFloatBuffer();
      Arrays.setAll(values, floats::get);
    } else {
      throw new IllegalStateException("not a float tensor: type " + type);
    }
    return values;
  }

  /** The elements of an integer or boolean tensor. */
  public long[] integers() {
    var values = new long[count()];
    ByteBuffer from = bytes();
    Arrays.setAll(
        values,
        i ->
            switch (type) {
              case Type.INT64 -> from.getLong(i * Long.BYTES);
              case Type.INT32 -> from.getInt(i * Integer.BYTES);
              case Type.BOOL, 3 -> from.get(i);
              case 2 -> Byte.toUnsignedLong(from.get(i));
              case 4 -> Short.toUnsignedLong(from.getShort(i * Short.BYTES));
              case 5 -> from.getShort(i * Short.BYTES);
              case 12 -> Integer.toUnsignedLong(from.getInt(i * Integer.BYTES));
              case 13 -> from.getLong(i * Long.BYTES);
              default -> throw new IllegalStateException("not an integer tensor: type " + type);
            });
    return values;
  }

  /** The same shape with other elements. */
  public Block with(double[] values) {
    ByteBuffer changed = allocate(Math.multiplyExact(values.length, (int) width(type)));
    for (double value : values) {
      if (type == Type.DOUBLE) {
        changed.putDouble(value);
      } else {
        changed.putFloat((float) value);
      }
    }
    return new Block(type, shape, changed.rewind());
  }

  OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
    return OnnxTensor.createTensor(environment, outside().bytes(), shape, javaType(type));
  }

  /** The same elements outside the heap, where the runtime reads them in place. */
  Block outside() {
    return bytes.isDirect()
        ? this
        : new Block(type, shape, allocate(bytes.remaining()).put(bytes()).rewind());
  }

  private static OnnxJavaType javaType(int type) {
    return switch (type) {
      case Type.FLOAT -> OnnxJavaType.FLOAT;
      case Type.DOUBLE -> OnnxJavaType.DOUBLE;
      case Type.INT64 -> OnnxJavaType.INT64;
      case Type.INT32 -> OnnxJavaType.INT32;
      case Type.BOOL -> OnnxJavaType.BOOL;
      case Type.FLOAT16 -> OnnxJavaType.FLOAT16;
      case Type.BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case 2 -> OnnxJavaType.UINT8;
      case 3 -> OnnxJavaType.INT8;
      case 5 -> OnnxJavaType.INT16;
      default -> throw new UnsupportedModelException("inputs of element type " + type);
    };
  }

  /** The runtime's Java side numbers the types in an order of its own. */
  static int typeOf(OnnxTensor tensor) {
    return switch (tensor.getInfo().onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> Type.FLOAT;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> 2;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> 3;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> 4;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> 5;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> Type.INT32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> Type.INT64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> Type.BOOL;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> Type.FLOAT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> Type.BFLOAT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> Type.DOUBLE;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> 12;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> 13;
      default -> Type.STRING;
    };
  }

  /** Bytes of one element. */
  public static long width(int type) {
    return switch (type) {
      case 2, 3, Type.BOOL -> 1;
      case 4, 5, Type.FLOAT16, Type.BFLOAT16 -> 2;
      case Type.FLOAT, Type.INT32, 12 -> 4;
      case Type.DOUBLE, Type.INT64, 13 -> 8;
      default -> throw new UnsupportedModelException("tensors of element type " + type);
    };
  }
}
