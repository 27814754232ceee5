package modellint.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import modellint.graph.ElementType;

/** The elements of a stored tensor as numbers, pulled block by block. */
final class Elements implements ElementSource {

  /** Most elements of one block. */
  static final int BLOCK = 4096;

  private static final int LONGEST_VARINT = 10;

  private final List<Stretch> stretches;
  private final Decoder decoder;
  private final int bits;
  private final float[] floats;
  private final ByteBuffer buffer;

  private int next;
  private long left;
  private long unread;
  private long cell;
  private int partsLeft;

  /** The first {@code count} elements of {@code type} in {@code stretches}. */
  Elements(List<Stretch> stretches, ElementType type, long count) {
    this.stretches = stretches;
    this.decoder = Decoder.of(type);
    this.bits = type.bits();
    int most = (int) Math.min(BLOCK, count);
    this.floats = new float[type == ElementType.FLOAT ? most : 0];
    this.left = count;
    this.buffer = ByteBuffer.allocate(most * 8 + 2 * LONGEST_VARINT);
    buffer.order(ByteOrder.LITTLE_ENDIAN).limit(0);
  }

  @Override
  public int next(double[] block) throws ModelReadException {
    int size = (int) Math.min(Math.min(left, BLOCK), block.length);
    int given = 0;
    while (given < size) {
      if (partsLeft > 0) {
        block[given++] = decoder.decode(cell);
        cell >>>= bits;
        partsLeft--;
        continue;
      }
      if (!fill()) {
        break;
      }
      given += take(block, given, size);
    }
    left -= given;
    return given;
  }

  /** True where bytes remain behind the last element. */
  boolean hasMore() throws ModelReadException {
    return fill();
  }

  private int take(double[] block, int from, int to) throws ModelReadException {
    Stretch stretch = stretches.get(next);
    if (bits < 8) {
      cell = stretch.coding() == Stretch.Coding.VARINT ? varint() : buffer.get();
      partsLeft = 8 / bits;
      return 0;
    }
    if (stretch.coding() == Stretch.Coding.VARINT) {
      block[from] = decoder.decode(varint());
      return 1;
    }
    int bytes = bits / 8;
    int count = Math.min(to - from, buffer.remaining() / bytes);
    if (floats.length > 0) {
      count = Math.min(count, floats.length);
      buffer.asFloatBuffer().get(floats, 0, count);
      buffer.position(buffer.position() + count * bytes);
      for (int i = 0; i < count; i++) {
        block[from + i] = floats[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        block[from + i] = decoder.decode(bits(bytes));
      }
    }
    return count;
  }

  private long bits(int bytes) {
    return switch (bytes) {
      case 1 -> buffer.get();
      case 2 -> buffer.getShort();
      case 4 -> buffer.getInt();
      default -> buffer.getLong();
    };
  }

  private long varint() throws ModelReadException {
    long value = 0;
    for (int shift = 0; shift < 7 * LONGEST_VARINT && buffer.hasRemaining(); shift += 7) {
      byte part = buffer.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    Stretch stretch = stretches.get(next);
    throw ModelReadException.unreadable(
        "the numbers that end at byte " + (stretch.offset() + stretch.length()) + " are damaged");
  }

  /** Makes sure that a whole element is in the buffer, unless none is left. */
  private boolean fill() throws ModelReadException {
    if (buffer.remaining() >= LONGEST_VARINT) {
      return true;
    }
    while (next < stretches.size()) {
      Stretch stretch = stretches.get(next);
      if (unread < stretch.length()) {
        buffer.compact();
        buffer.limit(
            (int) Math.min(buffer.capacity(), buffer.position() + stretch.length() - unread));
        int added = buffer.remaining();
        stretch.file().read(stretch.offset() + unread, buffer);
        unread += added;
        buffer.flip();
      }
      if (buffer.hasRemaining()) {
        return true;
      }
      next++;
      unread = 0;
    }
    return false;
  }
}
