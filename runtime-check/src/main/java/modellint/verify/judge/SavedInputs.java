package modellint.verify.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.verify.child.Outcome;
import modellint.verify.search.Find;

/**
 * The inputs that confirm findings, kept where the user wants them: one archive a finding, named
 * after model, rule and node. What the child has left is copied and not read; anything but a plain
 * file of a sensible size stays behind.
 */
record SavedInputs(Path directory) {

  private static final long MOST_BYTES = 1L << 28;

  void take(Outcome outcome, Path scratch, Path model, Searches searches, List<Finding> findings)
      throws IOException {
    if (!(outcome instanceof Outcome.Answered answered)) {
      return;
    }
    List<Find> finds = answered.answer().finds();
    for (Finding finding : findings) {
      int at = searches.index(finding);
      if (at >= 0 && at < finds.size() && finds.get(at).found()) {
        copy(scratch.resolve(Find.file(at)), name(model, finding));
      }
    }
  }

  private void copy(Path source, String name) throws IOException {
    if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
        && Files.size(source) <= MOST_BYTES) {
      Files.createDirectories(directory);
      Files.copy(source, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String name(Path model, Finding finding) {
    Path file = model.getFileName();
    String node = finding.place() instanceof Place.NodeAt it ? it.node() : "";
    String plain = (file == null ? "model" : file.toString()).replaceAll("\\.onnx$", "");
    return (plain + "-" + finding.rule() + "-" + node).replaceAll("[^A-Za-z0-9._-]+", "_") + ".npz";
  }
}
