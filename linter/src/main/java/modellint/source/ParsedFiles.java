package modellint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** Findings that files accept, by how reports name them; few files accept any. */
  private final Map<String, List<Accepted>> accepted = new TreeMap<>();

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
    SourceFile parsed = parse(path, text);
    files.put(key, Optional.of(parsed));
    return parsed;
  }

  /** The findings that the files asked for so far accept, by how reports name the files. */
  synchronized Map<String, List<Accepted>> accepted() {
    return new TreeMap<>(accepted);
  }

  private Optional<SourceFile> parse(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      return Optional.of(parse(run.name(file), SourceText.of(file)));
    } catch (IOException | SourceReader.Unreadable e) {
      return Optional.empty();
    }
  }

  private SourceFile parse(String path, String text) throws SourceReader.Unreadable {
    SourceFile source = SourceReader.parse(path, text);
    List<Accepted> its = Accepted.of(source.unit(), text);
    if (!its.isEmpty()) {
      accepted.put(path, its);
    }
    return source;
  }
}
