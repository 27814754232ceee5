package modellint.djl;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.testing.Definitions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What containers hold in the end, and what the functions among their blocks do. */
class ContainersTest {

  private static Definition read(String body) {
    return only(
        new Djl(),
        """
        import ai.djl.ndarray.*;
        import ai.djl.ndarray.types.*;
        import ai.djl.nn.*;
        import ai.djl.nn.core.*;
        import ai.djl.nn.norm.*;
        import ai.djl.nn.recurrent.*;
        import ai.djl.training.*;
        import ai.djl.training.initializer.*;
        import ai.djl.training.loss.*;
        import java.util.*;
        class Net {
          static Linear line(int units) {
            return Linear.builder().setUnits(units).build();
          }
          public static void main(String[] args) {
            SequentialBlock net = new SequentialBlock();
            %s
            net.initialize(null, DataType.FLOAT32, new Shape(4, 7));
          }
        }
        """
            .formatted(body));
  }

  private static String operators(Definition it) {
    return Definitions.operators(it.graph());
  }

  private static Set<String> parameters(Definition it) {
    return it.graph().parameters().keySet().stream()
        .filter(name -> name.endsWith("weight"))
        .collect(Collectors.toSet());
  }

  @Test
  void the_last_block_may_be_taken_away_or_replaced() {
    assertEquals(
        Set.of("01Linear_weight"),
        parameters(read("net.add(line(5)).add(line(3)); net.removeLastBlock();")));

    Definition replaced = read("net.add(line(5)).add(line(3)); net.replaceLastBlock(line(2));");
    assertEquals(Set.of("01Linear_weight", "02Linear_weight"), parameters(replaced));
    assertEquals("52", replaced.parameters().toString());
  }

  @Test
  void blocks_are_added_as_lists_and_functions_under_names() {
    assertEquals(
        "Gemm Relu Gemm",
        operators(
            read(
                """
                net.addAll(List.of(line(5), Activation.reluBlock()));
                net.addAll(line(3));
                """)));
    assertEquals(
        "Gemm Tanh Gemm Neg",
        operators(
            read(
                """
                net.add(line(5)).add(Activation::tanh, "squash").add(line(3))
                    .addSingleton(it -> it.neg(), "turned");
                """)));
  }

  @TestFactory
  Stream<DynamicTest> an_activation_is_the_same_in_every_form() {
    return Stream.of(
            "Activation.sigmoidBlock()",
            "Activation::sigmoid",
            "new LambdaBlock(Activation::sigmoid)",
            "LambdaBlock.singleton(Activation::sigmoid)",
            "new LambdaBlock(list -> new NDList(Activation.sigmoid(list.head())))",
            "list -> Activation.sigmoid(list)")
        .map(
            form ->
                DynamicTest.dynamicTest(
                    form,
                    () ->
                        assertEquals(
                            "Gemm Sigmoid",
                            operators(read("net.add(line(5)).add(" + form + ");")))));
  }

  @Test
  void no_activation_is_none() {
    assertEquals("Gemm Gemm", operators(read("net.add(line(5)).add(line(3));")));
  }

  @Test
  void branches_merge_as_their_function_says() {
    String branches = "new ParallelBlock(list -> %s, List.of(line(7), Blocks.identityBlock()))";

    assertEquals(
        "Gemm Add",
        operators(
            read(
                "net.add("
                    + branches.formatted(
                        "new NDList(list.get(0).singletonOrThrow().add(list.get(1).head()))")
                    + ");")));
    assertEquals(
        "Gemm Concat",
        operators(
            read(
                "net.add("
                    + branches.formatted(
                        "new NDList(NDArrays.concat("
                            + "new NDList(list.get(0).head(), list.get(1).head()), 1))")
                    + ");")));
  }

  @Test
  void states_are_given_only_where_they_are_asked_for() {
    String cells =
        "net.addSingleton(it -> it.expandDims(2)).add(LSTM.builder().setStateSize(3)"
            + ".setNumLayers(1)%s.build());";

    assertEquals(1, read(cells.formatted("")).graph().outputs().size());
    assertEquals(3, read(cells.formatted(".optReturnState(true)")).graph().outputs().size());
  }

  @Test
  void statistics_count_and_are_not_trained() {
    Definition it = read("net.add(BatchNorm.builder().build());");

    assertEquals("28 14", it.parameters() + " " + it.trainable());
  }

  @Test
  void a_dropout_is_the_probability_to_drop_and_a_half_by_itself() {
    assertEquals("0.5", ratio("Dropout.builder().build()"));
    assertEquals("0.2", ratio("Dropout.builder().optRate(0.2f).build()"));
  }

  private static String ratio(String dropout) {
    Definition it = read("net.add(line(5)).add(" + dropout + ").add(line(3));");
    return it.graph().parameters().values().stream()
        .filter(parameter -> parameter.shape().rank() == 0)
        .flatMap(parameter -> parameter.values().stream())
        .map(values -> Float.toString(values.get(0).floatValue()))
        .collect(Collectors.joining());
  }

  @Test
  void the_trainers_initialisers_come_behind_those_of_the_block() {
    String set = "net.add(line(5)); net.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);";
    String configured =
        "new DefaultTrainingConfig(Loss.l2Loss())"
            + ".optInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);";

    assertEquals(1, init(read(set).graph(), "01Linear_weight").mean());
    assertEquals(0, init(read(set + configured).graph(), "01Linear_weight").secondMoment());
  }

  @Test
  void a_weight_that_nobody_initialises_is_drawn_for_rectifiers_whatever_follows() {
    for (String next : new String[] {"Activation::relu", "Activation::tanh", "line(3)"}) {
      Definition it = read("net.add(line(5)).add(" + next + ");");
      assertEquals(2.0 / 7, init(it.graph(), "01Linear_weight").variance(), 1e-12);
      assertEquals(0, init(it.graph(), "01Linear_bias").secondMoment());
    }
  }

  @Test
  void sizes_come_from_the_shape_that_the_block_is_initialised_with() {
    Definition it = read("net.add(line(5));");

    assertTrue(it.parameters().isKnown());
    assertFalse(
        only(
                new Djl(),
                """
                import ai.djl.nn.*;
                import ai.djl.nn.core.*;
                class Net {
                  static Block of() {
                    return new SequentialBlock().add(Linear.builder().setUnits(5).build());
                  }
                }
                """)
            .parameters()
            .isKnown());
  }
}
