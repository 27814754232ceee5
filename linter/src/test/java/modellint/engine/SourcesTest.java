package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir Path folder;

  @Test
  void a_directory_gives_what_a_front_end_claims_sorted() throws IOException {
    files("b/z.onnx", "a.onnx", "b/readme.md", ".git/hidden.onnx", "node_modules/x.onnx");

    assertEquals(List.of("a.onnx", "b/z.onnx"), found("."));
  }

  @Test
  void a_named_file_is_always_taken() throws IOException {
    files("model.bin");

    assertEquals(List.of("model.bin"), found("model.bin"));
  }

  @Test
  void what_is_named_twice_is_read_once() throws IOException {
    files("b/z.onnx");

    assertEquals(List.of("b/z.onnx"), found("b", "b/z.onnx", "b/../b/z.onnx"));
  }

  @Test
  void patterns_are_expanded_here_because_not_every_shell_does() throws IOException {
    files("a.onnx", "b/z.onnx", "b/c/y.onnx", "b/c/y.txt");

    assertEquals(List.of("b/c/y.onnx", "b/z.onnx"), found("b/**/*.onnx"));
    assertEquals(List.of("a.onnx"), found("?.onnx"));
  }

  @Test
  void a_slip_in_a_path_is_an_error() {
    assertThrows(MissingInputException.class, () -> found("absent.onnx"));
    assertThrows(MissingInputException.class, () -> found("*.onnx"));
    assertThrows(MissingInputException.class, () -> found("absent[.onnx"));
    assertThrows(MissingInputException.class, () -> found("nul\0.onnx"));
  }

  @Test
  void links_can_neither_loop_nor_hide_a_file() throws IOException {
    files("b/z.onnx", "blobs/abc");
    Files.createSymbolicLink(folder.resolve("b/loop"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/linked.onnx"), folder.resolve("blobs/abc"));
    Files.createSymbolicLink(folder.resolve("b/dangling.onnx"), folder.resolve("absent"));

    Sources sources = sources("b");
    assertEquals(List.of("b/linked.onnx", "b/z.onnx"), names(sources));
    assertEquals(1, sources.notChecked().size());
    assertTrue(sources.notChecked().get(0).path().endsWith("b/dangling.onnx"));
  }

  @Test
  void a_pipe_is_never_opened() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.onnx");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

    Sources sources = sources(".");
    assertEquals(List.of(), names(sources));
    assertEquals("not a regular file, so not opened", sources.notChecked().get(0).reason());
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "");
    }
  }

  private Sources sources(String... arguments) {
    return Sources.find(
        Stream.of(arguments).map(it -> folder + "/" + it).toList(),
        file -> file.toString().endsWith(".onnx"),
        (file, named) -> file.toString().contains("left-out"));
  }

  private List<String> found(String... arguments) {
    return names(sources(arguments));
  }

  private List<String> names(Sources sources) {
    return sources.files().values().stream()
        .map(file -> folder.relativize(file.normalize()).toString().replace('\\', '/'))
        .toList();
  }
}
