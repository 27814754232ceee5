package modellint.djl;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import modellint.analysis.signal.Assumptions;
import modellint.rule.Finding;
import modellint.rule.Subject;
import modellint.rules.loss.SingleUnitSoftmax;
import org.junit.jupiter.api.Test;

/**
 * A loss that makes probabilities of a single column has no gradient, whatever makes the column.
 */
class OneColumnTest {

  private static List<String> told(String behind) {
    var read =
        only(
            new Djl(),
            """
            import ai.djl.ndarray.*;
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            import ai.djl.nn.norm.*;
            import ai.djl.training.*;
            import ai.djl.training.loss.*;
            class Net {
              public static void main(String[] args) {
                var net = new SequentialBlock().add(Linear.builder().setUnits(8).build())%s;
                var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss());
                net.initialize(null, DataType.FLOAT32, new Shape(2, 7));
              }
            }
            """
                .formatted(behind));
    return new SingleUnitSoftmax()
        .check(new Subject(read.graph(), Map.of(), Assumptions.DEFAULT))
        .map(Finding::rule)
        .toList();
  }

  private static final String ONE = ".add(Linear.builder().setUnits(1).build())";

  @Test
  void one_column_is_told() {
    assertEquals(List.of("ML311"), told(ONE));
    assertEquals(List.of("ML311"), told(ONE + ".add(Activation::relu)"));
    assertEquals(List.of("ML311"), told(ONE + ".add(Dropout.builder().optRate(0.1f).build())"));
    assertEquals(List.of("ML311"), told(ONE + ".addSingleton(it -> it.mul(3).square())"));
  }

  @Test
  void several_columns_are_not() {
    assertEquals(List.of(), told(".add(Activation::relu)"));
    assertEquals(List.of(), told(ONE.replace("1", "2") + ".add(Activation::relu)"));
  }

  @Test
  void what_a_sigmoid_gives_is_told_elsewhere() {
    assertEquals(List.of(), told(ONE + ".add(Activation::sigmoid)"));
  }
}
