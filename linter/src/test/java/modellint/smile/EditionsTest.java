package modellint.smile;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import modellint.definition.Definition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What perceptrons of Smile were before version 3. */
class EditionsTest {

  private static final Smile SMILE = new Smile();

  private static String perceptron(String body) {
    return """
    import smile.base.mlp.*;
    import smile.classification.MLP;
    import smile.util.IntSet;
    class Net {
      void train(double[][] x, int[] y) {
        %s
      }
    }
    """
        .formatted(body);
  }

  /** As smile-core 2.6.0 has it, whose constructor is told the number of inputs first. */
  @ParameterizedTest
  @CsvSource({"'MLP net = new MLP(16, '", "'MLP net = new MLP(IntSet.of(10), 16, '"})
  void until_version_3_the_number_of_inputs_comes_before_the_layers(String start) {
    Definition it =
        only(
            SMILE,
            perceptron(start + "Layer.sigmoid(50), Layer.mle(10, OutputFunction.SOFTMAX));"));

    assertEquals("1360", it.parameters().toString());
    assertEquals(2.0 / 66, init(it.graph(), "sigmoid1_weight").variance(), 1e-12);
    assertEquals(Optional.of(0.01), it.graph().training().learningRate());
  }

  /** As smile-core 2.5.0 has it. */
  @Test
  void before_version_2_6_rates_are_numbers_and_weights_come_from_he() {
    Definition it =
        only(
            SMILE,
            perceptron(
                """
                MLP net = new MLP(16, Layer.sigmoid(50), Layer.mle(10, OutputFunction.SOFTMAX));
                net.setLearningRate(0.2);
                """));

    assertEquals(2.0 / 16, init(it.graph(), "sigmoid1_weight").variance(), 1e-12);
    assertEquals(Optional.of(0.2), it.graph().training().learningRate());
  }
}
