package modellint.samediff;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

class SameDiffTest {

  private static final SameDiff SAMEDIFF = new SameDiff();

  private static String main(String body) {
    return """
    import org.nd4j.autodiff.samediff.*;
    import org.nd4j.linalg.api.buffer.DataType;
    import org.nd4j.linalg.factory.Nd4j;
    import org.nd4j.linalg.learning.config.*;
    import org.nd4j.weightinit.impl.*;
    class Net {
      public static void main(String[] args) {
        SameDiff sd = SameDiff.create();
        %s
      }
    }
    """
        .formatted(body);
  }

  @Test
  void operations_are_followed_back_from_the_loss() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 784);
                SDVariable label = sd.placeHolder("label", DataType.FLOAT, -1, 10);
                SDVariable w0 = sd.var("w0", new XavierInitScheme('c', 784, 64), DataType.FLOAT, 784, 64);
                SDVariable b0 = sd.var("b0", DataType.FLOAT, 1, 64);
                SDVariable h = sd.nn().tanh(in.mmul(w0).add(b0));
                SDVariable w1 = sd.var("w1", DataType.FLOAT, 64, 10);
                SDVariable out = h.mmul("out", w1);
                SDVariable loss = sd.loss().softmaxCrossEntropy("loss", label, out, null);
                sd.setLossVariables(loss);
                sd.setTrainingConfig(new TrainingConfig.Builder().l2(1e-4)
                    .updater(new Nesterovs(5e-5)).build());
                """));

    assertEquals("MatMul Add Tanh MatMul", operators(it.graph()));
    assertEquals("50880", it.parameters().toString());
    assertEquals(2.0 / 848, init(it.graph(), "w0").variance(), 1e-12);
    assertEquals(0, init(it.graph(), "w1").secondMoment());
    assertEquals(1, it.graph().inputs().size());
    assertEquals(Optional.of("nesterovs"), it.graph().training().optimizer());
    assertEquals(Optional.of(0.1), it.graph().training().learningRate());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), it.graph().training().loss());
    assertEquals(Optional.of(1e-4), it.graph().training().l2());
  }

  @Test
  void a_size_that_is_unknown_is_said() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable w = sd.var("w", DataType.FLOAT, 4, args.length);
                SDVariable out = sd.nn().softmax("out", in.mmul(w));
                """));

    assertEquals("MatMul Softmax", operators(it.graph()));
    assertEquals(1, it.unknowns().size());
  }

  @Test
  void a_variable_of_unknown_shape_has_the_dimensions_that_its_reader_wants() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable w = sd.var("w", Nd4j.createFromNpyFile(file));
                SDVariable out = in.mmul(w);
                """));

    assertEquals("MatMul", operators(it.graph()));
    assertEquals("[w[0], w[1]]", it.graph().parameters().get("w").shape().toString());
    assertEquals(
        List.of("variable w is set from an array", "the shape of w: w[0]", "the shape of w: w[1]"),
        it.unknowns());
  }

  @Test
  void a_variable_of_unknown_rank_refuses_the_graph() {
    var found =
        found(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable w = sd.var("w", Nd4j.createFromNpyFile(file));
                SDVariable out = in.add(w);
                """));

    assertEquals(
        List.of("the shape of variable w is not known"), List.copyOf(found.refused().values()));
  }

  @Test
  void a_scheme_with_an_unknown_fan_is_unknown() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable w =
                    sd.var("w", new ReluInitScheme('c', args.length), DataType.FLOAT, 4, 3);
                SDVariable out = sd.nn().relu(in.mmul(w), 0);
                """));

    assertInstanceOf(Weights.Unknown.class, it.graph().parameters().get("w").weights());
  }

  @Test
  void arrays_that_the_factory_fills_are_known() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable w = sd.var("w", Nd4j.randn(DataType.FLOAT, 4, 3));
                SDVariable b = sd.var("b", Nd4j.zeros(3));
                SDVariable out = in.mmul(w).add(b);
                """));

    assertEquals("15", it.parameters().toString());
    assertEquals(1, init(it.graph(), "w").variance());
    assertEquals(0, init(it.graph(), "b").secondMoment());
  }

  @Test
  void of_two_losses_the_one_marked_counts() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
                SDVariable label = sd.placeHolder("label", DataType.FLOAT, -1, 3);
                SDVariable w = sd.var("w", new XavierInitScheme('c', 4, 3), DataType.FLOAT, 4, 3);
                SDVariable out = in.mmul(w);
                sd.loss().meanSquaredError("squares", label, out, null).markAsLoss();
                sd.loss().absoluteDifference("distances", label, out, null);
                """));

    assertEquals(Optional.of(Loss.MSE), it.graph().training().loss());
  }
}
