package modellint.onnx;

import modellint.graph.ElementType;

/**
 * What the bits of one stored element mean as a number. Formats of eight bits and below follow the
 * OCP MX and the ONNX operator documents; all hold at most a double's precision except 64-bit
 * integers beyond 2^53.
 */
@FunctionalInterface
interface Decoder {

  double decode(long bits);

  /** For every type with numbers in it; complex ones are decoded part by part. */
  static Decoder of(ElementType type) {
    return switch (type) {
      case FLOAT, COMPLEX64 -> bits -> Float.intBitsToFloat((int) bits);
      case DOUBLE, COMPLEX128 -> Double::longBitsToDouble;
      case FLOAT16 -> bits -> small(bits, 5, 10, 15, Special.IEEE);
      case BFLOAT16 -> bits -> Float.intBitsToFloat((int) bits << 16);
      case FLOAT8E4M3FN -> bits -> small(bits, 4, 3, 7, Special.NAN_AT_TOP);
      case FLOAT8E4M3FNUZ -> bits -> small(bits, 4, 3, 8, Special.NAN_AT_MINUS_ZERO);
      case FLOAT8E5M2 -> bits -> small(bits, 5, 2, 15, Special.IEEE);
      case FLOAT8E5M2FNUZ -> bits -> small(bits, 5, 2, 16, Special.NAN_AT_MINUS_ZERO);
      case FLOAT8E8M0 ->
          bits -> (bits & 0xff) == 0xff ? Double.NaN : Math.scalb(1.0, (int) (bits & 0xff) - 127);
      case FLOAT4E2M1 -> bits -> small(bits, 2, 1, 1, Special.NONE);
      case UINT8, BOOL -> bits -> bits & 0xff;
      case INT8 -> bits -> (byte) bits;
      case UINT16 -> bits -> bits & 0xffff;
      case INT16 -> bits -> (short) bits;
      case INT32 -> bits -> (int) bits;
      case UINT32 -> bits -> bits & 0xffffffffL;
      case INT64 -> bits -> bits;
      case UINT64 -> bits -> bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
      case UINT4 -> bits -> bits & 0xf;
      case INT4 -> bits -> (byte) (bits << 4) >> 4;
      case UINT2 -> bits -> bits & 3;
      case INT2 -> bits -> (byte) (bits << 6) >> 6;
      case UNDEFINED, STRING -> throw new IllegalArgumentException(type + " holds no numbers");
    };
  }

  /** Which bit patterns of a small float are no number. */
  enum Special {
    /** All exponent bits set: infinite where the fraction is zero, else NaN. */
    IEEE,
    /** All bits but the sign set: NaN; nothing is infinite. */
    NAN_AT_TOP,
    /** Minus zero is NaN; nothing is infinite. */
    NAN_AT_MINUS_ZERO,
    NONE
  }

  private static double small(
      long bits, int exponentBits, int fractionBits, int bias, Special special) {
    int exponent = (int) (bits >> fractionBits) & ((1 << exponentBits) - 1);
    int fraction = (int) bits & ((1 << fractionBits) - 1);
    boolean negative = (bits >> (exponentBits + fractionBits) & 1) != 0;
    boolean top = exponent == (1 << exponentBits) - 1;
    if (special == Special.IEEE && top) {
      double infinite = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return fraction == 0 ? infinite : Double.NaN;
    }
    if (special == Special.NAN_AT_TOP && top && fraction == (1 << fractionBits) - 1) {
      return Double.NaN;
    }
    if (special == Special.NAN_AT_MINUS_ZERO && negative && exponent == 0 && fraction == 0) {
      return Double.NaN;
    }
    double magnitude =
        exponent == 0
            ? Math.scalb((double) fraction, 1 - bias - fractionBits)
            : Math.scalb((double) (fraction + (1 << fractionBits)), exponent - bias - fractionBits);
    return negative ? -magnitude : magnitude;
  }
}
