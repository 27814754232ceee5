package modellint.neuroph;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Refusal;
import modellint.graph.TrainingDetails.Remark;
import org.junit.jupiter.api.Test;

/** Counts and deviations are those of the library itself, of {@code Weight}s told apart. */
class FeatureMapsTest {

  private static final Neuroph NEUROPH = new Neuroph();

  private static String main(String layers) {
    return """
    import org.neuroph.core.transfer.*;
    import org.neuroph.nnet.*;
    import org.neuroph.nnet.comp.Dimension2D;
    import org.neuroph.nnet.learning.*;
    class Net {
      public static void main(String[] args) {
        ConvolutionalNetwork net = new ConvolutionalNetwork.Builder()%s.build();
        ConvolutionalBackpropagation rule = new ConvolutionalBackpropagation();
        rule.setLearningRate(0.2);
        net.setLearningRule(rule);
      }
    }
    """
        .formatted(layers);
  }

  private static final String FIVE =
      """
      .withInputLayer(8, 8, 2)
      .withConvolutionLayer(3, 3, 4)
      .withPoolingLayer(2, 2)
      .withConvolutionLayer(2, 2, 3)
      .withFullConnectedLayer(5)
      .withFullConnectedLayer(2)
      """;

  @Test
  void each_unit_of_a_map_has_a_bias_for_each_map_that_it_reads() {
    Definition it = only(NEUROPH, main(FIVE));

    assertEquals("526", it.parameters().toString());
    assertEquals(
        "Conv Add Tanh MaxPool Tanh Conv Add Tanh Flatten Gemm Sigmoid Gemm Sigmoid",
        operators(it.graph()));
    assertEquals("[4, 6, 6]", it.graph().parameters().get("conv1_bias").shape().toString());
    assertEquals(0.0225 / 3, init(it.graph(), "conv1_weight").variance(), 1e-12);
    assertEquals(4.0 / 12, init(it.graph(), "conv3_bias").variance(), 1e-12);
    assertEquals(1.0 / 12, init(it.graph(), "layer4_weight").variance(), 1e-12);
  }

  @Test
  void the_hidden_layer_of_units_is_remarked_because_no_step_changes_it() {
    var training = only(NEUROPH, main(FIVE)).graph().training();

    assertEquals(Optional.of("momentum"), training.optimizer());
    assertEquals(Optional.of(0.2), training.learningRate());
    assertEquals(
        List.of(
            Remark.Kind.UNTRAINED_LAYER,
            Remark.Kind.SUMMED_OUTPUTS,
            Remark.Kind.FORGOTTEN_MOMENTUM),
        training.details().remarks().stream().map(Remark::kind).toList());
    assertEquals(5, training.details().remarks().get(0).value());
  }

  @Test
  void an_output_layer_alone_is_trained() {
    String layers =
        """
        .withInputLayer(8, 8, 1)
        .withConvolutionLayer(new Dimension2D(3, 3), 4, RectifiedLinear.class)
        .withFullConnectedLayer(2)
        """;
    Definition it = only(NEUROPH, main(layers));

    assertEquals("Conv Add Relu Flatten Gemm Sigmoid", operators(it.graph()));
    assertEquals(0, it.graph().training().details().remarks(Remark.Kind.UNTRAINED_LAYER).count());
  }

  @Test
  void maps_known_at_run_time_alone_stay_symbols() {
    Definition it =
        only(
            NEUROPH,
            main(
                """
                .withInputLayer(8, 8, 1)
                .withConvolutionLayer(3, 3, args.length)
                .withFullConnectedLayer(2)
                """));

    assertEquals(List.of("the channels of conv1: args.length"), it.unknowns());
  }

  @Test
  void a_kernel_that_is_not_square_is_refused_as_the_library_does() {
    String layers =
        ".withInputLayer(8, 8, 1).withConvolutionLayer(3, 2, 1).withFullConnectedLayer(2)";

    Refusal refusal = only(NEUROPH, main(layers)).graph().training().details().refusals().get(0);

    assertEquals(Refusal.Fault.UNSQUARE_KERNEL, refusal.fault());
    assertEquals(List.of(2.0, 3.0), List.of(refusal.value(), refusal.limit()));
  }
}
