package modellint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import modellint.engine.Plan;

/** A model from standard input, in a file for the time of one run: readers map files. */
final class Piped implements AutoCloseable {

  private final Optional<Path> folder;
  private final Optional<Plan.Piped> model;

  private Piped(Optional<Path> folder, Optional<Plan.Piped> model) {
    this.folder = folder;
    this.model = model;
  }

  static Piped nothing() {
    return new Piped(Optional.empty(), Optional.empty());
  }

  /** Reads {@code in} to its end, as the content of the file {@code name}. */
  static Piped of(InputStream in, Path name) throws IOException {
    Path base = name.getFileName();
    if (base == null) {
      throw new UsageException("no name of a file: " + name);
    }
    Path folder = Files.createTempDirectory("modellint");
    Path file = folder.resolve(base.toString());
    Files.copy(in, file);
    return new Piped(Optional.of(folder), Optional.of(new Plan.Piped(file, name)));
  }

  Optional<Plan.Piped> model() {
    return model;
  }

  @Override
  public void close() {
    try {
      if (model.isPresent()) {
        Files.deleteIfExists(model.get().file());
      }
      if (folder.isPresent()) {
        Files.deleteIfExists(folder.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
