package modellint.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file read at any position. It is read, not mapped: a mapping of a file that another process
 * cuts short kills the virtual machine's page access, a read only comes up short.
 */
final class StoredFile implements AutoCloseable {

  private final String shown;
  private final FileChannel channel;
  private final long size;

  private StoredFile(String shown, FileChannel channel, long size) {
    this.shown = shown;
    this.channel = channel;
    this.size = size;
  }

  /** Opens {@code file}, which messages call {@code shown}. */
  static StoredFile open(Path file, String shown, OpenOption... also) throws ModelReadException {
    try {
      var options = new java.util.HashSet<OpenOption>(Set.of(also));
      options.add(StandardOpenOption.READ);
      FileChannel channel = FileChannel.open(file, options);
      return new StoredFile(shown, channel, channel.size());
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
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
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
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

  @Override
  public void close() throws ModelReadException {
    try {
      channel.close();
    } catch (IOException e) {
      throw ModelReadException.unreadable(shown + " cannot be closed: " + Failure.of(e));
    }
  }
}
