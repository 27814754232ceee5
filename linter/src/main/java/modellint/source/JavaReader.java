package modellint.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import modellint.deepnetts.DeepNetts;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.djl.Djl;
import modellint.dl4j.Dl4j;
import modellint.encog.Encog;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Place;
import modellint.neuroph.Neuroph;
import modellint.samediff.SameDiff;
import modellint.samediff.SameDiffLayers;
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
          new Dl4j(new SameDiffLayers()),
          new Djl(),
          new Smile(),
          new Neuroph(),
          new Encog(),
          new DeepNetts(),
          new Tribuo(),
          new SameDiff(),
          new TensorFlow());

  private static final int MOST_STEPS = 3;
  private static final int MOST_CALLERS = 16;

  /**
   * What one file gave.
   *
   * @param definitions by line
   * @param refused why a definition that stands at a place could not be read
   * @param stopped entry points whose evaluation ended early, with the reason
   * @param accepted findings that the file, and those read for it, say are accepted, by file
   * @param beyond by the names of files that are not of the run: the definitions that they begin
   *     and this file finishes
   */
  public record Result(
      List<Definition> definitions,
      Map<Place.Line, String> refused,
      List<String> stopped,
      Map<String, List<Accepted>> accepted,
      Map<String, Result> beyond) {

    static final Result NOTHING =
        new Result(List.of(), Map.of(), List.of(), Map.of(), new TreeMap<>());

    public Result {
      definitions = List.copyOf(definitions);
      refused = Map.copyOf(refused);
      stopped = List.copyOf(stopped);
      accepted = Collections.unmodifiableMap(new TreeMap<>(accepted));
      beyond = Collections.unmodifiableMap(new TreeMap<>(beyond));
    }
  }

  private final List<Library> libraries;
  private final Map<String, Long> sizes;
  private final RunFiles run;
  private final ParsedFiles parsed;
  private final Outsiders outsiders;

  /** The files beyond the run of which a file of the run has told. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private final BuildFolders folders = new BuildFolders();
  private final Map<Path, String> versions = new ConcurrentHashMap<>();

  public JavaReader(List<Library> libraries) {
    this(libraries, Map.of(), RunFiles.none());
  }

  /**
   * @param sizes numbers for what the sources leave open, by the name that they give it
   */
  public JavaReader(List<Library> libraries, Map<String, Long> sizes) {
    this(libraries, sizes, RunFiles.none());
  }

  /**
   * @param run the files among which a definition may be begun in one and finished in another
   */
  public JavaReader(List<Library> libraries, Map<String, Long> sizes, RunFiles run) {
    this.libraries = List.copyOf(libraries);
    this.sizes = Map.copyOf(sizes);
    this.run = run;
    this.parsed = new ParsedFiles(run);
    this.outsiders = new Outsiders(run);
  }

  /** Reads {@code file}, which reports call {@code path}. */
  public Result read(Path file, String path) throws IOException, SourceReader.Unreadable {
    String text = SourceText.of(file);
    var begun = new LinkedHashMap<Library, Set<Path>>();
    for (Library library : libraries) {
      if (uses(library, text)) {
        Set<Path> outside =
            outsiders.leading(file, text, it -> uses(library, it), it -> defines(library, it));
        // Without the words of a definition there is none, and nothing to parse for.
        if (defines(library, text) || !outside.isEmpty()) {
          begun.put(library, outside);
        }
      }
    }
    if (begun.isEmpty()) {
      return Result.NOTHING;
    }
    try {
      return SourceReader.onLargeStack(() -> evaluate(file, path, text, begun));
    } catch (SourceReader.Unreadable | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean uses(Library library, String text) {
    return library.imports().stream().anyMatch(text::contains);
  }

  private static boolean defines(Library library, String text) {
    return library.marks().stream().anyMatch(text::contains);
  }

  /** Files of one module lie below the same build files. */
  private String version(Library library, Path file) {
    Path folder = folders.of(file.toAbsolutePath().normalize().resolveSibling(""));
    for (String group : library.groups()) {
      String version =
          versions.computeIfAbsent(folder.resolve(group), it -> BuildFile.version(it, group));
      if (!version.isEmpty()) {
        return version;
      }
    }
    return "";
  }

  private Result evaluate(Path file, String path, String text, Map<Library, Set<Path>> begun)
      throws SourceReader.Unreadable {
    SourceFile source = parsed.get(file, path, text);
    var own = new Gathered();
    var beyond = new TreeMap<String, Gathered>();
    for (Map.Entry<Library, Set<Path>> it : begun.entrySet()) {
      Library library = it.getKey();
      if (defines(library, text)) {
        own.add(found(library, file, source, own.stopped), path);
      }
      if (!it.getValue().isEmpty()) {
        addBeyond(library, file, source, it.getValue(), beyond);
      }
    }
    if (text.contains("lombok.")) {
      own.change(it -> SkippedInitializers.remarked(it, source.unit()));
    }
    Map<String, List<Accepted>> accepted = parsed.accepted();
    var outside = new TreeMap<String, Result>();
    beyond.forEach((name, gathered) -> outside.put(name, gathered.result(accepted, Map.of())));
    return own.result(accepted, outside);
  }

  private Evaluator.Result evaluation(
      Library library, Path file, SourceFile source, List<SourceFile> others, Set<String> marks) {
    var around = new SourceRoot(file, source.packageName(), parsed, run);
    var files = new ArrayList<SourceFile>();
    files.add(source);
    files.addAll(others);
    var sources = new Sources(files, around::find, sizes);
    return new Evaluator(sources, library.api()).run(source, marks);
  }

  /** The definitions that {@code source} begins, finished by what in the run makes use of it. */
  private Library.Found found(Library library, Path file, SourceFile source, List<String> stopped) {
    Evaluator.Result alone = evaluation(library, file, source, List.of(), library.marks());
    stopped.addAll(alone.stopped());
    var known = new LinkedHashMap<Path, SourceFile>();
    known.put(file.toAbsolutePath().normalize(), source);
    Library.Found found = library.definitions(alone, version(library, file));
    Set<Place.Line> open = found.open(Set.of(source.path()));
    return open.isEmpty()
        ? found
        : finished(library, file, alone.objects(), found, known, open).orRefused(found, open);
  }

  /**
   * The definitions among {@code objects} and those that the files of the run make which use the
   * files known; they are followed from use to use, as long as more can be learned of what is open.
   *
   * @param begun what {@code objects} give by themselves
   */
  private Library.Found finished(
      Library library,
      Path file,
      List<Obj> objects,
      Library.Found begun,
      Map<Path, SourceFile> known,
      Set<Place.Line> open) {
    String version = version(library, file);
    Library.Found found = begun;
    var all = new ArrayList<>(objects);
    List<Path> used = List.copyOf(known.keySet());
    for (int i = 0; i < MOST_STEPS && (i == 0 || !found.knows(open)); i++) {
      List<Path> callers =
          used.stream()
              .flatMap(it -> run.mentioning(it).stream())
              .distinct()
              .filter(it -> !known.containsKey(it))
              .limit(MOST_CALLERS)
              .toList();
      Set<String> marks = marks(library, known.values());
      List<SourceFile> before = List.copyOf(known.values());
      for (Path caller : callers) {
        Optional<SourceFile> its = parsed.get(caller);
        if (its.isPresent()) {
          known.put(caller, its.get());
          all.addAll(evaluation(library, caller, its.get(), before, marks).objects());
        }
      }
      if (!callers.isEmpty()) {
        found = library.definitions(new Evaluator.Result(all, List.of()), version);
      }
      used = callers;
    }
    return found;
  }

  /** What the library marks, and what leads to code that it marks. */
  private static Set<String> marks(Library library, Collection<SourceFile> used) {
    var marks = new HashSet<>(library.marks());
    used.forEach(it -> marks.addAll(it.uses()));
    return marks;
  }

  /** Adds what {@code source} finishes of the definitions that files outside the run begin. */
  private void addBeyond(
      Library library,
      Path file,
      SourceFile source,
      Set<Path> outside,
      Map<String, Gathered> beyond) {
    var others = new LinkedHashMap<Path, SourceFile>();
    outside.forEach(it -> parsed.get(it).ifPresent(parse -> others.put(it, parse)));
    var known = new LinkedHashMap<>(others);
    known.put(file.toAbsolutePath().normalize(), source);
    Set<String> marks = marks(library, others.values());
    var objects = new ArrayList<Obj>();
    List<SourceFile> all = List.copyOf(others.values());
    objects.addAll(evaluation(library, file, source, all, marks).objects());
    // What cannot be followed from here may still be followed from half-way.
    others.forEach(
        (path, other) -> objects.addAll(evaluation(library, path, other, all, marks).objects()));
    var alone = new LinkedHashMap<String, Library.Found>();
    var open = new HashSet<Place.Line>();
    others.forEach(
        (path, other) -> {
          Evaluator.Result its = evaluation(library, path, other, List.of(), library.marks());
          Library.Found found = library.definitions(its, version(library, path));
          alone.put(other.path(), found);
          open.addAll(found.open(Set.of(other.path())));
        });
    Library.Found begun =
        library.definitions(new Evaluator.Result(objects, List.of()), version(library, file));
    Library.Found found = finished(library, file, objects, begun, known, open);
    alone.forEach(
        (name, its) -> {
          if (found.at(name) && (run.isEmpty() || told.add(library.imports() + name))) {
            beyond
                .computeIfAbsent(name, it -> new Gathered())
                .add(found.without(its.finished()), name);
          }
        });
  }
}
