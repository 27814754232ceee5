package modellint.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Graph;

/** Reads every model below the directories given and prints what came of each. */
final class ReadAll {

  private ReadAll() {}

  public static void main(String... directories) throws Exception {
    int read = 0;
    int refused = 0;
    for (String directory : directories) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(Path.of(directory))) {
        files = all.filter(it -> it.toString().endsWith(".onnx")).sorted().toList();
      }
      for (Path file : files) {
        try {
          Graph graph = OnnxReader.read(file);
          System.out.println(
              file
                  + ": "
                  + graph.nodes().size()
                  + " nodes, "
                  + graph.parameters().size()
                  + " parameters");
          read++;
        } catch (ModelReadException e) {
          System.out.println(file + ": " + e.kind() + ": " + e.reason());
          refused++;
        }
      }
    }
    System.out.println(read + " read, " + refused + " refused");
  }
}
