package modellint.verify.tape;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.TensorProto;

/** Attributes of a node, spelled as they are read. */
public final class Attr {

  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int TENSOR = 4;
  private static final int INTS = 7;

  private Attr() {}

  public static AttributeProto of(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(INT).setI(value).build();
  }

  public static AttributeProto of(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(FLOAT).setF(value).build();
  }

  public static AttributeProto of(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  public static AttributeProto of(String name, long[] values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  public static AttributeProto of(String name, TensorProto value) {
    return AttributeProto.newBuilder().setName(name).setType(TENSOR).setT(value).build();
  }
}
