package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.graph.Refusal;
import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

  private static Definition net(String body) {
    return Definitions.only(
        new SameDiff(),
        """
        import org.nd4j.autodiff.samediff.*;
        import org.nd4j.linalg.api.buffer.DataType;
        import org.nd4j.linalg.factory.Nd4j;
        import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.*;
        import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.*;
        import org.nd4j.weightinit.impl.*;
        class Net {
          public static void main(String[] args) {
            SameDiff sd = SameDiff.create();
            SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
            SDVariable label = sd.placeHolder("label", DataType.FLOAT, -1, 3);
            SDVariable w = sd.var("w", new XavierInitScheme('c', 4, 3), DataType.FLOAT, 4, 3);
            SDVariable v = sd.var("v", new XavierInitScheme('c', 3, 3), DataType.FLOAT, 3);
            %s
            sd.loss().meanSquaredError("loss", label, out, null).markAsLoss();
          }
        }
        """
            .formatted(body));
  }

  private static List<String> refused(String body) {
    return net(body).graph().training().details().refusals().stream()
        .map(RefusalsTest::words)
        .toList();
  }

  private static String words(Refusal it) {
    return it.fault() + " " + it.subject() + " " + it.value() + " of " + it.limit();
  }

  static Stream<Arguments> operations() {
    return Stream.of(
        Arguments.of("sd.nn().dropoutInverted(in.mmul(w), 0.5)", "NO_DERIVATIVE dropoutInverted"),
        Arguments.of(
            "sd.nn().batchNorm(in.mmul(w), sd.zero(\"m\", 3), sd.one(\"s\", 3), v, v, 1e-5, 1)",
            "NO_DERIVATIVE batchNorm"),
        Arguments.of(
            "sd.gather(w, sd.math().abs(in).castTo(DataType.INT32), 0).mean(1)",
            "NO_DERIVATIVE gather"),
        Arguments.of("sd.nn().logSoftmax(in.mmul(w), 1)", "NO_DERIVATIVE logSoftmax"),
        Arguments.of("sd.cnn().upsampling2d(in.mmul(w), 2)", "FAILING_OPERATION upsampling2d"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void between_weights_and_loss_it_throws(String operation, String words) {
    assertEquals(List.of(words + " 0.0 of 1.0"), refused("SDVariable out = " + operation + ";"));
  }

  @Test
  void what_is_computed_of_data_alone_needs_no_derivative() {
    assertEquals(List.of(), refused("SDVariable out = sd.nn().dropout(in, 0.5).mmul(w);"));
    assertEquals(List.of(), refused("SDVariable out = sd.nn().logSoftmax(in.mmul(w));"));
  }

  @Test
  void a_cell_without_its_peepholes() {
    assertEquals(
        List.of("MISSING_OPERAND lstmCell 5.0 of 8.0"),
        refused(
            """
            SDVariable state = sd.zero("state", 4, 3);
            LSTMWeights weights = LSTMWeights.builder()
                .weights(sd.var("u", new XavierInitScheme('c', 7, 12), DataType.FLOAT, 7, 12))
                .bias(sd.var("b", DataType.FLOAT, 12)).build();
            SDVariable out = sd.rnn().lstmCell(in, state, state, weights,
                LSTMConfiguration.builder().build())[6];
            """));
  }

  @Test
  void a_whole_cell_cannot_be_trained_either() {
    assertEquals(
        List.of("NO_DERIVATIVE gruCell 0.0 of 1.0"),
        refused(
            """
            SDVariable state = sd.zero("state", 4, 3);
            GRUWeights weights = GRUWeights.builder()
                .ruWeight(sd.var("u", new XavierInitScheme('c', 7, 6), DataType.FLOAT, 7, 6))
                .cWeight(sd.var("c", new XavierInitScheme('c', 7, 3), DataType.FLOAT, 7, 3))
                .ruBias(sd.var("b", DataType.FLOAT, 6))
                .cBias(sd.var("d", DataType.FLOAT, 3)).build();
            SDVariable out = sd.rnn().gruCell(in, state, weights)[3];
            """));
  }

  private static List<String> frozen(String body) {
    return net(body)
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.FROZEN_BIAS)
        .map(Remark::correction)
        .toList();
  }

  @Test
  void zeros_added_to_a_product_are_a_bias() {
    assertEquals(
        List.of("sd.var(\"b\", DataType.FLOAT, 3)"),
        frozen("SDVariable out = in.mmul(w).add(sd.zero(\"b\", 3));"));
    assertEquals(
        List.of("sd.var(\"b\", DataType.FLOAT, 1, 3)"),
        frozen(
            "SDVariable out = sd.nn().linear(in, w,"
                + " sd.constant(\"b\", Nd4j.zeros(DataType.FLOAT, 1, 3)));"));
  }

  @Test
  void ones_that_are_multiplied_by_are_a_gain() {
    assertEquals(
        List.of("sd.var(\"g\", new OneInitScheme('c'), DataType.FLOAT, 3)"),
        frozen("SDVariable out = in.mmul(w).mul(sd.one(\"g\", 3));"));
  }

  @Test
  void a_sum_that_starts_with_zeros_has_no_bias() {
    assertEquals(
        List.of(),
        frozen(
            """
            SDVariable sum = sd.zero("sum", 3);
            for (int i = 0; i < 3; i++) {
              sum = sum.add(in.mmul(w));
            }
            SDVariable out = sum;
            """));
  }

  @Test
  void constants_that_do_something_are_meant() {
    assertEquals(
        List.of(),
        frozen(
            "SDVariable out = in.mmul(w).add(sd.constant(\"b\", Nd4j.ones(DataType.FLOAT, 3)));"));
    assertEquals(
        List.of(),
        frozen("SDVariable out = in.mmul(w).add(sd.zero(\"b\", 3).convertToVariable());"));
  }
}
