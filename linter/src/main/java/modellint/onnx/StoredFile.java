package modellint.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file read at any position. It is read, not mapped: a mapping of a file that another process
 * cuts short kills the virtual machine's page access, a read only comes up short.
 */
final class StoredFile implements AutoCloseable {

  private static final int BLOCK = 1 << 16;

  private final String shown;
  private final SeekableByteChannel channel;
  private final long size;

  /** Takes {@code channel} over; messages call the file {@code shown}. */
  StoredFile(String shown, SeekableByteChannel channel) throws IOException {
    this.shown = shown;
    this.channel = channel;
    this.size = channel.size();
  }

  /** Opens {@code file}, which messages call {@code shown}. */
  static StoredFile open(Path file, String shown) throws ModelReadException {
    try {
      return new StoredFile(shown, Files.newByteChannel(file, StandardOpenOption.READ));
    } catch (IOException e) {
      throw ModelReadException.unreadable(shown + " cannot be opened: " + Failure.of(e));
    }
  }

  long size() {
    return size;
  }

  /** Fills {@code into} from {@code position} on. */
  void read(long position, ByteBuffer into) throws ModelReadException {
    long at = position;
    try {
      channel.position(position);
      while (into.hasRemaining()) {
        int count = channel.read(into);
        if (count < 0) {
          throw ModelReadException.unreadable(
              shown + " ended at byte " + at + " while it was being read");
        }
        at += count;
      }
    } catch (IOException e) {
      throw ModelReadException.unreadable(
          shown + " cannot be read at byte " + at + ": " + Failure.of(e));
    }
  }

  /** Writes all of it to {@code target}, which must not exist. */
  void copy(Path target) throws ModelReadException, IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    try (var out =
        Files.newByteChannel(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < size; at += block.limit()) {
        block.clear().limit((int) Math.min(BLOCK, size - at));
        read(at, block);
        block.flip();
        while (block.hasRemaining()) {
          out.write(block);
        }
      }
    }
  }

  @Override
  public void close() throws ModelReadException {
    try {
      channel.close();
    } catch (IOException e) {
      throw ModelReadException.unreadable(shown + " cannot be closed: " + Failure.of(e));
    }
  }
}
