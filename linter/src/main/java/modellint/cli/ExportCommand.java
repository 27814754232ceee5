package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.source.Address;
import modellint.source.JavaReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modellint export}: a definition in source as an ONNX model. */
@Command(
    name = "export",
    description = "Write a Java definition as an ONNX model, its weights drawn as declared.",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "DEFINITION",
      description = "FILE.java, or where it holds several FILE.java:LINE or FILE.java#NAME.")
  private String definition = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The ONNX file to write.")
  private String output = "";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "The seed of the weights; ${DEFAULT-VALUE} if none is given.")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "NAME=NUMBER",
      description = "A size that the source leaves open, such as numClasses=10; repeatable.")
  private Map<String, Long> sizes = new LinkedHashMap<>();

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (sizes.values().stream().anyMatch(it -> it < 1)) {
      throw new UsageException("a size must be positive: " + sizes);
    }
    try {
      Address address = Address.of(definition);
      Path file = Path.of(address.file());
      if (!Files.isRegularFile(file)) {
        throw new UsageException("no such file: " + file);
      }
      var reader = new JavaReader(JavaReader.LIBRARIES, sizes);
      Definition chosen = address.choose(reader.read(file, address.file()));
      OnnxWriter.write(chosen.graph(), new Draw(seed, sizes), Path.of(output));
      console
          .err()
          .println("wrote " + output + ": " + chosen.parameters() + " parameters, seed " + seed);
      return 0;
    } catch (Address.NotOne | ModelWriteException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (SourceReader.Unreadable e) {
      throw new UsageException("cannot read " + definition + ": " + e.getMessage());
    }
  }
}
