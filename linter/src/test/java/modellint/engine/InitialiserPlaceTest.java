package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import modellint.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the first weights stands at the call that decides them, wherever that is. */
class InitialiserPlaceTest {

  @TempDir Path folder;

  private static final String TOWER =
      """
      import ai.djl.nn.*;
      import ai.djl.nn.core.*;
      public class Tower {
        public static SequentialBlock of(int depth) {
          SequentialBlock net = new SequentialBlock();
          for (int i = 0; i < depth; i++) {
            net.add(Linear.builder().setUnits(64).build()).add(Activation::relu);
          }
          return net.add(Linear.builder().setUnits(10).build());
        }
      }
      """;

  /** {@code ML202 Caller.java:9}. */
  private String found(String rule, Map<String, String> sources) throws IOException {
    for (Map.Entry<String, String> it : sources.entrySet()) {
      Files.writeString(folder.resolve(it.getKey()), it.getValue());
    }
    return new Linter(Config.DEFAULT)
        .lint(List.of(folder.toString())).findings().stream()
            .filter(it -> it.rule().equals(rule))
            .map(it -> Path.of(it.path()).getFileName() + ":" + it.line().orElse(0))
            .collect(Collectors.joining(" "));
  }

  private static String caller(String initialiser) {
    return """
    import ai.djl.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.training.*;
    import ai.djl.training.initializer.*;
    import ai.djl.training.loss.*;
    class Caller {
      static void train() {
        Model model = Model.newInstance("tower");
        SequentialBlock net = Tower.of(8);
        model.setBlock(net);
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.l2Loss());
        %s
        model.newTrainer(config).initialize(new Shape(32, 64));
      }
    }
    """
        .formatted(initialiser);
  }

  @Test
  void the_configurations_initialiser_is_to_blame_for_the_builders_layers() throws IOException {
    assertEquals(
        "Caller.java:13",
        found(
            "ML202",
            Map.of(
                "Tower.java",
                TOWER,
                "Caller.java",
                caller("config.optInitializer(Initializer.ONES, Parameter.Type.WEIGHT);"))));
  }

  @Test
  void so_is_the_one_that_is_set_on_a_block() throws IOException {
    assertEquals(
        "Caller.java:13",
        found(
            "ML201",
            Map.of(
                "Tower.java",
                TOWER,
                "Caller.java",
                caller("net.setInitializer(new NormalInitializer(1f), Parameter.Type.WEIGHT);"))));
  }

  @Test
  void a_scheme_for_the_whole_network_is_to_blame_for_its_layers() throws IOException {
    assertEquals(
        "Layers.java:9",
        found(
            "ML202",
            Map.of(
                "Layers.java",
                """
                import org.deeplearning4j.nn.conf.*;
                import org.deeplearning4j.nn.conf.layers.*;
                import org.deeplearning4j.nn.weights.WeightInit;
                import org.nd4j.linalg.activations.Activation;
                import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
                class Layers {
                  static MultiLayerConfiguration of() {
                    return new NeuralNetConfiguration.Builder()
                        .weightInit(WeightInit.ONES)
                        .activation(Activation.RELU)
                        .list()
                        .layer(new DenseLayer.Builder().nIn(8).nOut(16).build())
                        .layer(new DenseLayer.Builder().nIn(16).nOut(16).build())
                        .layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(16).nOut(3)
                            .activation(Activation.SOFTMAX).build())
                        .build();
                  }
                }
                """)));
  }

  @Test
  void a_variable_of_samediff_is_to_blame_where_it_is_made() throws IOException {
    assertEquals(
        "Variables.java:7",
        found(
            "ML713",
            Map.of(
                "Variables.java",
                """
                import org.nd4j.autodiff.samediff.*;
                import org.nd4j.linalg.api.buffer.DataType;
                class Variables {
                  static SameDiff of() {
                    SameDiff sd = SameDiff.create();
                    SDVariable in = sd.placeHolder("in", DataType.FLOAT, -1, 8);
                    SDVariable w = sd.var("w", DataType.FLOAT, 8, 16);
                    SDVariable v = sd.var("v", DataType.FLOAT, 16, 3);
                    SDVariable hidden = sd.nn().relu(in.mmul(w), 0);
                    SDVariable out = sd.nn().softmax("out", hidden.mmul(v));
                    return sd;
                  }
                }
                """)));
  }
}
