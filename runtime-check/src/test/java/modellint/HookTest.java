package modellint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hooks as pre-commit runs them, from a repository of their own. Its launcher hands on to the
 * one of this checkout, so that nothing is built twice.
 */
@Tag("oracle")
@DisabledOnOs(OS.WINDOWS)
class HookTest {

  private static final Path FIXTURES = Shell.ROOT.resolve("fixtures");

  @TempDir Path temp;

  private Shell hooks;
  private Shell project;

  @BeforeEach
  void a_repository_with_the_hooks_and_one_that_uses_them() throws Exception {
    assumeTrue(Shell.has("pre-commit"), "skipped: there is no pre-commit here");
    hooks = repository("hooks");
    Files.writeString(hooks.directory().resolve(".pre-commit-hooks.yaml"), readable());
    Shell.script(
        hooks.directory().resolve("modellint"),
        List.of("exec '" + Shell.ROOT.resolve("modellint") + "' \"$@\""));
    commit(hooks);
    git(hooks, "tag", "v1.0.0");
    project = repository("project");
    Files.writeString(
        project.directory().resolve(".pre-commit-config.yaml"),
        """
        repos:
          - repo: %s
            rev: v1.0.0
            hooks:
              - id: modellint
        """
            .formatted(hooks.directory()));
  }

  @Test
  void the_manifest_is_valid() throws Exception {
    Shell.Run run = project.run("pre-commit", "validate-manifest", manifest());

    assertEquals(0, run.exit(), run.toString());
  }

  @Test
  void a_bad_model_stops_the_commit_and_is_named() throws Exception {
    add("ML203-non-finite-weights/speaks/nan.onnx", "models/a bad one.onnx");

    Shell.Run run = project.run("pre-commit", "run", "--all-files");

    assertEquals(1, run.exit(), run.toString());
    assertTrue(run.out().contains("models/a bad one.onnx"), run.out());
    assertTrue(run.out().contains("ML203"), run.out());
  }

  @Test
  void a_good_model_and_other_java_pass_in_silence() throws Exception {
    add("oracle/mlp-relu-he.onnx", "models/good.onnx");
    Files.writeString(project.directory().resolve("Other.java"), "class Other {}\n");
    commit(project);

    Shell.Run run = project.run("pre-commit", "run", "--all-files", "--verbose");

    assertEquals(0, run.exit(), run.toString());
    assertTrue(run.out().contains("Passed") && !run.out().contains("not checked"), run.out());
  }

  @Test
  void what_cannot_be_read_does_not_pass() throws Exception {
    Files.writeString(
        project.directory().resolve("big.onnx"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 9\n");
    commit(project);

    Shell.Run run = project.run("pre-commit", "run", "--all-files");

    assertEquals(1, run.exit(), run.toString());
    assertTrue(run.out().contains("exit code: 3"), run.out());
  }

  @Test
  void excluded_files_and_skipped_hooks_are_left_out() throws Exception {
    add("ML203-non-finite-weights/speaks/nan.onnx", "zoo/bad.onnx");

    assertEquals(0, project.with("SKIP", "modellint").run("pre-commit", "run", "-a").exit());

    Files.writeString(project.directory().resolve("modellint.yaml"), "exclude: ['zoo/**']\n");
    commit(project);
    Shell.Run run = project.run("pre-commit", "run", "--all-files");

    assertEquals(0, run.exit(), run.toString());
  }

  @Test
  void many_files_are_checked_in_one_process() throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.writeString(project.directory().resolve("File" + i + ".java"), "class File {}\n");
    }
    Shell.script(
        hooks.directory().resolve("modellint"),
        List.of("echo started with $# arguments", "exit 1"));
    commit(hooks);
    commit(project);

    Shell.Run run =
        project.run(
            "pre-commit", "try-repo", hooks.directory().toString(), "modellint", "--all-files");

    assertEquals(1, run.out().split("started with 43 arguments", -1).length - 1, run.out());
  }

  /** Before 3.2 pre-commit called the stage before a push by another name. */
  private String readable() throws Exception {
    String manifest = Files.readString(Shell.ROOT.resolve(".pre-commit-hooks.yaml"));
    String version = hooks.run("pre-commit", "--version").out();
    boolean old = version.matches("pre-commit (2|3\\.[01])\\..*\\s*");
    return old
        ? manifest
            .replace("stages: [pre-push]", "stages: [push]")
            .replace("minimum_pre_commit_version: 3.2.0", "minimum_pre_commit_version: 2.0.0")
        : manifest;
  }

  private String manifest() {
    return hooks.directory().resolve(".pre-commit-hooks.yaml").toString();
  }

  private void add(String fixture, String name) throws Exception {
    Path file = project.directory().resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(FIXTURES.resolve(fixture), file);
    commit(project);
  }

  private Shell repository(String name) throws IOException, InterruptedException {
    var shell =
        new Shell(
            Files.createDirectories(temp.resolve(name)),
            Map.of("PRE_COMMIT_HOME", temp.resolve("cache").toString(), "HOME", temp.toString()));
    git(shell, "init", "-q");
    return shell;
  }

  private static void commit(Shell shell) throws IOException, InterruptedException {
    git(shell, "add", "-A");
    git(shell, "-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "c");
  }

  private static void git(Shell shell, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Shell.Run run = shell.run(command);
    assertEquals(0, run.exit(), run.toString());
  }
}
