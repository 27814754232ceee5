package modellint.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Every format by the name that users type. */
public final class Formats {

  private static final Map<String, Function<Ink, ReportFormat>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "text", TextFormat::new,
              "concise", ink -> new ConciseFormat(),
              "json", ink -> new JsonFormat(),
              "jsonl", ink -> new JsonLinesFormat(),
              "sarif", ink -> new SarifFormat(),
              "github", ink -> new GithubFormat(),
              "gitlab", ink -> new GitlabFormat(),
              "junit", ink -> new JunitFormat(),
              "checkstyle", ink -> new CheckstyleFormat(),
              "markdown", ink -> new MarkdownFormat()));

  private Formats() {}

  /** The names, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The format called {@code name}; {@code ink} matters to formats for a terminal only. */
  public static Optional<ReportFormat> named(String name, Ink ink) {
    return Optional.ofNullable(BY_NAME.get(name)).map(format -> format.apply(ink));
  }

  /** The layer table of {@code modellint inspect}. */
  public static ReportFormat layerTable() {
    return new LayerTable();
  }
}
