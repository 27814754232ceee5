package modellint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script at the root, with scripts in place of Java that tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String ECHO = "printf '<%s>\\n' \"$@\"\n";

  @TempDir Path temp;

  private Path launcher;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void a_distribution() throws IOException {
    Path original = Path.of("").toAbsolutePath().resolveSibling("modellint");
    launcher = script(temp.resolve("dist/bin/modellint"), Files.readString(original));
    Files.createDirectories(temp.resolve("dist/lib"));
    Files.writeString(temp.resolve("dist/lib/modellint.jar"), "");
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", temp.toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  @Test
  void without_java_it_says_so_and_exits_with_2() throws Exception {
    environment.put("PATH", temp.resolve("empty").toString());

    Run run = run(temp);

    assertEquals(2, run.exit);
    assertEquals("", run.out);
    assertEquals(
        "modellint: no Java found. ModelLint needs Java 17 or newer: install it, or set JAVA_HOME.\n",
        run.err);
  }

  @Test
  void an_old_java_is_refused_by_its_release_file() throws Exception {
    javaHome("1.8.0_392", ECHO);

    Run run = run(temp, "check");

    assertEquals(2, run.exit);
    assertEquals("", run.out);
    assertTrue(run.err.endsWith("/jdk/bin/java is 1.8.0_392.\n"), run.err);
  }

  @Test
  void an_old_java_is_refused_by_its_own_word_where_it_has_no_release_file() throws Exception {
    javaHome("11", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.delete(temp.resolve("jdk/release"));

    Run run = run(temp, "check");

    assertEquals(2, run.exit);
    assertTrue(run.err.contains("needs Java 17 or newer"), run.err);
    assertTrue(run.err.endsWith("is 11.0.2.\n"), run.err);
  }

  @Test
  void a_java_home_without_java_gives_way_to_the_path() throws Exception {
    javaHome("17.0.15", ECHO);
    environment.put("PATH", temp.resolve("jdk/bin") + ":" + System.getenv("PATH"));
    environment.put("JAVA_HOME", temp.resolve("gone").toString());

    assertEquals(0, run(temp).exit);
  }

  @Test
  void arguments_pass_through_unchanged() throws Exception {
    javaHome("17.0.15", ECHO);
    List<String> odd =
        List.of("a b", "", "*", "$HOME", "`id`", "\"", "'", "\\", "-", "--", "ü", "two\nlines");

    Run run = run(temp, odd.toArray(String[]::new));

    String jar = "<-jar>\n<" + temp.toRealPath().resolve("dist/lib/modellint.jar") + ">\n";
    String expected = String.join("", odd.stream().map(word -> "<" + word + ">\n").toList());
    assertTrue(run.out.endsWith(jar + expected), run.out);
    assertEquals("", run.err);
  }

  @Test
  void the_exit_code_passes_through() throws Exception {
    javaHome("21.0.1", "exit 3\n");

    assertEquals(3, run(temp).exit);
  }

  @Test
  void the_process_becomes_java_so_that_signals_reach_it() throws Exception {
    javaHome("17", "kill -TERM $$\nsleep 60\n");

    assertEquals(128 + 15, run(temp).exit);
  }

  @Test
  void standard_input_passes_through() throws Exception {
    javaHome("17", "cat\n");

    assertEquals("some files\n", start(temp, "some files\n").out);
  }

  @Test
  void it_works_through_relative_and_chained_links_from_any_directory() throws Exception {
    javaHome("17", ECHO);
    Path elsewhere = Files.createDirectories(temp.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("../dist/bin/modellint"));
    launcher = Files.createSymbolicLink(temp.resolve("second"), Path.of("else where/first"));

    Run run = run(elsewhere, "x");

    assertTrue(run.out.contains("/dist/lib/modellint.jar>\n<x>\n"), run.out + run.err);
  }

  @Test
  void nothing_that_java_says_of_itself_goes_to_standard_output() throws Exception {
    javaHome("17", ECHO);

    assertTrue(run(temp).out.contains("<-Xlog:disable>\n<-Xlog:all=error:stderr>\n"));
  }

  @Test
  void options_that_java_17_does_not_know_go_only_to_newer_ones() throws Exception {
    javaHome("17.0.15", ECHO);
    assertFalse(run(temp).out.contains("--sun-misc-unsafe-memory-access"));

    javaHome("25", ECHO);
    assertTrue(run(temp).out.contains("<--sun-misc-unsafe-memory-access=allow>"));
  }

  @Test
  void options_of_the_user_come_last_and_win() throws Exception {
    javaHome("26-ea", ECHO);
    environment.put("MODELLINT_OPTS", "-Xmx128m -ea");

    assertTrue(run(temp).out.contains("<-Xmx128m>\n<-ea>\n<-jar>\n"));
  }

  @Test
  void an_unwritable_cache_is_no_trouble() throws Exception {
    javaHome("17", ECHO);
    Files.createDirectories(temp.resolve("dist/share"));
    Files.writeString(temp.resolve("dist/cache"), "a file where a directory should be");

    Run run = run(temp, "x");

    assertEquals(0, run.exit);
    assertEquals("", run.err);
  }

  @Test
  void a_complete_archive_is_used_and_a_stale_one_is_not() throws Exception {
    javaHome("17.0.15", ECHO);
    Path archive = temp.toRealPath().resolve("dist/cache/17.0.15-jdk.jsa");
    Files.createDirectories(archive.getParent());
    Files.writeString(archive, "");
    Path jar = temp.resolve("dist/lib/modellint.jar");
    String option = "<-XX:SharedArchiveFile=" + archive + ">";

    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertTrue(run(temp).out.contains(option));

    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH.minusSeconds(9)));
    assertFalse(run(temp).out.contains(option));
  }

  private void javaHome(String version, String body) throws IOException {
    Path home = temp.resolve("jdk");
    script(home.resolve("bin/java"), "#!/bin/sh\n" + body);
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    environment.put("JAVA_HOME", home.toString());
  }

  private static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int exit, String out, String err) {}

  private Run run(Path directory, String... arguments) throws Exception {
    return start(directory, "", arguments);
  }

  private Run start(Path directory, String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(temp, "out", "");
    Path err = Files.createTempFile(temp, "err", "");
    Path in = Files.writeString(Files.createTempFile(temp, "in", ""), input);
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    int exit = builder.start().waitFor();
    return new Run(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
