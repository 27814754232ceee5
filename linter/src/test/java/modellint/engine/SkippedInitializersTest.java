package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modellint.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that Lombok's builder leaves null, in a definition that reads from them or does not. */
class SkippedInitializersTest {

  @TempDir Path folder;

  @Test
  void a_definition_throws_that_reads_from_one() throws IOException {
    assertEquals(List.of("13 ML730"), findings("@Builder", "", "shape[0]"));
    assertEquals(List.of("13 ML730"), findings("@lombok.Builder", "", "this.shape[0]"));
  }

  @Test
  void a_default_is_no_such_field() throws IOException {
    assertEquals(List.of(), findings("@Builder", "@Builder.Default", "shape[0]"));
  }

  @Test
  void nothing_is_said_where_it_is_not_read_or_not_built() throws IOException {
    assertEquals(List.of(), findings("@Builder", "", "4"));
    assertEquals(List.of(), findings("", "", "shape[0]"));
  }

  private List<String> findings(String builder, String field, String size) throws IOException {
    Path file = folder.resolve("Model.java");
    Files.writeString(
        file,
        """
        import lombok.Builder;
        import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
        import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
        import org.deeplearning4j.nn.conf.layers.DenseLayer;
        import org.deeplearning4j.nn.conf.layers.OutputLayer;
        import org.nd4j.linalg.activations.Activation;
        import org.nd4j.linalg.learning.config.Sgd;
        import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

        %s
        class Model {
          %s
          private int[] shape = {4};

          MultiLayerConfiguration conf() {
            return new NeuralNetConfiguration.Builder().updater(new Sgd(0.01)).list()
                .layer(new DenseLayer.Builder().nIn(%s).nOut(8).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX)
                    .nIn(8).nOut(3).build())
                .build();
          }
        }
        """
            .formatted(builder, field, size));
    return new Linter(Config.DEFAULT)
        .lint(List.of(file.toString())).findings().stream()
            .map(it -> it.line().orElse(0) + " " + it.rule())
            .toList();
  }
}
