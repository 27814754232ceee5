package modellint.djl;

import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import modellint.definition.Definition;
import modellint.graph.Init;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

/** How parameters are drawn, and which of them training changes. */
class ParametersTest {

  private static final String TWO =
      """
      SequentialBlock net = new SequentialBlock()
          .add(Linear.builder().setUnits(5).build())
          .add(new SequentialBlock().add(Linear.builder().setUnits(3).build()));
      """;
  private static final String OUTER = "01Linear_weight";
  private static final String INNER = "02SequentialBlock_01Linear_weight";

  private static Definition read(String body) {
    return only(new Djl(), program(body));
  }

  private static String program(String body) {
    return """
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.core.*;
    import ai.djl.training.*;
    import ai.djl.training.initializer.*;
    import ai.djl.training.loss.*;
    import ai.djl.util.PairList;
    class Net {
      public static void main(String[] args) {
        %s
        net.initialize(null, DataType.FLOAT32, new Shape(2, 7));
      }
    }
    """
        .formatted(body);
  }

  private static double deviation(Definition it, String name) {
    return Math.sqrt(init(it.graph(), name).variance());
  }

  @Test
  void an_initialiser_set_for_a_type_reaches_the_blocks_inside() {
    Definition it =
        read(TWO + "net.setInitializer(new NormalInitializer(0.5f), Parameter.Type.WEIGHT);");

    assertEquals(0.5, deviation(it, OUTER), 1e-7);
    assertEquals(0.5, deviation(it, INNER), 1e-7);
    assertEquals(0, init(it.graph(), "01Linear_bias").secondMoment());
  }

  @Test
  void an_initialiser_set_for_a_name_is_for_the_blocks_own_parameter() {
    Definition it =
        read(
            """
            Linear line = Linear.builder().setUnits(5).build();
            line.setInitializer(new UniformInitializer(), "weight");
            SequentialBlock net = new SequentialBlock().add(line)
                .add(new SequentialBlock().add(Linear.builder().setUnits(3).build()));
            net.setInitializer(new NormalInitializer(0.5f), "weight");
            """);

    assertEquals(0.07, ((Init.Uniform) init(it.graph(), OUTER)).high(), 1e-7);
    assertEquals(Math.sqrt(2.0 / 5), deviation(it, INNER), 1e-7);
  }

  @Test
  void an_initialiser_of_the_configuration_may_be_for_a_type_a_name_or_a_predicate() {
    Definition it =
        read(
            TWO
                + """
                var config = new DefaultTrainingConfig(Loss.l2Loss())
                    .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
                    .optInitializer(Initializer.ONES, "bias")
                    .optInitializer(new ConstantInitializer(3f),
                        it -> it.getType() == Parameter.Type.GAMMA);
                """);
    assertEquals(4.0 / (7 + 5), init(it.graph(), OUTER).variance(), 1e-12);
    assertEquals(1, init(it.graph(), "01Linear_bias").mean());

    Definition by =
        read(
            TWO
                + """
                var config = new DefaultTrainingConfig(Loss.l2Loss())
                    .optInitializer(new NormalInitializer(), it -> it.getName().equals("weight"));
                """);
    assertEquals(0.01, deviation(by, OUTER), 1e-9);
    assertEquals(0, init(by.graph(), "01Linear_bias").secondMoment());
  }

  @Test
  void a_truncated_normal_loses_the_variance_of_its_tails() {
    Definition it =
        read(
            TWO
                + "net.setInitializer(new TruncatedNormalInitializer(),"
                + " Parameter.Type.WEIGHT);");

    assertEquals(0.01 * 0.8796, deviation(it, OUTER), 1e-6);
  }

  @Test
  void a_predicate_that_nobody_can_decide_leaves_the_draw_unknown() {
    Definition it =
        read(TWO + "net.setInitializer(new NormalInitializer(), it -> args.length > 0);");

    assertInstanceOf(Weights.Unknown.class, it.graph().parameters().get(OUTER).weights());
  }

