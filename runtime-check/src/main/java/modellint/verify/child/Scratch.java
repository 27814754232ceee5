package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import modellint.verify.run.UnsupportedModelException;

/** A private directory for one child: it holds copies and is gone afterwards. */
final class Scratch implements AutoCloseable {

  private final Path directory;

  Scratch() throws IOException {
    this.directory = Files.createTempDirectory("modellint");
  }

  Path directory() {
    return directory;
  }

  /**
   * Copies the model and the data files it names. A name that leads out of the model's own
   * directory is refused before the child sees it.
   */
  Path copy(Path model, List<String> locations) throws IOException {
    Path home = model.toAbsolutePath().resolveSibling("").toRealPath();
    for (String location : locations) {
      Path source = home.resolve(location).normalize();
      boolean inside = !Path.of(location).isAbsolute() && source.startsWith(home);
      if (!inside
          || !Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
          || !source.toRealPath().startsWith(home)) {
        throw new UnsupportedModelException("the external data " + location + " is refused");
      }
      Path target = directory.resolve(home.relativize(source).toString());
      Files.createDirectories(target.getParent());
      Files.copy(source, target);
    }
    Path copy = directory.resolve("model.onnx~");
    Files.copy(model, copy);
    return copy;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
