package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.engine.Baseline;
import modellint.engine.BaselineFile;
import picocli.CommandLine.Option;

/** The findings that were there before. */
final class BaselineOption {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Report only findings that this file does not list.")
  private String file = "";

  String file() {
    return file;
  }

  Baseline read() throws IOException {
    if (file.isEmpty()) {
      return Baseline.EMPTY;
    }
    if (!Files.isRegularFile(Path.of(file))) {
      throw new UsageException(
          "no such baseline: " + file + " ('modellint baseline create' writes one)");
    }
    return BaselineFile.read(Path.of(file));
  }
}
