package modellint.verify.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.config.Config;
import modellint.config.ConfigFile;
import modellint.engine.Baseline;
import modellint.engine.Linter;
import modellint.engine.NotChecked;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.engine.Suspect;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.engine.Verifier;
import modellint.verify.judge.RuntimeVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One run over many models of which all but two bring their child process down. */
@DisabledOnOs(OS.WINDOWS)
class SurvivalTest {

  static final Path FAULTY = Path.of("..", "fixtures", "ML302-saturating-activations", "speaks");

  private static final List<String> KINDS =
      List.of(
          "SEGV",
          "ABRT",
          "KILL",
          "gone-at-once",
          "exit-without-answer",
          "out-of-memory",
          "garbage",
          "stranger",
          "cut-answer",
          "endless-answer",
          "other-question",
          "silence",
          "no-end");

  @TempDir private Path directory;

  @Test
  void every_other_model_is_reported() throws IOException {
    List<String> paths = new ArrayList<>();
    paths.add(copy("a-healthy"));
    for (String kind : KINDS) {
      paths.add(copy(kind));
    }
    paths.add(copy("z-healthy"));

    Report report = lint(paths, new Misled());

    assertEquals(paths.size(), report.models().size());
    assertEquals(KINDS.size(), report.notChecked().size(), report.notChecked()::toString);
    for (NotChecked entry : report.notChecked()) {
      assertTrue(entry.reason().startsWith("not verified: "), entry.reason());
    }
    for (String path : paths) {
      List<Verdict> verdicts =
          report.findings().stream()
              .filter(it -> it.path().equals(path))
              .map(it -> it.verdict())
              .distinct()
              .toList();
      assertEquals(
          List.of(path.contains("healthy") ? Verdict.CONFIRMED : Verdict.INCONCLUSIVE),
          verdicts,
          path);
    }
  }

  /** Runs each model in a child that misbehaves in the way the file is named after. */
  private record Misled() implements Verifier {

    @Override
    public Verification verify(Suspect suspect) {
      String kind = suspect.file().getFileName().toString().replace(".onnx", "");
      return (KINDS.contains(kind)
              ? new RuntimeVerifier(IsolatedTest.isolated(kind))
              : new RuntimeVerifier())
          .verify(suspect);
    }

    @Override
    public Verifier feeding(Path inputs) {
      return this;
    }

    @Override
    public Verifier saving(Path directory) {
      return this;
    }
  }

  private String copy(String name) throws IOException {
    Path model;
    try (var files = Files.list(FAULTY)) {
      model = files.filter(it -> it.toString().endsWith(".onnx")).findFirst().orElseThrow();
    }
    return Files.copy(model, directory.resolve(name + ".onnx")).toString();
  }

  static Report lint(List<String> paths, Verifier verifier) {
    var plan =
        new Plan(
            file -> ConfigFile.NONE,
            Config.DEFAULT,
            Baseline.EMPTY,
            "",
            false,
            (path, index, files) -> {},
            Optional.of(verifier),
            Optional.empty());
    return new Linter(plan).lint(paths);
  }
}
