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
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

class SameDiffTest {

  private static final SameDiff SAMEDIFF = new SameDiff();

  private static String main(String body) {
    return """
    import org.nd4j.autodiff.samediff.*;
    import org.nd4j.linalg.api.buffer.DataType;
    import org.nd4j.linalg.factory.Nd4j;
    import org.nd4j.linalg.api.ops.impl.layers.convolution.config.*;
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
  void several_losses_have_their_predictions_each_and_none_the_gradient() {
    Definition it =
        net(
            """
            SDVariable v = sd.var("v", new XavierInitScheme('c', 4, 3), DataType.FLOAT, 4, 3);
            sd.loss().meanSquaredError("squares", label, in.mmul(w), null);
            sd.loss().absoluteDifference("distances", label, in.mmul(v), null);
            sd.setLossVariables("squares", "distances");
            """);

    assertEquals("MatMul MatMul", operators(it.graph()));
    assertEquals(2, it.graph().outputs().size());
    assertEquals("24", it.parameters().toString());
    assertEquals(Optional.of(Loss.OTHER), it.graph().training().loss());
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

  private static Definition net(String body) {
    return only(
        SAMEDIFF,
        main(
            """
            SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 4);
            SDVariable label = sd.placeHolder("label", DataType.FLOAT, -1, 3);
            SDVariable w = sd.var("w", new XavierInitScheme('c', 4, 3), DataType.FLOAT, 4, 3);
            """
                + body));
  }

  @Test
  void what_zero_and_one_make_is_no_parameter() {
    Definition it = net("SDVariable out = in.mmul(w).add(sd.zero(\"b\", 3));");

    assertEquals("12", it.parameters().toString());
    assertEquals(0, init(it.graph(), "b").secondMoment());
  }

  @Test
  void a_scalar_is_a_parameter_and_a_constant_is_none() {
    Definition it =
        net("SDVariable out = in.mmul(w).mul(sd.scalar(\"s\", 2.0)).add(sd.constant(\"c\", 1.0));");

    assertEquals("13", it.parameters().toString());
    assertEquals(2, init(it.graph(), "s").mean());
  }

  @Test
  void a_cutoff_is_the_least_value_of_a_relu() {
    assertEquals("MatMul Max", operators(net("sd.nn().relu(in.mmul(w), 0.5);").graph()));
    assertEquals("MatMul Relu", operators(net("sd.nn().relu(in.mmul(w), 0);").graph()));
  }

  @Test
  void inverted_dropout_keeps_with_its_probability() {
    Definition it = net("sd.nn().dropoutInverted(in.mmul(w), 0.1);");

    assertEquals("MatMul Dropout", operators(it.graph()));
    assertEquals(
        Optional.of(List.of(0.9)),
        Optional.ofNullable(it.graph().parameters().get("dropoutInverted1/ratio"))
            .flatMap(ratio -> ratio.values()));
  }

  @Test
  void plain_dropout_does_not_scale_what_it_keeps() {
    assertEquals("MatMul Dropout Mul", operators(net("sd.nn().dropout(in.mmul(w), 0.9);").graph()));
  }

  @Test
  void a_name_space_is_a_field_as_well() {
    Definition it =
        net(
            """
            SDVariable out = sd.nn.softmax("out", in.mmul(w));
            sd.setLossVariables(sd.math.squaredDifference(out, label).mean());
            """);

    assertEquals("MatMul Softmax", operators(it.graph()));
    assertEquals(Optional.of(Loss.MSE), it.graph().training().loss());
  }

  @Test
  void a_sum_of_squares_has_a_gradient_of_another_size() {
    Definition it = net("sd.math().square(in.mmul(w).sub(label)).sum(\"loss\").markAsLoss();");

    assertEquals("MatMul", operators(it.graph()));
    assertEquals(Optional.of(Loss.OTHER), it.graph().training().loss());
    assertEquals(Optional.of("mse"), it.graph().training().details().lossName());
  }

  @Test
  void a_loss_that_sums_over_the_batch_is_that_loss_and_remarked_on() {
    Definition it =
        net(
            """
            sd.loss().meanSquaredError("loss", label, in.mmul(w), null,
                org.nd4j.autodiff.loss.LossReduce.SUM).markAsLoss();
            """);

    assertEquals(Optional.of(Loss.MSE), it.graph().training().loss());
    assertEquals(Optional.of("meansquarederror"), it.graph().training().details().lossName());
    assertEquals(
        List.of(Remark.Kind.SUMMED_GRADIENT, Remark.Kind.SUMMED_OUTPUTS),
        it.graph().training().details().remarks().stream().map(Remark::kind).toList());
  }

  @Test
  void a_loss_with_a_penalty_beside_it_is_still_that_loss() {
    Definition it =
        net(
            """
            SDVariable loss = sd.loss().softmaxCrossEntropy(label, in.mmul("logits", w), null);
            loss.add("total", sd.loss().l2Loss(w)).markAsLoss();
            """);

    assertEquals("MatMul", operators(it.graph()));
    assertEquals(Optional.of("softmaxcrossentropy"), it.graph().training().details().lossName());
  }

  @Test
  void the_configuration_names_the_loss_by_its_name() {
    Definition it =
        net(
            """
            sd.loss().meanSquaredError("squares", label, in.mmul(w), null);
            sd.loss().absoluteDifference("distances", label, in.mmul(w), null);
            sd.setTrainingConfig(new TrainingConfig.Builder().minimize("squares")
                .updater(new Adam(1e-3)).build());
            """);

    assertEquals(Optional.of(Loss.MSE), it.graph().training().loss());
  }

  @Test
  void of_l2_and_weight_decay_the_later_stays() {
    Definition it =
        net(
            """
            sd.loss().meanSquaredError("loss", label, in.mmul(w), null);
            sd.setTrainingConfig(new TrainingConfig.Builder().l2(1e-3).weightDecay(1e-2, true)
                .updater(new Adam(1e-3)).build());
            """);

    assertEquals(Optional.empty(), it.graph().training().l2());
    assertEquals(Optional.of(1e-2), it.graph().training().weightDecay());
  }

  @Test
  void a_variable_is_found_by_its_name() {
    Definition it =
        net(
            """
            in.mmul("sum", w);
            SDVariable out = sd.nn().tanh(sd.getVariable("sum"));
            """);

    assertEquals("MatMul Tanh", operators(it.graph()));
  }

  @Test
  void a_batch_normalisation_uses_the_statistics_it_is_given() {
    Definition it =
        net(
            """
            SDVariable out = sd.nn().batchNorm(in.mmul(w), sd.zero("mean", 3), sd.one("var", 3),
                sd.one("gamma", 3), sd.zero("beta", 3), 1e-5, 1);
            """);

    assertEquals("MatMul BatchNormalization", operators(it.graph()));
    assertEquals(0, it.graph().nodes().get(1).integer("training_mode", 0));
  }

  @Test
  void an_operation_that_is_not_modelled_is_said() {
    Definition it = net("SDVariable out = sd.cumprod(in.mmul(w), 1);");

    assertEquals("MatMul cumprod", operators(it.graph()));
    assertEquals(List.of("cumprod is not modelled"), it.unknowns());
  }

  @Test
  void a_window_of_unknown_size_leaves_the_rest_readable() {
    Definition it =
        only(
            SAMEDIFF,
            main(
                """
                SDVariable in = sd.placeHolder("input", DataType.FLOAT, -1, 1, 8, 8);
                SDVariable w = sd.var("w", new ReluInitScheme('c', 9), DataType.FLOAT, 3, 3, 1, 4);
                SDVariable c = sd.cnn().conv2d(in, w, Conv2DConfig.builder().kH(3).kW(3).build());
                SDVariable out = sd.cnn().maxPooling2d(c, Pooling2DConfig.builder()
                    .kH(args.length).kW(2).build());
                """));

    assertEquals("Transpose Conv maxPooling2d", operators(it.graph()));
    assertEquals(List.of("kH of a Pooling2DConfig is not known"), it.unknowns());
  }
}
