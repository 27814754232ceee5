package modellint.onnx;

import java.nio.ByteBuffer;

/** Reads a file forward, byte by byte or in stretches, and skips without reading. */
final class Window {

  private static final int SIZE = 1 << 16;

  private final StoredFile file;
  private final byte[] bytes = new byte[SIZE];
  private long start;
  private int filled;
  private long position;

  Window(StoredFile file) {
    this.file = file;
  }

  long position() {
    return position;
  }

  void skipTo(long position) {
    this.position = position;
  }

  byte next() throws ModelReadException {
    if (position < start || position >= start + filled) {
      start = position;
      filled = (int) Math.min(SIZE, file.size() - position);
      file.read(start, ByteBuffer.wrap(bytes, 0, filled));
    }
    return bytes[(int) (position++ - start)];
  }

  /** Copies the next {@code length} bytes to {@code into} at {@code offset}. */
  void copy(byte[] into, int offset, int length) throws ModelReadException {
    if (position >= start && position + length <= start + filled) {
      System.arraycopy(bytes, (int) (position - start), into, offset, length);
    } else {
      file.read(position, ByteBuffer.wrap(into, offset, length));
    }
    position += length;
  }

  /** The next variable-length number, none of whose bytes may lie at {@code end} or behind it. */
  long varint(long end) throws ModelReadException {
    long from = position;
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw ModelReadException.unreadable("the file is cut off or damaged at byte " + from);
      }
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw ModelReadException.unreadable("the file is damaged at byte " + from);
  }
}
