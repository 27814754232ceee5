package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.signal.Assumptions;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Training;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.verify.probe.Descent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

  @ParameterizedTest
  @CsvSource({
    "ML311-single-unit-softmax/silent/two-units.onnx, softmax-cross-entropy",
    "ML311-single-unit-softmax/silent/sigmoid.onnx, sigmoid-cross-entropy"
  })
  void probabilities_are_trained_with_the_loss_that_they_are_part_of(String fixture, String loss)
      throws ModelReadException {
    assertEquals(List.of(loss), descent(fixture).losses());
  }

  @Test
  void numbers_without_a_function_are_trained_as_classes_and_as_values() throws ModelReadException {
    assertEquals(
        List.of("mse", "softmax-cross-entropy"), descent("oracle/mlp-relu-he.onnx").losses());
  }

  @Test
  void a_rate_that_is_said_to_be_too_high_is_tried_at_a_tenth() throws ModelReadException {
    Descent descent = descent("oracle/mlp-relu-he.onnx");

    assertEquals(0.01, descent.courses().get(Descent.TENTH_OF_RATE).rate(), 1e-12);
    assertTrue(descent.courses().containsKey(Descent.USUAL_RATE));
  }

  private static Descent descent(String fixture) throws ModelReadException {
    Graph graph = OnnxReader.read(Path.of("..", "fixtures").resolve(fixture));
    var training =
        Training.builder().optimizer(Optional.of("sgd")).learningRate(Optional.of(0.1)).build();
    var stated =
        new Graph(
            graph.name(),
            graph.nodes(),
            graph.inputs(),
            graph.outputs(),
            graph.parameters(),
            graph.declared(),
            graph.captured(),
            training,
            graph.metadata(),
            graph.place());
    var subject = new Subject(stated, Map.of(), Assumptions.DEFAULT);
    var rate = new Estimate(0.1, Estimate.Basis.EXACT);
    var finding =
        new Finding(
            "ML401",
            "excessive-learning-rate",
            Severity.ERROR,
            graph.place(),
            "too high",
            List.of(new Measure("learning rate", rate, 0.01)),
            Fix.of("lower it"));
    return new Simulation(subject).of(List.of(finding)).orElseThrow();
  }
}
