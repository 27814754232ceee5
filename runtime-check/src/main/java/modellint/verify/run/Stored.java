package modellint.verify.run;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Type;

/** Tensors as a model stores them, in any of the forms that the format allows. */
public final class Stored {

  private Stored() {}

  public static Block block(TensorProto tensor) {
    long[] shape = shape(tensor);
    if (tensor.hasRawData()) {
      return new Block(tensor.getDataType(), shape, tensor.getRawData().asReadOnlyByteBuffer());
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(
                Math.toIntExact(
                    Math.multiplyExact(count(shape), Block.width(tensor.getDataType()))))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor.getDataType()) {
      case Type.FLOAT -> tensor.getFloatDataList().forEach(bytes::putFloat);
      case Type.DOUBLE -> tensor.getDoubleDataList().forEach(bytes::putDouble);
      case Type.INT64 -> tensor.getInt64DataList().forEach(bytes::putLong);
      case Type.INT32 -> tensor.getInt32DataList().forEach(bytes::putInt);
      case Type.FLOAT16, Type.BFLOAT16, 4, 5 ->
          tensor.getInt32DataList().forEach(it -> bytes.putShort(it.shortValue()));
      case Type.BOOL, 2, 3 -> tensor.getInt32DataList().forEach(it -> bytes.put(it.byteValue()));
      default ->
          throw new UnsupportedModelException("tensors of element type " + tensor.getDataType());
    }
    return new Block(tensor.getDataType(), shape, bytes.rewind());
  }

  public static TensorProto tensor(String name, Block block) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(block.type())
            .setRawData(ByteString.copyFrom(block.bytes()));
    for (long size : block.shape()) {
      tensor.addDims(size);
    }
    return tensor.build();
  }

  /** Half-precision numbers of either kind as floats. */
  public static Block lifted(TensorProto tensor) {
    Block block = block(tensor);
    var halves = block.bytes().asShortBuffer();
    boolean brain = block.type() == Type.BFLOAT16;
    var floats = new float[block.count()];
    IntStream.range(0, floats.length)
        .forEach(
            i ->
                floats[i] =
                    brain
                        ? Float.intBitsToFloat(halves.get(i) << Short.SIZE)
                        : Half.toFloat(halves.get(i)));
    return Block.of(block.shape(), floats);
  }

  public static long[] shape(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }

  private static long count(long[] shape) {
    return modellint.verify.tape.Dims.count(shape);
  }
}
