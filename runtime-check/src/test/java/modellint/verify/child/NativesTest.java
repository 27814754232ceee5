package modellint.verify.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modellint.engine.Report;
import modellint.engine.Verdict;
import modellint.verify.judge.RuntimeVerifier;
import modellint.verify.run.UnsupportedModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {

  private static final String SENTENCE =
      "ONNX Runtime has no libraries for linux-riscv64, so models cannot be run here";

  @TempDir private Path cache;

  @Test
  void libraries_are_unpacked_once_and_mended_where_they_were_cut_short() throws IOException {
    Path directory = Natives.here().unpacked(cache);
    Path library = directory.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    long size = Files.size(library);
    var time = Files.getLastModifiedTime(library);

    assertEquals(directory, Natives.here().unpacked(cache));
    assertEquals(time, Files.getLastModifiedTime(library));

    Files.write(library, new byte[1]);
    Natives.here().unpacked(cache);
    assertEquals(size, Files.size(library));
  }

  @Test
  void a_platform_without_libraries_is_named() {
    var natives = new Natives("linux-riscv64");

    var failure = assertThrows(UnsupportedModelException.class, () -> natives.unpacked(cache));
    assertEquals(SENTENCE, failure.getMessage());
  }

  /** As on a machine of that kind: the static findings are the same, and nothing is settled. */
  @Test
  void without_libraries_the_static_findings_stay() {
    String machine = System.getProperty("os.arch", "");
    String system = System.getProperty("os.name", "");
    Report there;
    try {
      System.setProperty("os.arch", "riscv64");
      System.setProperty("os.name", "Linux");
      there = SurvivalTest.lint(List.of(SurvivalTest.FAULTY.toString()), new RuntimeVerifier());
    } finally {
      System.setProperty("os.arch", machine);
      System.setProperty("os.name", system);
    }

    assertEquals(
        List.of("not verified: " + SENTENCE),
        there.notChecked().stream().map(it -> it.reason()).toList());
    assertTrue(there.findings().size() > 0, "nothing was found");
    assertTrue(
        there.findings().stream().allMatch(it -> it.verdict() == Verdict.INCONCLUSIVE),
        there.findings()::toString);
  }
}
