package modellint.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modellint.graph.Place;
import modellint.rule.Finding;

/**
 * A finding that somebody has looked at and accepts.
 *
 * @param rules ids, beginnings of ids, or names
 * @param files patterns of paths relative to the configuration; empty for every file
 * @param nodes patterns of node names; empty for every node
 * @param reason why it is accepted; without one a suppression is not honoured
 * @param origin where it is written, for the report of an unused one
 * @param lines the source lines it covers, where it stands in source
 */
public record Suppression(
    List<String> rules,
    List<Glob> files,
    List<Glob> nodes,
    String reason,
    Origin origin,
    Optional<Lines> lines) {

  /** A range of source lines, both ends included. */
  public record Lines(int first, int last) {}

  /** The file and line that it is written in; line 1 of a binary file. */
  public record Origin(String file, int line) {}

  public Suppression {
    rules = List.copyOf(rules);
    files = List.copyOf(files);
    nodes = List.copyOf(nodes);
  }

  /** True where it is meant for {@code file}. */
  public boolean covers(Path file) {
    Path directory = Path.of(origin.file()).toAbsolutePath().normalize().getParent();
    String path = directory == null ? file.toString() : ConfigFile.relative(directory, file);
    return files.isEmpty() || files.stream().anyMatch(glob -> glob.matches(path));
  }

  /** True where it is meant for {@code finding}, in a file that it {@linkplain #covers covers}. */
  public boolean hides(Finding finding) {
    return rules.stream().anyMatch(it -> Selection.fits(it, finding.rule(), finding.name()))
        && fitsNode(finding.place())
        && fitsLine(finding.place());
  }

  private boolean fitsNode(Place place) {
    return nodes.isEmpty()
        || (place instanceof Place.NodeAt at
            && nodes.stream().anyMatch(glob -> glob.matches(at.node())));
  }

  private boolean fitsLine(Place place) {
    return lines.isEmpty()
        || (place instanceof Place.Line at
            && at.file().equals(origin.file())
            && lines.get().first() <= at.line()
            && at.line() <= lines.get().last());
  }
}
