package modellint.onnx;

import java.util.Arrays;

/** A model being written out again without its payloads, in the same wire format. */
final class Skinny {

  /** What remains of a real model without its payloads is far below this. */
  private static final int MOST_BYTES = 1 << 28;

  private static final int LENGTH_BYTES = 5;

  private byte[] bytes = new byte[1 << 12];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void varint(long value) throws ModelReadException {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void copy(Window from, int length) throws ModelReadException {
    reserve(length);
    from.copy(bytes, size, length);
    size += length;
  }

  /** Leaves room for the length of a message that is yet to be written; {@link #close} fills it. */
  int open() throws ModelReadException {
    reserve(LENGTH_BYTES);
    size += LENGTH_BYTES;
    return size;
  }

  /** Writes the length of what was written since {@link #open}, padded to its five bytes. */
  void close(int opened) {
    int length = size - opened;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      int more = i < LENGTH_BYTES - 1 ? 0x80 : 0;
      bytes[opened - LENGTH_BYTES + i] = (byte) (((length >>> (7 * i)) & 0x7f) | more);
    }
  }

  private void reserve(int more) throws ModelReadException {
    if (more > MOST_BYTES - size) {
      throw ModelReadException.unsupported(
          "the file holds more than " + (MOST_BYTES >> 20) + " MiB besides its weights");
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(2L * size, size + more)));
    }
  }
}
