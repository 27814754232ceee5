package modellint.onnx;

import java.util.ArrayList;
import java.util.List;
import modellint.onnx.Field.Encoding;

/**
 * Walks a serialised model once and writes it out again without its payloads, each of which is
 * replaced by its place in the file: a model of a gigabyte shrinks to kilobytes. Damage is found
 * with its byte offset, and what would grow beyond measure in memory is refused before anything is
 * built from it.
 */
final class WireScanner {

  /** A million plain nodes with their names fit: each part weighs about 40 bytes of heap. */
  private static final long MOST_PARTS = 12_000_000;

  private static final int MOST_TEXT = 1 << 24;
  private static final int MOST_SUBGRAPHS = 33;
  private static final int MOST_NESTED = 120;

  /** The field of a tensor that holds the places of its payloads; see onnx.proto. */
  private static final int STORED = 536870911;

  private final Window window;
  private final Skinny skinny = new Skinny();
  private long parts;

  private WireScanner(Window window) {
    this.window = window;
  }

  /** The model in {@code file} without its payloads. */
  static Skinny scan(StoredFile file) throws ModelReadException {
    var scanner = new WireScanner(new Window(file));
    scanner.walk(Message.MODEL, file.size(), 0, -1);
    return scanner.skinny;
  }

  private void walk(Message message, long end, int nested, int subGraphs)
      throws ModelReadException {
    int depth = message == Message.GRAPH ? subGraphs + 1 : subGraphs;
    if (depth > MOST_SUBGRAPHS || nested > MOST_NESTED) {
      throw ModelReadException.unsupported(
          (depth > MOST_SUBGRAPHS ? "sub-graphs are" : message.word() + " is")
              + " nested deeper than "
              + (depth > MOST_SUBGRAPHS ? MOST_SUBGRAPHS : MOST_NESTED)
              + " levels at byte "
              + window.position());
    }
    long seen = 0;
    var stored = new ArrayList<Long>(0);
    while (window.position() < end) {
      long at = window.position();
      long tag = window.varint(end);
      long number = tag >>> 3;
      if (number == 0 || number > STORED) {
        throw damaged(at);
      }
      int wireType = (int) (tag & 7);
      Field field = number == STORED ? new Field.Dropped() : message.field((int) number);
      if (field instanceof Field.Nested it) {
        if (!it.repeated() && (seen & 1L << number) != 0) {
          throw ModelReadException.unreadable(
              "field "
                  + number
                  + " ("
                  + it.message().word()
                  + ") of the "
                  + message.word()
                  + " is there a second time at byte "
                  + at
                  + ": two models in one file?");
        }
        seen |= it.repeated() ? 0 : 1L << number;
        descend(it.message(), tag, end, nested, depth);
      } else if (field instanceof Field.Text) {
        text(tag, end);
      } else if (field instanceof Field.Number it) {
        number(tag, it.encoding(), end);
      } else if (field instanceof Field.Payload it) {
        payload((int) number, wireType, it.encoding(), end, stored);
      } else {
        skip(wireType, at, end);
      }
    }
    if (!stored.isEmpty()) {
      places(stored);
    }
  }

  private void descend(Message message, long tag, long end, int nested, int subGraphs)
      throws ModelReadException {
    long at = window.position();
    long length = length(tag, end);
    count(parts(message));
    if (message == Message.NODE && length == 0) {
      throw ModelReadException.unreadable("the node at byte " + at + " is empty");
    }
    skinny.varint(tag);
    int opened = skinny.open();
    walk(message, window.position() + length, nested + 1, subGraphs);
    skinny.close(opened);
  }

  private static int parts(Message message) {
    return switch (message) {
      case NODE, ATTRIBUTE -> 4;
      case TENSOR, FUNCTION, GRAPH -> 6;
      default -> 2;
    };
  }

  private void text(long tag, long end) throws ModelReadException {
    long at = window.position();
    long length = length(tag, end);
    if (length > MOST_TEXT) {
      throw ModelReadException.unsupported(
          "the text at byte " + at + " is " + length + " bytes long");
    }
    count(1);
    skinny.varint(tag);
    skinny.varint(length);
    skinny.copy(window, (int) length);
  }

  private void number(long tag, Encoding encoding, long end) throws ModelReadException {
    if ((tag & 7) == Encoding.BYTES.wireType()) {
      long length = length(tag, end);
      if (length > MOST_TEXT) {
        throw ModelReadException.unsupported(
            "the list at byte " + window.position() + " is " + length + " bytes long");
      }
      count(length);
      skinny.varint(tag);
      skinny.varint(length);
      skinny.copy(window, (int) length);
      return;
    }
    long at = window.position();
    expect(encoding, (int) (tag & 7), at);
    count(1);
    skip((int) (tag & 7), at, end);
    int length = (int) (window.position() - at);
    window.skipTo(at);
    skinny.varint(tag);
    skinny.copy(window, length);
  }

  private void payload(int number, int wireType, Encoding encoding, long end, List<Long> stored)
      throws ModelReadException {
    long at = window.position();
    if (wireType == Encoding.BYTES.wireType()) {
      long length = window.varint(end);
      checkInside(length, end, at);
      at = window.position();
      window.skipTo(at + length);
    } else {
      expect(encoding, wireType, at);
      skip(wireType, at, end);
    }
    count(3);
    stored.addAll(List.of((long) number, at, window.position() - at));
  }

  private void places(List<Long> stored) throws ModelReadException {
    skinny.varint((long) STORED << 3 | Encoding.BYTES.wireType());
    int opened = skinny.open();
    for (long value : stored) {
      skinny.varint(value);
    }
    skinny.close(opened);
  }

  private void skip(int wireType, long at, long end) throws ModelReadException {
    switch (wireType) {
      case 0 -> window.varint(end);
      case 1 -> advance(8, end, at);
      case 2 -> advance(window.varint(end), end, at);
      case 5 -> advance(4, end, at);
      default -> throw damaged(at);
    }
  }

  private void advance(long length, long end, long at) throws ModelReadException {
    checkInside(length, end, at);
    window.skipTo(window.position() + length);
  }

  private long length(long tag, long end) throws ModelReadException {
    long at = window.position();
    expect(Encoding.BYTES, (int) (tag & 7), at);
    long length = window.varint(end);
    checkInside(length, end, at);
    return length;
  }

  private void checkInside(long length, long end, long at) throws ModelReadException {
    if (length < 0 || length > end - window.position()) {
      throw ModelReadException.unreadable(
          "the file is cut off or damaged: "
              + Long.toUnsignedString(length)
              + " bytes are announced at byte "
              + at
              + " where "
              + (end - window.position())
              + " remain");
    }
  }

  private static void expect(Encoding encoding, int wireType, long at) throws ModelReadException {
    if (encoding.wireType() != wireType) {
      throw damaged(at);
    }
  }

  private void count(long more) throws ModelReadException {
    parts += more;
    if (parts > MOST_PARTS) {
      throw ModelReadException.unsupported(
          "the file has more than " + MOST_PARTS + " parts by byte " + window.position());
    }
  }

  private static ModelReadException damaged(long at) {
    return ModelReadException.unreadable("the file is damaged at byte " + at);
  }
}
