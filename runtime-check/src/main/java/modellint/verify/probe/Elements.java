package modellint.verify.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import modellint.verify.run.Block;
import modellint.verify.run.Stored;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Type;

/** Tensors of any element type made of plain numbers, and of one another. */
final class Elements {

  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int UINT16 = 4;
  private static final int INT16 = 5;
  private static final int UINT32 = 12;
  private static final int UINT64 = 13;

  /** By the standard's numbers. */
  private static final List<String> WORDS =
      List.of(
          "undefined",
          "float",
          "uint8",
          "int8",
          "uint16",
          "int16",
          "int32",
          "int64",
          "string",
          "bool",
          "float16",
          "double",
          "uint32",
          "uint64",
          "complex64",
          "complex128",
          "bfloat16");

  private Elements() {}

  static Block of(int type, long[] shape, double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, (int) Block.width(type)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case Type.FLOAT -> bytes.putFloat((float) value);
        case Type.DOUBLE -> bytes.putDouble(value);
        case Type.INT64, UINT64 -> bytes.putLong((long) value);
        case Type.INT32, UINT32 -> bytes.putInt((int) (long) value);
        case INT16, UINT16 -> bytes.putShort((short) value);
        case Type.BOOL, UINT8, INT8 -> bytes.put((byte) value);
        default ->
            throw new UnsupportedModelException(
                "inputs of element type " + word(type) + " cannot be made up");
      }
    }
    return new Block(type, shape, bytes.flip());
  }

  /** The largest number of a small integer type that is ordinary there; else {@code otherwise}. */
  static long largest(int type, long otherwise) {
    return switch (type) {
      case UINT8 -> 255;
      case INT8 -> 127;
      default -> otherwise;
    };
  }

  /** The least ordinary number of a type. */
  static long least(int type) {
    return type == INT8 ? -128 : 0;
  }

  /** {@code block} with elements of {@code type}, where no element can be lost by that. */
  static Optional<Block> converted(Block block, int type) {
    if (block.type() == type) {
      return Optional.of(block);
    }
    if (Type.isReal(type)) {
      if (Type.isReal(block.type())) {
        return Optional.of(of(type, block.shape(), block.reals()));
      }
      return block.type() == Type.FLOAT16
          ? converted(Stored.lifted(Stored.tensor("", block)), type)
          : Optional.empty();
    }
    boolean counts =
        (block.type() == Type.INT64 || block.type() == Type.INT32)
            && (type == Type.INT64 || type == Type.INT32);
    return counts
        ? Optional.of(
            of(type, block.shape(), Arrays.stream(block.integers()).asDoubleStream().toArray()))
        : Optional.empty();
  }

  /** The standard's word for a type. */
  static String word(int type) {
    return type > 0 && type < WORDS.size() ? WORDS.get(type) : String.valueOf(type);
  }
}
