package modellint.smile;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.graph.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Smile 4.4.2 itself threw at, or took, when each of these was run. */
class RefusedTest {

  private static final String NET =
      "MLP net = new MLP(Layer.input(4), Layer.tanh(5), Layer.mle(3, OutputFunction.SOFTMAX));";

  private static List<String> faults(String body) {
    return only(
            new Smile(),
            """
            import java.util.Properties;
            import smile.base.mlp.*;
            import smile.classification.MLP;
            import smile.util.function.TimeFunction;
            class Net {
              void train(double[][] x, int[] y, int n, boolean late, double given) {
                %s
              }
            }
            """
                .formatted(body))
        .graph()
        .training()
        .details()
        .refusals()
        .stream()
        .map(it -> (it.fault() + " " + it.value() + " " + it.limit()))
        .toList();
  }

  private static String net(String layers) {
    return "MLP net = new MLP(" + layers + ");";
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "Layer.input(4), Layer.mle(3, OutputFunction.SOFTMAX) -> FEW_LAYERS 2.0 3.0",
        "Layer.tanh(4), Layer.tanh(5), Layer.mle(3, OutputFunction.SOFTMAX)"
            + " -> NO_INPUT_LAYER 0.0 1.0",
        "Layer.input(4), Layer.tanh(4), Layer.tanh(5) -> NO_OUTPUT_LAYER 0.0 1.0",
        "Layer.input(4), Layer.tanh(0), Layer.mle(3, OutputFunction.SOFTMAX)"
            + " -> EMPTY_LAYER 0.0 1.0",
        "Layer.input(4), Layer.tanh(5), Layer.mle(3, OutputFunction.LINEAR)"
            + " -> LINEAR_LIKELIHOOD 3.0 0.0",
        "Layer.input(4), Layer.tanh(5), Layer.mse(3, OutputFunction.SOFTMAX)"
            + " -> SQUARED_SOFTMAX 3.0 0.0",
        "Layer.input(4), Layer.tanh(5, 1.0), Layer.mle(3, OutputFunction.SOFTMAX)"
            + " -> DROPPED_SHARE 1.0 1.0",
        "Layer.input(4, -0.1), Layer.tanh(5), Layer.mle(3, OutputFunction.SOFTMAX)"
            + " -> DROPPED_SHARE -0.1 0.0",
        "Layer.of(3, 4, \"rectifier(30)\") -> UNKNOWN_FUNCTION 0.0 1.0",
        "Layer.of(3, 4, \"ReLU(5)|Input(4)\") -> UNKNOWN_FUNCTION 0.0 1.0",
        "Layer.of(3, 4, \"Softmax(3)\") -> UNKNOWN_FUNCTION 0.0 1.0",
        "Layer.of(3, 4, \"ReLU( 100 )\") -> ILL_WRITTEN 0.0 1.0",
        "Layer.of(3, 4, \"ReLU\") -> ILL_WRITTEN 0.0 1.0",
        "Layer.of(3, 4, \"relu(-5)\") -> EMPTY_LAYER -5.0 1.0"
      })
  void layers_that_the_constructor_throws_at(String layers, String fault) {
    assertEquals(List.of(fault), faults(net(layers)));
  }

  @Test
  void a_space_before_a_bar_is_enough() {
    assertEquals(
        List.of("ILL_WRITTEN 0.0 1.0", "ILL_WRITTEN 0.0 1.0"),
        faults("MLP net = new MLP(Layer.of(3, 4, \"ReLU(100) | Tanh(30)\"));"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Layer.input(4), Layer.tanh(5), Layer.mse(3, OutputFunction.SIGMOID)",
        "Layer.input(4, 0.2), Layer.tanh(5, 0.99), Layer.mle(3, OutputFunction.SOFTMAX)",
        "Layer.input(n), Layer.tanh(n), Layer.mle(n, OutputFunction.SOFTMAX)",
        "Layer.of(3, 4, \"Input(4)|ReLU(5)\")",
        "Layer.of(3, 4, \"Leaky(5, 0.1, 0.2)\")",
        "Layer.of(3, 4, \"relu(5, .5)|relu(5,5e-1)|\")"
      })
  void layers_that_it_takes(String layers) {
    assertEquals(List.of(), faults(net(layers)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setRMSProp(1, 1e-7) | IMPOSSIBLE_SHARE 1.0 1.0",
        "setRMSProp(-0.1, 1e-7) | IMPOSSIBLE_SHARE -0.1 0.0",
        "setRMSProp(0.9, 0) | NO_EPSILON 0.0 0.0",
        "setWeightDecay(-1) | NEGATIVE_SETTING -1.0 0.0",
        "setClipValue(-1) | NEGATIVE_SETTING -1.0 0.0",
        "setClipNorm(-1) | NEGATIVE_SETTING -1.0 0.0",
        "setLearningRate(TimeFunction.constant(0)) | NO_RATE 0.0 0.0",
        "setLearningRate(TimeFunction.constant(-1)) | NO_RATE -1.0 0.0",
        "setMomentum(TimeFunction.constant(1)) | IMPOSSIBLE_SHARE 1.0 1.0",
        "setMomentum(TimeFunction.constant(-0.1)) | IMPOSSIBLE_SHARE -0.1 0.0",
        "setWeightDecay(6) | SHRUNK_WEIGHTS 0.12 0.1",
        "setLearningRate(TimeFunction.of(\"constant(0.1)\")) | ILL_WRITTEN 0.0 1.0",
        "setLearningRate(TimeFunction.of(\"linear(0.1 10 0.01)\")) | ILL_WRITTEN 0.0 1.0",
        "setLearningRate(TimeFunction.of(\"cosine(0.01, 10)\")) | ILL_WRITTEN 0.0 1.0",
        "setLearningRate(TimeFunction.piecewise(new int[] {10}, new double[] {0.1}))"
            + " | UNPAIRED_RATES 1.0 2.0",
        "setLearningRate(TimeFunction.of(\"piecewise([10, 20], [0.1, 0.2])\"))"
            + " | UNPAIRED_RATES 2.0 3.0"
      })
  void numbers_that_a_setter_or_the_first_step_throws_at(String call, String fault) {
    assertEquals(List.of(fault), faults(NET + "net." + call + ";"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "net.setRMSProp(0, 1e-7)",
        "net.setClipNorm(0)",
        "net.setWeightDecay(4)",
        "net.setWeightDecay(given)",
        "net.setMomentum(TimeFunction.constant(0))",
        "net.setLearningRate(TimeFunction.of(\"1e-3\"))",
        "net.setLearningRate(TimeFunction.of(\"inversetimedecay(0.1, 10)\"))",
        "net.setLearningRate(TimeFunction.of(\"exp(0.1, 10, 0.9, true)\"))",
        "net.setLearningRate(TimeFunction.piecewise(new int[] {10}, new double[] {0.1, 0.01}))",
        "if (late) net.setWeightDecay(-1)"
      })
  void numbers_that_are_taken_or_not_known(String call) {
    assertEquals(List.of(), faults(NET + call + ";"));
  }

  @Test
  void a_regression_adds_the_output_that_is_missing() {
    String code =
        """
        import smile.base.mlp.*;
        import smile.regression.MLP;
        class Net {
          MLP net() {
            return new MLP(Layer.input(4)%s);
          }
        }
        """;

    List<Refusal> none =
        only(new Smile(), code.formatted(", Layer.tanh(3)"))
            .graph()
            .training()
            .details()
            .refusals();
    List<Refusal> few =
        only(new Smile(), code.formatted("")).graph().training().details().refusals();

    assertEquals(List.of(), none);
    assertEquals(Refusal.Fault.FEW_LAYERS, few.get(0).fault());
  }

  @Test
  void properties_are_set_as_their_setters_are() {
    String told =
        "Properties told = new Properties(); told.setProperty(\"smile.mlp.%s\", \"%s\");"
            + " MLP net = MLP.fit(x, y, told);";

    assertEquals(List.of("NEGATIVE_SETTING -1.0 0.0"), faults(told.formatted("clip_norm", "-1")));
    assertEquals(List.of("IMPOSSIBLE_SHARE 1.5 1.0"), faults(told.formatted("RMSProp.rho", "1.5")));
    assertEquals(List.of("ILL_WRITTEN 0.0 1.0"), faults(told.formatted("learning_rate", "fast")));
    assertEquals(List.of(), faults(told.formatted("learning_rate", "0.1")));
  }
}
