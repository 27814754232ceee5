package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads one kind of file. Bad input is an answer, never an exception; only the file system may
 * throw.
 */
public interface FrontEnd {

  /** True where a directory search should pick the file up, judged by its name alone. */
  boolean claims(Path file);

  /** This front end for one run over {@code files}, each by the name that reports give it. */
  default FrontEnd over(Map<String, Path> files) {
    return this;
  }

  /** Reads {@code file}; {@code path} is how the report names it. */
  Reading read(Path file, String path) throws IOException;
}
