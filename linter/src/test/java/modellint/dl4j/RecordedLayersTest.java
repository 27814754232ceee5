package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The layers of the definitions in {@code fixtures/java/dl4j} against what the library made of
 * them, recorded in {@code layers.csv} by the tests of the profile oracle.
 */
class RecordedLayersTest {

  /** One line of the record: {@code Images,layer1,SeparableConvolution2D,86}. */
  static String line(String definition, String layer, String type, Object parameters) {
    return String.join(",", definition, layer, type, parameters.toString());
  }

  @TestFactory
  Stream<DynamicTest> every_definition_is_read_as_the_library_reads_it() throws IOException {
    List<String> recorded = Files.readAllLines(LibraryTruth.FOLDER.resolve("layers.csv"));
    return recorded.stream()
        .map(it -> it.substring(0, it.indexOf(',')))
        .distinct()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertEquals(
                            recorded.stream().filter(it -> it.startsWith(name + ",")).toList(),
                            lines(name))));
  }

  private static List<String> lines(String name) throws IOException {
    Path source = LibraryTruth.FOLDER.resolve(name + ".java");
    Network read = Networks.parse(Files.readString(source)).only();
    var lines = new ArrayList<String>();
    for (LayerFact layer : read.layers()) {
      lines.add(line(name, layer.name(), layer.settings().type(), layer.parameters()));
    }
    lines.add(line(name, "", "", read.definition().parameters()));
    return lines;
  }
}
