package modellint.report;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Every format by the name that users type. */
public final class Formats {

  private static final Map<String, Function<Ink, ReportFormat>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              entry("text", TextFormat::new),
              entry("concise", ink -> new ConciseFormat()),
              entry("json", ink -> new JsonFormat()),
              entry("jsonl", ink -> new JsonLinesFormat()),
              entry("sarif", ink -> new SarifFormat()),
              entry("github", ink -> new GithubFormat()),
              entry("gitlab", ink -> new GitlabFormat()),
              entry("junit", ink -> new JunitFormat()),
              entry("checkstyle", ink -> new CheckstyleFormat()),
              entry("markdown", ink -> new MarkdownFormat()),
              entry("html", ink -> new HtmlFormat())));

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