  @Test
  void a_parameter_made_with_an_initialiser_is_drawn_by_it_unless_another_is_set() {
    String own =
        """
        Block net = new Scaled();
        """;
    String block =
        """
        }
        class Scaled extends AbstractBlock {
          private final Parameter scale = addParameter(Parameter.builder().setName("scale")
              .setType(Parameter.Type.OTHER).optInitializer(new ConstantInitializer(2f))
              .optShape(new Shape(7)).build());
          private final Parameter seen = addParameter(Parameter.builder().setName("seen")
              .setType(Parameter.Type.RUNNING_MEAN).optShape(new Shape(7)).build());
          protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
              ai.djl.util.PairList<String, Object> params) {
            NDArray x = inputs.head();
            NDArray y = x.mul(store.getValue(scale, x.getDevice(), training));
            return new NDList(y.add(store.getValue(seen, x.getDevice(), training)));
          }
        """;
    Definition it = only(new Djl(), program(own, block));
    assertEquals(2, init(it.graph(), "scale").mean());
    // A type decides the draw alone: what the builder was not told to freeze is trained.
    assertEquals("14 14", it.parameters() + " " + it.trainable());

    Definition set =
        only(
            new Djl(),
            program(own + "net.setInitializer(Initializer.ONES, Parameter.Type.OTHER);", block));
    assertEquals(1, init(set.graph(), "scale").mean());
  }

  private static String program(String body, String block) {
    return """
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.training.*;
    import ai.djl.training.initializer.*;
    class Net {
      public static void main(String[] args) {
        %s
        net.initialize(null, DataType.FLOAT32, new Shape(2, 7));
      }
      %s
    }
    """
        .formatted(body, block);
  }

  @Test
  void what_is_frozen_is_not_trained() {
    assertEquals("58 58", counts(read(TWO)));
    assertEquals("58 0", counts(read(TWO + "net.freezeParameters(true);")));
    assertEquals("58 58", counts(read(TWO + "net.freezeParameters(false);")));
    assertEquals("58 trainable", counts(read(TWO + "net.freezeParameters(args.length > 0);")));
    assertEquals(
        "58 18",
        counts(
            read(
                """
                Linear line = Linear.builder().setUnits(5).build();
                line.freezeParameters(true);
                SequentialBlock net = new SequentialBlock().add(line)
                    .add(Linear.builder().setUnits(3).build());
                """)));
  }

  private static String counts(Definition it) {
    return it.parameters() + " " + it.trainable();
  }

  @Test
  void a_flag_that_nobody_knows_leaves_the_definition_unread() {
    var found =
        modellint.testing.Definitions.found(
            new Djl(),
            """
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            class Net {
              public static void main(String[] args) {
                var net = new SequentialBlock()
                    .add(Linear.builder().setUnits(5).optBias(args.length > 0).build());
              }
            }
            """);

    assertEquals(
        java.util.List.of("optBias of Linear is not known (line 6)"),
        java.util.List.copyOf(found.refused().values()));
  }

  /** Each layer reads what all before it gave: 7 features, then 7 + 4, then 7 + 4 + 4. */
  private static final String JOINING =
      """
      class Joining extends AbstractBlock {
        Joining() {
          for (int i = 0; i < 3; i++) {
            addChildBlock("line" + i, Linear.builder().setUnits(4).build());
          }
        }
        @Override
        protected NDList forwardInternal(
            ParameterStore s, NDList in, boolean t, PairList<String, Object> p) {
          NDList all = in;
          for (Block each : getChildren().values()) {
            NDArray more = each.forward(s, all, t).singletonOrThrow();
            all = new NDList(all.singletonOrThrow().concat(more, 1));
          }
          return all;
        }
      }
      """;

  @Test
  void children_are_asked_for_in_the_order_in_which_they_were_added() {
    Definition it = only(new Djl(), program("Block net = new Joining();") + JOINING);

    int weights = 4 * 7 + 4 * (7 + 4) + 4 * (7 + 4 + 4);
    assertEquals(weights + 3 * 4, it.parameters().size());
  }

  @Test
  void a_squeeze_takes_every_axis_of_one() {
    Definition it =
        read(
            """
            SequentialBlock net = new SequentialBlock()
                .addSingleton(a -> a.reshape(-1, 1, 7, 1).squeeze())
                .add(Linear.builder().setUnits(5).build());
            """);

    assertEquals(5 * 7 + 5, it.parameters().size());
  }
}
