package modellint.config;

import java.nio.file.Path;

/** A configuration that cannot be meant. Nothing is checked with half of one. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConfigException(Path file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }

  ConfigException(Path file, String message) {
    super(file + ": " + message);
  }
}
