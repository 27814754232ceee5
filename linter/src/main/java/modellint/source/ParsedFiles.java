package modellint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;

/**
 * The files of definitions and those around them, parsed once as long as few enough others were
 * asked for since: neighbours share their helpers, and help one another.
 */
final class ParsedFiles {

  private static final long LARGEST = 1_000_000;
  private static final int MOST = 64;

  private final Map<Path, Optional<SourceFile>> files =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Optional<SourceFile>> eldest) {
          return size() > MOST;
        }
      };

  private final RunFiles run;

  ParsedFiles(RunFiles run) {
    this.run = run;
  }

  /** The file parsed; empty where there is none that can be read. */
  synchronized Optional<SourceFile> get(Path file) {
    Optional<SourceFile> known = files.get(file);
    if (known == null) {
      known = parse(file);
      files.put(file, known);
    }
    return known;
  }

  /** {@code file} parsed, which holds {@code text} and which reports call {@code path}. */
  synchronized SourceFile get(Path file, String path, String text) throws SourceReader.Unreadable {
    Path key = file.toAbsolutePath().normalize();
    Optional<SourceFile> known = files.get(key);
    if (known != null && known.filter(it -> it.path().equals(path)).isPresent()) {
      return known.get();
    }
    SourceFile parsed = SourceReader.parse(path, text);
    files.put(key, Optional.of(parsed));
    return parsed;
  }

  private Optional<SourceFile> parse(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      String text = SourceText.of(file);
      return Optional.of(SourceReader.parse(run.name(file), text));
    } catch (IOException | SourceReader.Unreadable e) {
      return Optional.empty();
    }
  }
}
