package modellint.djl;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.definition.Definition;
import org.junit.jupiter.api.Test;

/** What keeps a block from being read is told with the call and its line. */
class UndeterminedTest {

  /** The class has lines from the ninth on. */
  private static String own(String fields, String forward) {
    return """
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.convolutional.*;
    import ai.djl.nn.core.*;
    import ai.djl.training.*;
    import ai.djl.util.*;
    import somewhere.Elsewhere;
    class Own extends AbstractBlock {
      final Block line = addChildBlock("line", Linear.builder().setUnits(5).build());
      %s
      protected NDList forwardInternal(
          ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        %s
      }
      static void setBlock() {
        new Own();
      }
    }
    """
        .formatted(fields, forward);
  }

  private static String reason(String fields, String forward) {
    return String.join("; ", found(new Djl(), own(fields, forward)).refused().values());
  }

  @Test
  void a_call_of_code_that_is_not_at_hand_is_named_with_its_line() {
    assertEquals(
        "what Elsewhere.mixed gives in line 14 is not known",
        reason("", "return line.forward(store, Elsewhere.mixed(inputs), training);"));
  }

  @Test
  void a_call_on_an_object_is_named_with_its_line() {
    assertEquals(
        "what Elsewhere.mixed gives in line 14 is not known",
        reason("Elsewhere other = new Elsewhere();", "return new NDList(other.mixed(inputs));"));
  }

  @Test
  void an_array_that_is_null_is_said_to_be() {
    assertEquals(
        "null stands where an array is read (line 14)",
        reason("", "return line.forward(store, new NDList((NDArray) null), training);"));
  }

  @Test
  void a_layer_whose_settings_are_not_known_is_named_with_its_line() {
    assertEquals(
        "optBias of Linear is not known (line 11)",
        reason(
            "final Block second = addChildBlock(\"second\","
                + " Linear.builder().setUnits(5).optBias(Elsewhere.flag()).build());",
            "return second.forward(store, inputs, training);"));
  }

  @Test
  void a_size_within_a_shape_is_named() {
    assertEquals(
        "parameter side of padded (line 7)",
        String.join(
            "; ",
            found(
                    new Djl(),
                    """
                    import ai.djl.ndarray.types.*;
                    import ai.djl.nn.*;
                    import ai.djl.nn.convolutional.*;
                    class Net {
                      static Block padded(int side) {
                        return new SequentialBlock()
                            .add(Conv2d.builder().setFilters(4).setKernelShape(new Shape(3, 3))
                                .optPadding(new Shape(side, 1)).build());
                      }
                    }
                    """)
                .refused()
                .values()));
  }

  @Test
  void children_are_read_as_the_pairs_that_they_are_kept_in() {
    String each =
        """
        NDList at = inputs;
        for (Pair<String, Block> child : getChildren()) {
          at = child.getValue().forward(store, at, training);
        }
        return new NDList(Activation.relu(at.head()));
        """;

    assertEquals("Gemm Relu", operators(only(new Djl(), own("", each)).graph()));
  }

  @Test
  void a_table_of_the_programs_own_is_looked_up() {
    Definition read =
        only(
            new Djl(),
            own(
                """
                final Parameter table = addParameter(Parameter.builder().setName("table")
                    .setType(Parameter.Type.WEIGHT).optShape(new Shape(30, 4)).build());
                """,
                """
                NDManager scope = NDManager.subManagerOf(inputs);
                NDArray rows = store.getValue(table, inputs.head().getDevice(), training);
                return scope.ret(Embedding.embedding(inputs.head(), rows, SparseFormat.DENSE));
                """));

    assertEquals("Cast Gather", operators(read.graph()));
    assertEquals("120", read.parameters().toString());
    assertEquals(List.of("no shape of the input is stated"), read.unknowns());
  }
}
