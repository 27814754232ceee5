package modellint.encog;

import static modellint.encog.EncogTest.main;
import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import modellint.definition.Definition;
import modellint.graph.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks told in a text; numbers of weights are those that Encog 3.4 laid out for four and three.
 */
class ArchitecturesTest {

  private static final Encog ENCOG = new Encog();

  private static String made(String kind, String architecture) {
    return main(
        """
        var factory = new org.encog.ml.factory.MLMethodFactory();
        var net = factory.create(%s, %s, 4, 3);
        """
            .formatted(kind, architecture));
  }

  private static String feedForward(String architecture) {
    return made("org.encog.ml.factory.MLMethodFactory.TYPE_FEEDFORWARD", '"' + architecture + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "?:B->TANH->7:B->?, 59, Gemm Tanh Gemm Tanh",
    "?:B->SIGMOID->4:B->SIGMOID->?, 35, Gemm Sigmoid Gemm Sigmoid",
    "5:B->RELU->?, 24, Gemm Relu",
    "?->?, 12, Gemm",
    "?b->TANHb->7->?, 49, Gemm Tanh Gemm Tanh",
    "?->relu->6:B->SoftMax->?, 45, Gemm Relu Gemm Softmax",
    "?->tanh(x=1)->+3->linear :B->?, 21, Gemm Tanh Gemm",
    "?:B->SIGMOID->4:B->5->?:B, 60, Gemm Sigmoid Gemm Sigmoid Gemm Sigmoid",
  })
  void a_function_is_that_of_all_layers_behind_it(
      String architecture, String parameters, String operators) {
    Definition it = only(ENCOG, feedForward(architecture));

    assertEquals(parameters, it.parameters().toString());
    assertEquals(operators, operators(it.graph()));
  }

  @Test
  void the_input_is_linear_so_weights_are_drawn_from_minus_one_to_one() {
    Definition it = only(ENCOG, feedForward("?:B->SIGMOID->4:B->SIGMOID->?"));

    assertEquals(1.0 / 3, init(it.graph(), "layer1_weight").variance(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?:B->TANH->7:b->?",
        "? -> SSIGMOID -> 8 : B -> ?",
        "?->TANH->8:B->0",
        "?->?->?",
        "?->NOPE->?",
        "?"
      })
  void what_the_factory_throws_at_is_refused(String architecture) {
    Definition it = only(ENCOG, feedForward(architecture));

    assertEquals(
        List.of(Refusal.Fault.ILL_WRITTEN),
        it.graph().training().details().refusals().stream().map(Refusal::fault).toList());
  }

  @Test
  void what_is_told_to_be_no_network_of_layers_is_none() {
    assertEquals(Map.of(), found(ENCOG, made("\"svm\"", "\"?->C->?\"")).refused());
    assertEquals(List.of(), found(ENCOG, made("\"svm\"", "\"?->C->?\"")).definitions());
  }

  @Test
  void what_is_not_known_is_said() {
    assertEquals(
        List.of("what MLMethodFactory makes is not known: parameter args of main"),
        List.copyOf(found(ENCOG, made("args[0]", "\"?->?\"")).refused().values()));
    assertEquals(
        List.of("its layers are not known: parameter args of main"),
        List.copyOf(found(ENCOG, made("\"feedforward\"", "args[0]")).refused().values()));
  }
}
