package modellint.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import modellint.deepnetts.DeepNetts;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.djl.Djl;
import modellint.dl4j.Dl4j;
import modellint.encog.Encog;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Place;
import modellint.neuroph.Neuroph;
import modellint.samediff.SameDiff;
import modellint.smile.Smile;
import modellint.tensorflow.TensorFlow;
import modellint.tribuo.Tribuo;

/**
 * Reads the model definitions of Java files. A file that imports no library known here costs one
 * look at its text.
 */
public final class JavaReader {

  /** The libraries that can be read. */
  public static final List<Library> LIBRARIES =
      List.of(
          new Dl4j(),
          new Djl(),
          new Smile(),
          new Neuroph(),
          new Encog(),
          new DeepNetts(),
          new Tribuo(),
          new SameDiff(),
          new TensorFlow());

  /**
   * What one file gave.
   *
   * @param definitions by line
   * @param refused why a definition that stands at a place could not be read
   * @param stopped entry points whose evaluation ended early, with the reason
   * @param accepted findings that the file says are accepted
   */
  public record Result(
      List<Definition> definitions,
      Map<Place.Line, String> refused,
      List<String> stopped,
      List<Accepted> accepted) {

    static final Result NOTHING = new Result(List.of(), Map.of(), List.of(), List.of());

    public Result {
      definitions = List.copyOf(definitions);
      refused = Map.copyOf(refused);
      stopped = List.copyOf(stopped);
      accepted = List.copyOf(accepted);
    }
  }

  private final List<Library> libraries;
  private final Map<String, Long> sizes;
  private final ParsedFiles parsed = new ParsedFiles();
  private final Map<Path, String> versions = new ConcurrentHashMap<>();

  public JavaReader(List<Library> libraries) {
    this(libraries, Map.of());
  }

  /**
   * @param sizes numbers for what the sources leave open, by the name that they give it
   */
  public JavaReader(List<Library> libraries, Map<String, Long> sizes) {
    this.libraries = List.copyOf(libraries);
    this.sizes = Map.copyOf(sizes);
  }

  /** Reads {@code file}, which reports call {@code path}. */
  public Result read(Path file, String path) throws IOException, SourceReader.Unreadable {
    String text = SourceText.of(file);
    List<Library> used =
        libraries.stream()
            .filter(it -> it.imports().stream().anyMatch(text::contains))
            // Without the words of a definition there is none, and nothing to parse for.
            .filter(it -> it.marks().stream().anyMatch(text::contains))
            .toList();
    if (used.isEmpty()) {
      return Result.NOTHING;
    }
    try {
      return SourceReader.onLargeStack(() -> evaluate(file, path, text, used));
    } catch (SourceReader.Unreadable | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files of one folder lie below the same build files. */
  private String version(Path file, String group) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling(group);
    return versions.computeIfAbsent(folder, it -> BuildFile.version(it, group));
  }

  private Result evaluate(Path file, String path, String text, List<Library> used)
      throws SourceReader.Unreadable {
    SourceFile source = SourceReader.parse(path, text);
    var around = new SourceRoot(file, source.packageName(), parsed);
    var sources = new Sources(List.of(source), around::find, sizes);
    var definitions = new ArrayList<Definition>();
    var refused = new LinkedHashMap<Place.Line, String>();
    var stopped = new ArrayList<String>();
    for (Library library : used) {
      Evaluator.Result evaluation =
          new Evaluator(sources, library.api()).run(source, library.marks());
      String version = version(file, library.imports().get(0));
      Library.Found found = library.definitions(evaluation, version);
      stopped.addAll(evaluation.stopped());
      found.definitions().stream()
          .filter(it -> it.site().file().equals(path))
          .forEach(definitions::add);
      found
          .refused()
          .forEach(
              (site, reason) -> {
                if (site.file().equals(path)) {
                  refused.put(site, reason);
                }
              });
    }
    definitions.sort(Comparator.comparingInt(it -> it.site().line()));
    return new Result(definitions, refused, stopped, Accepted.of(source.unit(), text));
  }
}
