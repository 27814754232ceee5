package modellint.encog;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import modellint.graph.TrainingDetails;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the refused ones threw in 3.4, and none of the others did. */
class EncogRefusedTest {

  private static TrainingDetails details(String body) {
    return only(
            new Encog(),
            """
            import org.encog.engine.network.activation.*;
            import org.encog.ml.data.basic.*;
            import org.encog.neural.networks.*;
            import org.encog.neural.networks.layers.*;
            import org.encog.neural.networks.training.propagation.back.*;
            import org.encog.neural.networks.training.propagation.manhattan.*;
            import org.encog.neural.networks.training.propagation.quick.*;
            import org.encog.neural.networks.training.propagation.resilient.*;
            import org.encog.neural.pattern.*;
            import org.encog.util.simple.EncogUtility;
            class Net {
              static double[][] X = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
              static double[][] Y = {{0}, {1}, {1}, {0}};
              static void make(boolean some) {
                %s
              }
            }
            """
                .formatted(body))
        .graph()
        .training()
        .details();
  }

  private static String faults(String body) {
    return details(body).refusals().stream()
        .map(it -> it.fault().toString())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3, 4, 0, 1 | Backpropagation(net, data, 0.1, 0) | MISMATCHED_DATA",
        "2, 4, 0, 3 | Backpropagation(net, data) | MISMATCHED_DATA",
        "3, 4, 0, 1 | QuickPropagation(net, data) | MISMATCHED_DATA",
        "2, 4, 0, 1 | Backpropagation(net, data, 0.1, 0) | ''",
        "3, 4, 0, 1 | ResilientPropagation(net, data) | ''",
        "3, 4, 0, 1 | Backpropagation(net, null, 0.1, 0) | ''"
      })
  void data_that_the_source_writes_down(String sizes, String trainer, String faults) {
    assertEquals(
        faults,
        faults(
            "BasicNetwork net = EncogUtility.simpleFeedForward("
                + sizes
                + ", false); var data = new BasicMLDataSet(X, Y); var train = new "
                + trainer
                + ";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ManhattanPropagation(net, null, 0.1) | setBatchSize(1) | PURE_BATCH",
        "QuickPropagation(net, null) | setBatchSize(10) | PURE_BATCH",
        "QuickPropagation(net, null) | setBatchSize(0) | ''",
        "ResilientPropagation(net, null) | setBatchSize(1) | ''"
      })
  void some_trainers_take_all_data(String trainer, String call, String faults) {
    assertEquals(
        faults,
        faults(
            "BasicNetwork net = EncogUtility.simpleFeedForward(2, 4, 0, 1, false);"
                + "var train = new "
                + trainer
                + "; train."
                + call
                + ";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADALINEPattern | p.addHiddenLayer(3); | MISUSED_PATTERN",
        "ADALINEPattern | p.setActivationFunction(new ActivationTANH()); | MISUSED_PATTERN",
        "ADALINEPattern | '' | ''",
        "ElmanPattern | p.addHiddenLayer(3); p.addHiddenLayer(3); | MISUSED_PATTERN",
        "JordanPattern | p.addHiddenLayer(3); p.addHiddenLayer(3); | MISUSED_PATTERN",
        "JordanPattern | p.addHiddenLayer(3); p.setActivationFunction(new ActivationTANH()); | ''",
        "FeedForwardPattern | p.addHiddenLayer(3); p.addHiddenLayer(3); | ''"
      })
  void patterns(String type, String calls, String faults) {
    assertEquals(
        faults,
        faults(
            type
                + " p = new "
                + type
                + "(); p.setInputNeurons(2); p.setOutputNeurons(1);"
                + calls
                + "BasicNetwork net = (BasicNetwork) p.generate();"));
  }

  @ParameterizedTest
  @CsvSource({"Competitive, UNDERIVED_FUNCTION", "TANH, ''", "Step, ''"})
  void a_function_without_a_derivative(String function, String faults) {
    assertEquals(
        faults,
        faults(
            """
            BasicNetwork net = new BasicNetwork();
            net.addLayer(new BasicLayer(null, true, 2));
            net.addLayer(new BasicLayer(new Activation%s(), true, 3));
            net.addLayer(new BasicLayer(new ActivationSigmoid(), false, 1));
            net.getStructure().finalizeStructure();
            net.reset();
            var train = new ResilientPropagation(net, null);
            train.iteration();
            """
                .formatted(function)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setNesterovUpdate(true); | UNREAD_SETTING",
        "setNesterovUpdate(true); train.setDroupoutRate(0.1); | ASCENDING_UPDATE",
        "setNesterovUpdate(true); if (some) train.setDroupoutRate(0.1); | ''",
        "setNesterovUpdate(some); | ''",
        "setNesterovUpdate(false); | ''"
      })
  void nesterovs_update_is_never_what_it_says(String calls, String kinds) {
    assertEquals(
        kinds,
        details(
                "BasicNetwork net = EncogUtility.simpleFeedForward(2, 4, 0, 1, false);"
                    + "var train = new Backpropagation(net, null, 0.1, 0.5); train."
                    + calls)
            .remarks()
            .stream()
            .map(it -> it.kind().toString())
            .filter(it -> !it.startsWith("SUMMED"))
            .collect(Collectors.joining(" ")));
  }
}
