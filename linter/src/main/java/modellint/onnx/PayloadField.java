package modellint.onnx;

import java.util.EnumSet;
import java.util.Set;
import modellint.graph.ElementType;

/** The fields of a tensor that hold elements, each with the types it may hold. */
enum PayloadField {
  FLOAT_DATA(4, Stretch.Coding.FIXED, EnumSet.of(ElementType.FLOAT, ElementType.COMPLEX64)),
  INT32_DATA(
      5,
      Stretch.Coding.VARINT,
      EnumSet.complementOf(
          EnumSet.of(
              ElementType.UNDEFINED,
              ElementType.FLOAT,
              ElementType.INT64,
              ElementType.STRING,
              ElementType.DOUBLE,
              ElementType.UINT32,
              ElementType.UINT64,
              ElementType.COMPLEX64,
              ElementType.COMPLEX128))),
  INT64_DATA(7, Stretch.Coding.VARINT, EnumSet.of(ElementType.INT64)),
  RAW_DATA(
      9,
      Stretch.Coding.RAW,
      EnumSet.complementOf(EnumSet.of(ElementType.UNDEFINED, ElementType.STRING))),
  DOUBLE_DATA(10, Stretch.Coding.FIXED, EnumSet.of(ElementType.DOUBLE, ElementType.COMPLEX128)),
  UINT64_DATA(11, Stretch.Coding.VARINT, EnumSet.of(ElementType.UINT32, ElementType.UINT64));

  private final int number;
  private final Stretch.Coding coding;
  private final Set<ElementType> types;

  PayloadField(int number, Stretch.Coding coding, Set<ElementType> types) {
    this.number = number;
    this.coding = coding;
    this.types = types;
  }

  /** The field that the scanner reports as {@code number}. */
  static PayloadField of(long number) {
    for (PayloadField field : values()) {
      if (field.number == number) {
        return field;
      }
    }
    throw new IllegalArgumentException("no field for payloads: " + number);
  }

  Stretch.Coding coding() {
    return coding;
  }

  boolean mayHold(ElementType type) {
    return types.contains(type);
  }
}
