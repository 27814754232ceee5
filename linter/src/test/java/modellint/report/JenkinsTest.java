package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Warnings plugin of Jenkins makes of our reports, by the library that it reads with. */
class JenkinsTest {

  @TempDir Path temp;

  @Test
  void sarif_arrives_without_what_a_run_refuted() throws IOException {
    assertEquals(Samples.FULL.findings().size() - 1, issues("sarif").size());
  }

  @Test
  void checkstyle_arrives_with_what_was_not_checked() throws IOException {
    assertEquals(
        Samples.FULL.findings().size() + Samples.FULL.notChecked().size(),
        issues("checkstyle").size());
  }

  private edu.hm.hafner.analysis.Report issues(String format) throws IOException {
    Path file = temp.resolve("report");
    Files.writeString(file, FormatsTest.written(format, Samples.FULL));
    var issues = new ParserRegistry().get(format).createParser().parse(new FileReaderFactory(file));
    assertTrue(
        issues.stream()
            .anyMatch(
                it ->
                    it.getFileName().endsWith("src/main/java/net/Net.java")
                        && it.getLineStart() == 17
                        && it.getMessage().contains("the first step changes the weights")),
        issues.toString());
    return issues;
  }
}
