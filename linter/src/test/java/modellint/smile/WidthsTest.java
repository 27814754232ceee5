package modellint.smile;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes that PyTorch, which is beneath, throws at when the first batch comes. */
class WidthsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Layer.relu(784, 64), Layer.linear(64, 10) | ''",
        "Layer.relu(784, 64), Layer.linear(32, 10) | 32 64",
        "Layer.relu(784, 64), Layer.batchNorm1d(32), Layer.linear(64, 10) | 32 64",
        "Layer.relu(784, 64), Layer.dropout(0.5), Layer.linear(32, 10) | 32 64",
        "Layer.relu(784, hidden), Layer.linear(32, 10) | ''",
        "Layer.conv2d(3, 16, 3), Layer.conv2d(8, 16, 3) | 8 16",
        "Layer.conv2d(3, 16, 3), Layer.batchNorm2d(16), Layer.conv2d(16, 16, 3) | ''",
        "Layer.conv2d(3, 16, 3), Layer.batchNorm2d(8), Layer.conv2d(16, 16, 3) | 8 16"
      })
  void each_layer_takes_what_comes_in(String layers, String sizes) {
    var definition =
        only(
            new Smile(),
            """
            import smile.deep.layer.*;
            class Net {
              static Object make(int hidden) {
                return new SequentialBlock(%s);
              }
            }
            """
                .formatted(layers));

    assertEquals(
        sizes,
        definition.graph().training().details().refusals().stream()
            .map(it -> (long) it.value() + " " + (long) it.limit())
            .collect(Collectors.joining(" ")));
  }
}
