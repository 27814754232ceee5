package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import modellint.graph.ElementType;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ElementTypeTest {

  private static final int ROWS = 30;
  private static final int COLUMNS = 23;
  private static final int INNER = 9;
  private static final int COUNT = ROWS * COLUMNS * INNER;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"UNDEFINED", "STRING", "COMPLEX64", "COMPLEX128"})
  void moments_equal_those_of_a_plain_sum(ElementType type) throws ModelReadException {
    var random = new Random(type.ordinal());
    var bytes = new byte[(COUNT * type.bits() + 7) / 8];
    random.nextBytes(bytes);
    double[] values = values(type, bytes);

    Parameter raw = read(tensor(type, ROWS, COLUMNS, INNER).setRawData(ByteString.copyFrom(bytes)));
    assertMeasured(values, INNER, (Weights.Measured) raw.weights());

    Parameter matrix =
        read(tensor(type, ROWS * INNER, COLUMNS).setRawData(ByteString.copyFrom(bytes)));
    assertMeasured(values, 1, (Weights.Measured) matrix.weights());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"UNDEFINED", "STRING", "COMPLEX64", "COMPLEX128"})
  void typed_fields_say_the_same_as_raw_bytes(ElementType type) throws ModelReadException {
    var bytes = new byte[(COUNT * type.bits() + 7) / 8];
    new Random(1).nextBytes(bytes);
    var typed = tensor(type, ROWS, COLUMNS, INNER);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      switch (type) {
        case FLOAT -> typed.addFloatData(in.getFloat());
        case DOUBLE -> typed.addDoubleData(in.getDouble());
        case INT64 -> typed.addInt64Data(in.getLong());
        case UINT64 -> typed.addUint64Data(in.getLong());
        case UINT32 -> typed.addUint64Data(Integer.toUnsignedLong(in.getInt()));
        case INT32 -> typed.addInt32Data(in.getInt());
        case INT16 -> typed.addInt32Data(in.getShort());
        case UINT16, FLOAT16, BFLOAT16 -> typed.addInt32Data(Short.toUnsignedInt(in.getShort()));
        case INT8 -> typed.addInt32Data(in.get());
        default -> typed.addInt32Data(Byte.toUnsignedInt(in.get()));
      }
    }
    Parameter raw = read(tensor(type, ROWS, COLUMNS, INNER).setRawData(ByteString.copyFrom(bytes)));

    assertEquals(raw, read(typed));
  }

  @Test
  void elements_that_are_not_packed_are_read_as_well() throws ModelReadException {
    var wire = new byte[] {0x25, 0, 0, (byte) 0x80, 0x3f, 0x25, 0, 0, 0, 0x40};
    TensorProto tensor = Models.tensor("w", ElementType.FLOAT, 2).build();
    byte[] head = tensor.toByteArray();
    var both = Arrays.copyOf(head, head.length + wire.length);
    System.arraycopy(wire, 0, both, head.length, wire.length);
    byte[] graph = Models.relu().build().toByteArray();
    var whole =
        ByteString.copyFrom(graph)
            .concat(ByteString.copyFrom(new byte[] {0x2a, (byte) both.length}))
            .concat(ByteString.copyFrom(both));
    var model =
        Models.model(Models.relu())
            .clearGraph()
            .build()
            .toByteString()
            .concat(ByteString.copyFrom(new byte[] {0x3a, (byte) whole.size()}))
            .concat(whole);

    Parameter read =
        OnnxReader.read(Models.write(directory, model.toByteArray())).parameters().get("w");

    assertEquals(List.of(1.0, 2.0), read.values().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT16, 0x3c00, 1",
    "FLOAT16, 0x7bff, 65504",
    "FLOAT16, 0x0001, 5.9604644775390625e-8",
    "FLOAT16, 0xfc00, -Infinity",
    "FLOAT16, 0x7c01, NaN",
    "BFLOAT16, 0x3f80, 1",
    "FLOAT8E4M3FN, 0x7e, 448",
    "FLOAT8E4M3FN, 0x7f, NaN",
    "FLOAT8E4M3FN, 0x01, 0.001953125",
    "FLOAT8E4M3FNUZ, 0x7f, 240",
    "FLOAT8E4M3FNUZ, 0x80, NaN",
    "FLOAT8E5M2, 0x7b, 57344",
    "FLOAT8E5M2, 0x7c, Infinity",
    "FLOAT8E5M2FNUZ, 0x7f, 57344",
    "FLOAT8E5M2FNUZ, 0x80, NaN",
    "FLOAT8E8M0, 0x7f, 1",
    "FLOAT8E8M0, 0xff, NaN",
    "FLOAT4E2M1, 0x7, 6",
    "FLOAT4E2M1, 0x9, -0.5",
    "INT4, 0x8, -8",
    "UINT4, 0xf, 15",
    "INT2, 0x2, -2",
    "UINT2, 0x3, 3",
    "INT8, 0x80, -128",
    "UINT8, 0xff, 255",
    "BOOL, 1, 1",
    "UINT32, 0xffffffff, 4294967295"
  })
  void bits_mean_what_the_formats_say(ElementType type, String bits, double value) {
    assertEquals(value, Decoder.of(type).decode(Long.decode(bits)));
  }

  @Test
  void unsigned_numbers_of_64_bits_keep_their_sign() {
    assertEquals(0x1p64, Decoder.of(ElementType.UINT64).decode(-1));
  }

  @Test
  void nan_and_infinity_are_counted_and_enter_no_moment() throws ModelReadException {
    var tensor = Models.tensor("w", ElementType.FLOAT, 2, 3);
    for (float value : new float[] {1, Float.NaN, 0, Float.NEGATIVE_INFINITY, 3, Float.NaN}) {
      tensor.addFloatData(value);
    }

    var measured = (Weights.Measured) read(tensor).weights();

    assertEquals(2, measured.nans());
    assertEquals(1, measured.infinities());
    assertEquals(1, measured.zeros());
    assertEquals(3, measured.all().count());
    assertEquals(4.0 / 3, measured.all().mean(), 1e-15);
    assertEquals(10.0 / 3, measured.all().secondMoment(), 1e-14);
    assertEquals(new Moments(1, 3, 9, 3), measured.rows().get(1));
    assertEquals(new Moments(1, 0, 0, 0), measured.columns().get(2));
  }

  @Test
  void a_constant_far_from_zero_has_no_variance() throws ModelReadException {
    var tensor = Models.tensor("w", ElementType.FLOAT, 10_000);
    for (int i = 0; i < 10_000; i++) {
      tensor.addFloatData(0.1f);
    }

    var measured = (Weights.Measured) read(tensor).weights();

    assertEquals(0, measured.kurtosis());
    assertEquals((double) 0.1f, measured.all().mean());
    assertEquals(0, measured.all().variance(), 1e-17);
  }

  @Test
  void text_and_complex_numbers_are_not_measured() throws ModelReadException {
    var text =
        Models.tensor("w", ElementType.STRING, 1).addStringData(ByteString.copyFromUtf8("a"));
    var complex = Models.tensor("w", ElementType.COMPLEX64, 1).addFloatData(1).addFloatData(2);

    assertTrue(read(text).weights() instanceof Weights.Unknown);
    assertTrue(read(complex).weights() instanceof Weights.Unknown);
  }

  @Test
  void every_type_has_a_meaning_or_no_numbers() {
    var without = EnumSet.of(ElementType.UNDEFINED, ElementType.STRING);
    long known =
        Arrays.stream(ElementType.values())
            .filter(type -> !without.contains(type))
            .map(Decoder::of)
            .count();

    assertEquals(ElementType.values().length - 2, known);
  }

  private static TensorProto.Builder tensor(ElementType type, long... sizes) {
    return Models.tensor("w", type, sizes);
  }

  private Parameter read(TensorProto.Builder tensor) throws ModelReadException {
    byte[] bytes = Models.holding(tensor.build()).toByteArray();
    return OnnxReader.read(Models.write(directory, bytes)).parameters().get("w");
  }

  /** Element {@code i} from the bytes, low bits first, by arithmetic on single bits. */
  private static double[] values(ElementType type, byte[] bytes) {
    var values = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      long bits = 0;
      for (int bit = 0; bit < type.bits(); bit++) {
        int at = i * type.bits() + bit;
        bits |= (long) (bytes[at / 8] >> at % 8 & 1) << bit;
      }
      values[i] = Decoder.of(type).decode(bits);
    }
    return values;
  }

  private static void assertMeasured(double[] values, int inner, Weights.Measured measured) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    assertMoments(finite, measured.all());
    assertEquals(Arrays.stream(values).filter(Double::isNaN).count(), measured.nans());
    assertEquals(Arrays.stream(values).filter(Double::isInfinite).count(), measured.infinities());
    assertEquals(Arrays.stream(values).filter(it -> it == 0).count(), measured.zeros());
    double mean = Arrays.stream(finite).average().orElseThrow();
    double second = Arrays.stream(finite).map(it -> Math.pow(it - mean, 2)).average().orElseThrow();
    double fourth = Arrays.stream(finite).map(it -> Math.pow(it - mean, 4)).average().orElseThrow();
    if (Double.isFinite(fourth)) {
      assertEquals(fourth / (second * second), measured.kurtosis(), 1e-6 * measured.kurtosis());
    }
    int width = COLUMNS * inner;
    for (int row = 0; row < measured.rows().size(); row++) {
      double[] part = Arrays.copyOfRange(values, row * width, (row + 1) * width);
      assertMoments(
          Arrays.stream(part).filter(Double::isFinite).toArray(), measured.rows().get(row));
    }
    for (int column = 0; column < measured.columns().size(); column++) {
      int wanted = column;
      double[] part =
          java.util.stream.IntStream.range(0, values.length)
              .filter(i -> i / inner % COLUMNS == wanted)
              .mapToDouble(i -> values[i])
              .filter(Double::isFinite)
              .toArray();
      assertMoments(part, measured.columns().get(column));
    }
    assertEquals(values.length / width, measured.rows().size());
    assertEquals(COLUMNS, measured.columns().size());
  }

  private static void assertMoments(double[] finite, Moments moments) {
    assertEquals(finite.length, moments.count());
    double largest = Arrays.stream(finite).map(Math::abs).max().orElse(0);
    double second = Arrays.stream(finite).map(it -> it * it).average().orElse(0);
    assertEquals(Arrays.stream(finite).average().orElse(0), moments.mean(), 1e-9 * largest);
    assertEquals(largest, moments.largest());
    if (Double.isFinite(second)) {
      assertEquals(second, moments.secondMoment(), 1e-9 * second);
    }
  }
}
