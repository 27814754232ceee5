package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.source.JavaReader;

/** Model definitions in Java source. A file without any is read and gives nothing. */
final class JavaFrontEnd implements FrontEnd {

  private final JavaReader reader = new JavaReader(JavaReader.LIBRARIES);

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
    for (Definition definition : result.definitions()) {
      models.add(new Model(definition, List.of()));
    }
    var notChecked = new ArrayList<NotChecked>();
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
    return new Reading(models, notChecked);
  }
}
