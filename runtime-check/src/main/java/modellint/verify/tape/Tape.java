package modellint.verify.tape;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.TensorProto;

/** The nodes of a graph under construction, in one opset, with the constants they use. */
public final class Tape {

  public static final int OPSET = 18;

  /** Names here start so, and names of the model under probe do not. */
  public static final String PREFIX = "~";

  private static final Set<String> ORDERINGS = Set.of("Reshape", "Transpose", "Identity");

  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Call> makers = new HashMap<>();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final Map<String, Tensor> known = new LinkedHashMap<>();
  private int names;

  public List<Call> calls() {
    return calls;
  }

  public Map<String, TensorProto> constants() {
    return constants;
  }

  /** A value that comes from outside: of the forward run, or a seed. */
  public Tensor input(String name, int type, long[] shape, Optional<long[]> integers) {
    return new Tensor(this, name, type, shape, integers);
  }

  /** An input or output left out. */
  public Tensor absent() {
    return new Tensor(this, "", Type.FLOAT, new long[0], Optional.empty());
  }

  public Tensor call(String op, long[] shape, int type, List<AttributeProto> with, Tensor... xs) {
    return call(op, List.of(shape), type, with, xs).get(0);
  }

  /** Records a node with several outputs of one type. */
  public List<Tensor> call(
      String op, List<long[]> shapes, int type, List<AttributeProto> with, Tensor... inputs) {
    List<Tensor> outputs =
        shapes.stream()
            .map(shape -> new Tensor(this, PREFIX + names++, type, shape, Optional.empty()))
            .toList();
    return record(op, with, List.of(inputs), outputs);
  }

  /** Records a node whose outputs have types of their own, given as pairs. */
  public List<Tensor> call(
      String op, List<long[]> shapes, int[] types, List<AttributeProto> with, Tensor... inputs) {
    List<Tensor> outputs =
        IntStream.range(0, types.length)
            .mapToObj(
                i -> new Tensor(this, PREFIX + names++, types[i], shapes.get(i), Optional.empty()))
            .toList();
    return record(op, with, List.of(inputs), outputs);
  }

  private List<Tensor> record(
      String op, List<AttributeProto> with, List<Tensor> inputs, List<Tensor> outputs) {
    calls.add(
        new Call(
            "",
            "",
            op,
            OPSET,
            with.stream().collect(Collectors.toMap(AttributeProto::getName, it -> it)),
            inputs,
            outputs));
    outputs.forEach(it -> makers.put(it.name(), calls.get(calls.size() - 1)));
    return outputs;
  }

  /** The same elements as {@code tensor}, in whatever order and shape they are made first. */
  public Tensor unordered(Tensor tensor) {
    Tensor same = tensor;
    Call maker = makers.get(same.name());
    while (maker != null && ORDERINGS.contains(maker.op())) {
      same = maker.x(0);
      maker = makers.get(same.name());
    }
    return same;
  }

  public Tensor integers(long... values) {
    return integers(Dims.of(values.length), values);
  }

  public Tensor integers(long[] shape, long[] values) {
    ByteBuffer bytes = little(Math.multiplyExact(values.length, Long.BYTES));
    bytes.asLongBuffer().put(values);
    String key = "i" + Arrays.toString(shape) + Arrays.toString(values);
    return constant(values.length > 64 ? "" : key, Type.INT64, shape, bytes, Optional.of(values));
  }

  public Tensor reals(int type, long[] shape, double... values) {
    boolean wide = type == Type.DOUBLE;
    ByteBuffer bytes = little(values.length * (wide ? Double.BYTES : Float.BYTES));
    for (double value : values) {
      if (wide) {
        bytes.putDouble(value);
      } else {
        bytes.putFloat((float) value);
      }
    }
    String key = type + Arrays.toString(shape) + Arrays.toString(values);
    return constant(values.length > 64 ? "" : key, type, shape, bytes.rewind(), Optional.empty());
  }

  public Tensor scalar(int type, double value) {
    return type == Type.INT64
        ? integers(new long[0], Dims.of((long) value))
        : reals(type, new long[0], value);
  }

  /** {@code value} everywhere, without storing it as often. */
  public Tensor filled(int type, long[] shape, double value) {
    return scalar(type, value).expand(shape);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The constant of that {@code key}, made at its first use; an empty key is never shared. */
  private Tensor constant(
      String key, int type, long[] shape, ByteBuffer bytes, Optional<long[]> integers) {
    Tensor before = known.get(key);
    if (before != null) {
      return before;
    }
    var tensor = new Tensor(this, PREFIX + names++, type, shape, integers);
    constants.put(
        tensor.name(),
        TensorProto.newBuilder()
            .setName(tensor.name())
            .setDataType(type)
            .addAllDims(Arrays.stream(shape).boxed().toList())
            .setRawData(ByteString.copyFrom(bytes))
            .build());
    if (!key.isEmpty()) {
      known.put(key, tensor);
    }
    return tensor;
  }
}
