package modellint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files that a command is to read: arguments, a list in a file, or both. */
final class Inputs {

  private static final String STDIN = "-";

  @Parameters(
      paramLabel = "PATH",
      description =
          "Files, directories and patterns; - is one model on standard input. The working"
              + " directory if none is given.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "Read more paths from FILE, one a line or NUL-separated; - is standard input.")
  private String filesFrom = "";

  @Option(
      names = "--stdin-filename",
      paramLabel = "FILE",
      defaultValue = "stdin.onnx",
      description =
          "What the model on standard input is called: the report names it so, and the"
              + " configuration of that place applies. stdin.onnx by default.")
  private String stdinName = "";

  /** The model on standard input, where one was asked for. */
  Piped piped(InputStream in) throws IOException {
    if (!paths.contains(STDIN)) {
      return Piped.nothing();
    }
    if (filesFrom.equals(STDIN)) {
      throw new UsageException("standard input cannot be both a model and a list of files");
    }
    return Piped.of(in, Path.of(stdinName));
  }

  /** The paths, or the working directory where none was asked for in any way. */
  List<String> paths(InputStream in) throws IOException {
    var all = new ArrayList<>(paths);
    boolean piped = all.removeIf(STDIN::equals);
    if (!filesFrom.isEmpty()) {
      all.addAll(lines(read(in)));
    } else if (all.isEmpty() && !piped) {
      all.add(".");
    }
    return all;
  }

  private String read(InputStream in) throws IOException {
    if (filesFrom.equals(STDIN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path list = Path.of(filesFrom);
    if (!Files.isReadable(list) || Files.isDirectory(list)) {
      throw new UsageException("cannot read the list of files: " + filesFrom);
    }
    return Files.readString(list, StandardCharsets.UTF_8);
  }

  private static List<String> lines(String text) {
    String separator = text.indexOf('\0') >= 0 ? "\0" : "\r?\n";
    return Arrays.stream(text.split(separator)).filter(line -> !line.isEmpty()).toList();
  }
}
