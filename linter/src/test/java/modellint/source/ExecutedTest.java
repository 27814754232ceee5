package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.testing.Definitions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is read from definitions of Encog and Deep Netts against what the libraries were seen to
 * make of them. Smile's classes ask for Java 21 and Neuroph is in no public repository: their tests
 * compute what the formulas of their sources say instead.
 */
class ExecutedTest {

  /** Standard deviations of a sample that a true mean or deviation stays within. */
  private static final double SIGMAS = 6;

  private static final Map<String, String> OPERATORS =
      Map.of(
          "RELU", "Relu",
          "ReLU", "Relu",
          "SIGMOID", "Sigmoid",
          "Sigmoid", "Sigmoid",
          "TANH", "Tanh",
          "SOFTMAX", "Softmax",
          "Linear", "");

  @TestFactory
  Stream<DynamicTest> every_definition_is_read_as_the_library_made_it() {
    List<Executed> all = Executed.recorded();
    assertFalse(all.isEmpty());
    return Executed.definitions().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        compare(
                            Executed.read(name),
                            all.stream().filter(it -> it.definition().equals(name)).toList())));
  }

  @Test
  void the_record_has_every_definition() {
    assertEquals(
        Executed.definitions(),
        Executed.recorded().stream().map(Executed::definition).distinct().sorted().toList());
  }

  static void compare(Definition read, List<Executed> truth) {
    assertEquals(truth.stream().mapToLong(Executed::count).sum(), read.parameters().size());
    assertEquals(
        truth.stream().map(Executed::tensor).sorted().toList(),
        read.graph().parameters().keySet().stream()
            .filter(it -> it.matches(".*_(weight|bias)"))
            .sorted()
            .toList());
    for (Executed it : truth) {
      assertEquals(
          it.count(), read.graph().parameters().get(it.tensor()).shape().elements().size());
      assertEquals(OPERATORS.get(it.function()), operator(read, it), it.tensor());
      Init init = Definitions.init(read.graph(), it.tensor());
      double deviation = Math.sqrt(init.variance());
      double error = SIGMAS / Math.sqrt(it.drawn());
      assertEquals(it.mean(), init.mean(), deviation * error + 1e-6, it.tensor());
      assertEquals(it.deviation(), deviation, deviation * error + 1e-6, it.tensor());
    }
  }

  /** The operator behind the layer's sum; empty where the sum is the output. */
  private static String operator(Definition read, Executed it) {
    String layer = it.tensor().replaceAll("_(weight|bias)$", "");
    Optional<Node> function =
        read.graph().nodes().stream().filter(node -> node.inputs().contains(layer)).findFirst();
    return function.map(Node::type).orElse("");
  }
}
