package modellint.djl;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import modellint.definition.Definition;
import modellint.definition.Library;
import org.junit.jupiter.api.Test;

/** Networks that are partly in no source at hand. */
class UnseenTest {

  private static String program(String body) {
    return """
    import ai.djl.*;
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.core.*;
    import ai.djl.nn.recurrent.*;
    import ai.djl.nn.transformer.*;
    import ai.djl.repository.zoo.*;
    import ai.djl.training.*;
    import ai.djl.util.*;
    import somewhere.Elsewhere;
    %s
    """
        .formatted(body);
  }

  private static String main(String statements) {
    return program("class Net { static void main(Criteria criteria) { " + statements + " } }");
  }

  @Test
  void the_head_on_a_pretrained_base_is_read() {
    Definition read =
        only(
            new Djl(),
            main(
                """
                ZooModel<NDList, NDList> base = criteria.loadModel();
                Block net = new SequentialBlock()
                    .add(base.getBlock())
                    .addSingleton(it -> it.squeeze(new int[] {2, 3}))
                    .add(Linear.builder().setUnits(2).build());
                net.initialize(null, DataType.FLOAT32, new Shape(8, 3, 224, 224));
                """));

    assertEquals("Block squeeze Gemm", operators(read.graph()));
    assertFalse(read.parameters().isKnown());
    assertFalse(read.trainable().isKnown());
    assertTrue(read.unknowns().toString().contains("getBlock"), read.unknowns().toString());
  }

  @Test
  void a_base_without_a_layer_of_the_programs_own_is_not_checked() {
    Library.Found found =
        found(
            new Djl(),
            main(
                """
                Block base = Elsewhere.load();
                Block net = new SequentialBlock().add(base).addSingleton(it -> it.softmax(1));
                """));

    assertEquals(List.of(), found.definitions());
    assertEquals(
        List.of("the block that Elsewhere.load() gives in line 12 is in no source"),
        List.copyOf(found.refused().values()));
  }

  @Test
  void what_breaks_off_behind_an_unknown_block_is_open_because_of_it() {
    Library.Found found =
        found(
            new Djl(),
            main(
                """
                Block base = Elsewhere.load();
                Block net = new SequentialBlock().add(base)
                    .add(Linear.builder().setUnits(2).build())
                    .add(it -> new NDList(it.get(1)));
                """));

    assertEquals(
        List.of("the block that Elsewhere.load() gives in line 12 is in no source"),
        List.copyOf(found.refused().values()));
  }

  @Test
  void a_function_of_another_library_is_one_operator() {
    Definition read =
        only(
            new Djl(),
            main(
                """
                Block net = new SequentialBlock()
                    .add(Linear.builder().setUnits(4).build())
                    .addSingleton(it -> Elsewhere.mixed(it))
                    .add(Linear.builder().setUnits(2).build());
                """));

    assertEquals("Gemm Function Gemm", operators(read.graph()));
  }

  private static final String BASE =
      """
      abstract class Base extends AbstractBlock {
        private final Block first;
        Base(int units) {
          first = addChildBlock("first", Linear.builder().setUnits(units).build());
        }
        protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
          return first.forward(store, inputs, training);
        }
      }
      """;

  @Test
  void an_abstract_class_is_no_model_but_its_subclasses_are() {
    assertEquals(new Library.Found(List.of(), Map.of()), found(new Djl(), program(BASE)));

    Definition read =
        only(
            new Djl(),
            program(
                BASE
                    + """
                    class Sized extends Base {
                      Sized() {
                        super(5);
                      }
                      protected NDList forwardInternal(ParameterStore store, NDList inputs,
                          boolean training, PairList<String, Object> params) {
                        return Activation.relu(super.forwardInternal(store, inputs, training, params));
                      }
                    }
                    """));
    assertEquals("Gemm Relu", operators(read.graph()));
  }

  @Test
  void a_dimension_that_nobody_knows_may_be_computed_with() {
    Definition read =
        only(
            new Djl(),
            main(
                """
                Block net = new SequentialBlock()
                    .add(Linear.builder().setUnits(4).build())
                    .addSingleton(it -> it.div(it.getShape().get(0)));
                """));

    assertEquals("Gemm Shape Gather Cast Div", operators(read.graph()));
  }

  @Test
  void rows_are_gathered_by_coordinates() {
    Definition read =
        only(
            new Djl(),
            program(
                """
                class Picked extends AbstractBlock {
                  private final Block line = addChildBlock("line", Linear.builder().setUnits(4).build());
                  protected NDList forwardInternal(ParameterStore store, NDList inputs,
                      boolean training, PairList<String, Object> params) {
                    NDArray rows = inputs.get(0).reshape(-1, 6);
                    NDArray picked = rows.gatherNd(inputs.get(1).reshape(1, -1));
                    return line.forward(store, new NDList(picked), training);
                  }
                }
                """));

    assertTrue(operators(read.graph()).endsWith("Transpose Cast GatherND Gemm"));
    assertEquals("28", read.parameters().toString());
  }

  @Test
  void a_block_that_is_trained_with_labels_alone_is_read_with_them() {
    Definition read =
        only(
            new Djl(),
            program(
                """
                class Pair extends AbstractBlock {
                  private final Block one = addChildBlock("one", Linear.builder().setUnits(4).build());
                  private final Block two = addChildBlock("two", Linear.builder().setUnits(3).build());
                  protected NDList forwardInternal(ParameterStore store, NDList inputs,
                      boolean training, PairList<String, Object> params) {
                    throw new UnsupportedOperationException("only with labels");
                  }
                  public NDList forward(ParameterStore store, NDList data, NDList labels,
                      PairList<String, Object> params) {
                    NDArray state = one.forward(store, data, true).head();
                    return new NDList(two.forward(store, labels, true).head(), state);
                  }
                }
                """));

    assertEquals("Gemm Gemm", operators(read.graph()));
    assertEquals(2, read.graph().inputs().size());
  }

  @Test
  void the_table_of_a_berts_tokens_is_projected_on() {
    Definition read =
        only(
            new Djl(),
            program(
                """
                class Masked extends AbstractBlock {
                  private final BertBlock bert =
                      addChildBlock("bert", BertBlock.builder().nano().setTokenDictionarySize(50).build());
                  private final Block line =
                      addChildBlock("line", Linear.builder().setUnits(bert.getEmbeddingSize()).build());
                  private final Parameter bias = addParameter(Parameter.builder().setName("bias")
                      .setType(Parameter.Type.BIAS)
                      .optShape(new Shape(bert.getTokenDictionarySize())).build());
                  protected NDList forwardInternal(ParameterStore store, NDList inputs,
                      boolean training, PairList<String, Object> params) {
                    NDList out = bert.forward(store, inputs, training);
                    NDArray pooled = line.forward(store, new NDList(out.get(1)), training).head();
                    NDArray table = bert.getTokenEmbedding().getValue(store, null, training);
                    NDArray scores = pooled.dot(table.transpose());
                    return new NDList(scores.add(store.getValue(bias, null, training)));
                  }
                }
                """));

    var parameters = read.graph().parameters();
    assertEquals("[256, 256]", parameters.get("02line_weight").shape().toString());
    assertEquals("[50]", parameters.get("bias").shape().toString());
    assertTrue(read.parameters().isKnown());
  }
}
