package modellint.onnx;

/** Where a payload lies: {@code length} bytes of {@code file} from {@code offset} on. */
record Stretch(StoredFile file, Coding coding, long offset, long length) {

  /** How the elements stand in it. */
  enum Coding {
    /** Little-endian, packed to the bit: raw data and external files. */
    RAW,
    /** Little-endian floats or doubles. */
    FIXED,
    /** A variable-length number for each element, or for each byte of smaller ones. */
    VARINT
  }
}
