package modellint.neuroph;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Refusal;
import org.junit.jupiter.api.Test;

/** Parameters counted by the library itself. */
class RecurrentTest {

  private static final Neuroph NEUROPH = new Neuroph();

  private static String main(String body) {
    return "import org.neuroph.nnet.*;\n class Net { void f(int n) { " + body + " } }";
  }

  @Test
  void elmans_context_reads_each_hidden_unit_and_the_bias_by_a_weight_of_one() {
    Definition it = only(NEUROPH, main("var net = new ElmanNetwork(2, 3, 4, 1);"));

    assertEquals("29", it.parameters().toString());
    assertEquals("Mul Sigmoid Concat Gemm Sigmoid Gemm Sigmoid", operators(it.graph()));
    assertEquals(1, init(it.graph(), "context_weight").mean());
    assertEquals(2, it.graph().inputs().size());
    assertEquals(Optional.of("sgd"), it.graph().training().optimizer());
    assertEquals(Optional.of(0.1), it.graph().training().learningRate());
  }

  @Test
  void jordans_context_reads_every_output() {
    Definition it = only(NEUROPH, main("var net = new JordanNetwork(2, 3, 4, 1);"));

    assertEquals("29", it.parameters().toString());
    assertEquals("Gemm Sigmoid Concat Gemm Sigmoid Gemm Sigmoid", operators(it.graph()));
  }

  @Test
  void a_context_without_a_unit_for_the_bias_is_refused_as_the_library_does() {
    Refusal refusal =
        only(NEUROPH, main("new ElmanNetwork(2, 3, 3, 1);"))
            .graph()
            .training()
            .details()
            .refusals()
            .get(0);

    assertEquals(Refusal.Fault.SMALL_CONTEXT, refusal.fault());
    assertEquals(List.of(3.0, 4.0), List.of(refusal.value(), refusal.limit()));
  }

  @Test
  void sizes_known_at_run_time_alone_stay_symbols() {
    Definition it = only(NEUROPH, main("var net = new JordanNetwork(2, 3, 4, n);"));

    assertEquals("4*n+3*n+n+21", it.parameters().toString());
  }
}
