package modellint.onnx;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Opens files below a directory and nothing else: every step on the way is looked at without
 * following it, and opened from within the step before, so that what is swapped in between is not
 * followed either where the system can tell.
 */
final class SafeDirectory {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path directory;

  SafeDirectory(Path directory) {
    this.directory = directory;
  }

  /** Opens the file at {@code relative}, which the model calls {@code shown}. */
  StoredFile open(Path relative, String shown) throws ModelReadException {
    Path root;
    try {
      root = directory.toRealPath();
    } catch (IOException e) {
      throw ModelReadException.unreadable("the directory of the model cannot be read");
    }
    Path plain = relative.normalize();
    boolean inside = !relative.isAbsolute() && !plain.toString().isEmpty();
    for (Path step : relative) {
      inside &= !step.toString().equals("..");
    }
    if (!inside || !root.resolve(plain).startsWith(root)) {
      throw refused(shown, "its location leaves the directory of the model");
    }
    for (int i = 1; i <= plain.getNameCount(); i++) {
      check(root.resolve(plain.subpath(0, i)), shown, i == plain.getNameCount());
    }
    try {
      return new StoredFile("external data " + shown, open(root, plain));
    } catch (IOException e) {
      throw ModelReadException.unreadable(
          "external data " + shown + " cannot be opened: " + Failure.of(e));
    }
  }

  private static void check(Path at, String shown, boolean last) throws ModelReadException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw ModelReadException.unreadable(
          "external data " + shown + " is missing: " + Failure.of(e));
    }
    if (attributes.isSymbolicLink()) {
      throw refused(shown, "its location is or crosses a symbolic link");
    }
    if (last ? !attributes.isRegularFile() : !attributes.isDirectory()) {
      throw refused(shown, "its location is not a regular file");
    }
    if (last && links(at) > 1) {
      throw refused(shown, "its file has a second name (a hard link)");
    }
  }

  /** Names of the file; 1 where the system does not count them. */
  private static int links(Path file) {
    try {
      return Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer it
          ? it
          : 1;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 1;
    }
  }

  private static SeekableByteChannel open(Path root, Path relative) throws IOException {
    try (DirectoryStream<Path> at = Files.newDirectoryStream(root)) {
      return at instanceof SecureDirectoryStream<Path> here
          ? within(here, relative)
          : Files.newByteChannel(root.resolve(relative), READ);
    }
  }

  private static SeekableByteChannel within(SecureDirectoryStream<Path> at, Path relative)
      throws IOException {
    int steps = relative.getNameCount();
    if (steps == 1) {
      return at.newByteChannel(relative, READ);
    }
    try (SecureDirectoryStream<Path> next =
        at.newDirectoryStream(relative.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return within(next, relative.subpath(1, steps));
    }
  }

  static ModelReadException refused(String shown, String why) {
    return ModelReadException.unsupported("external data " + shown + " is refused: " + why);
  }
}
