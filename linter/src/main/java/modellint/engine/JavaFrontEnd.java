package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.config.Suppression;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.graph.Place;
import modellint.source.Accepted;
import modellint.source.JavaReader;
import modellint.source.RunFiles;

/** Model definitions in Java source. A file without any is read and gives nothing. */
final class JavaFrontEnd implements FrontEnd {

  private final JavaReader reader;

  JavaFrontEnd() {
    this(Map.of());
  }

  private JavaFrontEnd(Map<String, Path> files) {
    reader = new JavaReader(JavaReader.LIBRARIES, Map.of(), new RunFiles(files, Sources::display));
  }

  @Override
  public FrontEnd over(Map<String, Path> files) {
    return new JavaFrontEnd(files);
  }

  @Override
  public boolean claims(Path file) {
    return file.toString().endsWith(".java");
  }

  @Override
  public Reading read(Path file, String path) throws IOException {
    JavaReader.Result result;
    try {
      result = reader.read(file, path);
    } catch (SourceReader.Unreadable e) {
      return Reading.failed(
          path, NotChecked.Kind.UNREADABLE, e.getMessage() == null ? "unreadable" : e.getMessage());
    }
    var models = new ArrayList<Model>();
    var notChecked = new ArrayList<NotChecked>();
    add(result, path, models, notChecked);
    result.beyond().forEach((name, it) -> add(it, name, models, notChecked));
    return new Reading(models, notChecked);
  }

  private static void add(
      JavaReader.Result result, String path, List<Model> models, List<NotChecked> notChecked) {
    for (Definition definition : result.definitions()) {
      models.add(new Model(definition, suppressions(definition, result, path)));
    }
    result.refused().entrySet().stream()
        .sorted(Comparator.comparingInt(it -> it.getKey().line()))
        .forEach(
            it ->
                notChecked.add(
                    new NotChecked(
                        path,
                        NotChecked.Kind.UNSUPPORTED,
                        "definition in line " + it.getKey().line() + ": " + it.getValue())));
    for (String reason : result.stopped()) {
      notChecked.add(new NotChecked(path, NotChecked.Kind.UNSUPPORTED, reason));
    }
  }

  /**
   * What covers the line of a definition covers all of it, and it alone; anything else covers its
   * lines, whichever definition they are part of.
   */
  private static List<Suppression> suppressions(
      Definition definition, JavaReader.Result result, String path) {
    var suppressions = new ArrayList<Suppression>();
    result
        .accepted()
        .forEach(
            (file, all) -> {
              for (Accepted accepted : all) {
                boolean owned =
                    file.equals(path)
                        && result.definitions().stream().anyMatch(it -> begins(it, accepted, path));
                if (!owned || begins(definition, accepted, path)) {
                  suppressions.add(suppression(accepted, file, owned));
                }
              }
            });
    return suppressions;
  }

  private static Suppression suppression(Accepted accepted, String file, boolean everywhere) {
    return new Suppression(
        accepted.rules(),
        List.of(),
        List.of(),
        accepted.reason(),
        new Suppression.Origin(file, accepted.line()),
        everywhere
            ? Optional.empty()
            : Optional.of(new Suppression.Lines(accepted.first(), accepted.last())));
  }

  private static boolean begins(Definition definition, Accepted accepted, String path) {
    return accepted.covers(definition.site().line())
        || (definition.graph().place() instanceof Place.Line at
            && at.file().equals(path)
            && accepted.covers(at.line()));
  }
}
