package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class SwappedStrideTest {
  @Test
  void a_stride_that_becomes_the_channels() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(
                        Remark.Kind.SWAPPED_STRIDE,
                        0.0625,
                        ".addConvolutionalLayer(3, 3, 16, 1, ActivationType.RELU)"))
            .build();

    assertEquals(
        """
        error[ML722]: the library takes the stride of this convolution for its channels
          --> Net.java:13:9
           = channels over the stated ones 0.0625 (exact), limit 1.00
           = help: write .addConvolutionalLayer(3, 3, 16, 1, ActivationType.RELU)
        """,
        lint(new SwappedStride(), net));
  }
}
