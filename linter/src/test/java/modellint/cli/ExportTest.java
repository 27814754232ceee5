package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  private static final String TWO =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      class Two {
        void first(int classes) {
          new NeuralNetConfiguration.Builder().list()
              .layer(new DenseLayer.Builder().nIn(4).nOut(classes * 2).build()).build();
        }
        void second() {
          new NeuralNetConfiguration.Builder().list()
              .layer(new DenseLayer.Builder().nIn(4).nOut(3).build()).build();
        }
      }
      """;

  @TempDir Path folder;

  private String source = "";
  private String target = "";

  @BeforeEach
  void two_definitions() throws IOException {
    source = Files.writeString(folder.resolve("Two.java"), TWO).toString();
    target = folder.resolve("two.onnx").toString();
  }

  @Test
  void the_definition_in_a_line_is_written() throws ModelReadException {
    Ran run = Ran.of("export", source + ":9", "-o", target);

    assertEquals(0, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().endsWith("two.onnx: 15 parameters, seed 0\n"), run.err());
    assertEquals("Two", OnnxReader.read(Path.of(target)).name());
  }

  @Test
  void several_definitions_are_told_apart_by_line() {
    Ran run = Ran.of("export", source, "-o", target);

    assertEquals(2, run.code());
    assertTrue(run.err().contains("2 definitions in"), run.err());
    assertTrue(run.err().contains("there are those in lines 5, 9"), run.err());
  }

  @Test
  void a_size_left_open_is_asked_for_and_taken() {
    Ran without = Ran.of("export", source + ":5", "-o", target);
    assertEquals(2, without.code());
    assertTrue(without.err().contains("the shape of layer0_W is not known"), without.err());
    assertFalse(Files.exists(Path.of(target)));

    Ran with = Ran.of("export", source + ":5", "-o", target, "--size", "classes=5");
    assertEquals(0, with.code(), with.err());
    assertTrue(with.err().contains(": 50 parameters"), with.err());
  }

  @Test
  void what_stands_on_a_network_not_at_hand_is_refused_with_the_reason() throws IOException {
    String transfer =
        """
        import org.deeplearning4j.nn.conf.*;
        import org.deeplearning4j.nn.conf.layers.*;
        import org.deeplearning4j.nn.graph.ComputationGraph;
        import org.deeplearning4j.nn.transferlearning.*;
        class Tuned {
          ComputationGraph tuned(ComputationGraph base) {
            return new TransferLearning.GraphBuilder(base)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder().build())
                %s.build();
          }
        }
        """;
    Path file = folder.resolve("Tuned.java");
    String layer = ".addLayer(\"out\", new OutputLayer.Builder().nIn(8).nOut(3).build(), \"fc\")";
    Files.writeString(file, transfer.formatted(layer));

    Ran extended = Ran.of("export", file.toString(), "-o", target);
    assertEquals(2, extended.code());
    assertTrue(
        extended.err().contains("fc/BaseNetwork cannot be written: the network that stands before"),
        extended.err());

    Files.writeString(file, transfer.formatted(".setFeatureExtractor(\"fc\")"));
    Ran frozen = Ran.of("export", file.toString(), "-o", target);
    assertEquals(2, frozen.code());
    assertTrue(frozen.err().contains("the sources at hand hold no layer of it"), frozen.err());
  }

  @Test
  void a_file_without_a_definition_there_is_refused() {
    assertTrue(Ran.of("export", source + ":1", "-o", target).err().contains("no definition in"));
    assertTrue(Ran.of("export", "Two.kt", "-o", target).err().contains("not a definition"));
    assertEquals(2, Ran.of("export", folder + "/No.java", "-o", target).code());
  }
}
