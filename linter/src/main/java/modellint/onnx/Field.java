package modellint.onnx;

/**
 * How the scanner treats a field of a message: what the reader never asks for is dropped, payloads
 * stay in the file, the rest is carried over.
 */
sealed interface Field {

  /** Carried over whole: text or bytes. */
  record Text() implements Field {}

  /** One number; a repeated one may be packed. */
  record Number(Encoding encoding) implements Field {}

  /** A message to walk into; {@code repeated} where the format allows several. */
  record Nested(Message message, boolean repeated) implements Field {}

  /** Numbers or bytes in bulk, left where they are. */
  record Payload(Encoding encoding) implements Field {}

  record Dropped() implements Field {}

  /** How numbers of a field stand on the wire. */
  enum Encoding {
    VARINT(0),
    FIXED64(1),
    BYTES(2),
    FIXED32(5);

    private final int wireType;

    Encoding(int wireType) {
      this.wireType = wireType;
    }

    int wireType() {
      return wireType;
    }
  }
}
