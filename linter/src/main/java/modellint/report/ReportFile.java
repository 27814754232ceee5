package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that is either complete or as it was before: written beside its place, then moved there.
 */
public final class ReportFile {

  private ReportFile() {}

  /** Writes what a file is to hold. */
  public interface Content {
    void write(Writer out) throws IOException;
  }

  public static void write(String name, Content content) throws IOException {
    Path file = Path.of(name).toAbsolutePath();
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      // A device or a pipe cannot be replaced, only written to.
      fill(file, content);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path directory = target.getParent();
    if (directory == null || Files.isDirectory(target)) {
      throw new IOException("is a directory");
    }
    Path draft = draft(directory);
    try {
      fill(draft, content);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Not a temporary file of Java's: those are for the eyes of their owner alone, and stay so. */
  private static Path draft(Path directory) throws IOException {
    return Files.createFile(directory.resolve(".modellint-" + UUID.randomUUID() + ".tmp"));
  }

  private static void fill(Path file, Content content) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      content.write(out);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
