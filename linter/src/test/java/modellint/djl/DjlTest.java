package modellint.djl;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

class DjlTest {

  private static final Djl DJL = new Djl();

  private static String main(String body) {
    return """
    import ai.djl.*;
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.convolutional.*;
    import ai.djl.nn.core.*;
    import ai.djl.nn.norm.*;
    import ai.djl.nn.pooling.*;
    import ai.djl.nn.recurrent.*;
    import ai.djl.training.*;
    import ai.djl.training.initializer.*;
    import ai.djl.training.loss.*;
    import ai.djl.training.optimizer.*;
    import ai.djl.training.tracker.*;
    import ai.djl.basicmodelzoo.basic.*;
    import java.util.*;
    class Net {
      public static void main(String[] args) {
        %s
      }
    }
    """
        .formatted(body);
  }

  private static final String DENSE =
      """
      SequentialBlock net = new SequentialBlock();
      net.add(Blocks.batchFlattenBlock(784));
      net.add(Linear.builder().setUnits(100).build()).add(Activation::relu);
      net.add(Linear.builder().setUnits(10).optBias(false).build());
      """;

  @Test
  void a_chain_over_statements_is_one_sequence_with_the_librarys_names() {
    Definition it = only(DJL, main(DENSE));

    assertEquals("Gemm Relu Gemm", operators(it.graph()));
    assertEquals("79500", it.parameters().toString());
    assertEquals(2.0 / 784, init(it.graph(), "02Linear_weight").variance(), 1e-12);
    assertEquals(0, init(it.graph(), "02Linear_bias").secondMoment());
    assertEquals(Training.UNKNOWN, it.graph().training());
  }

  @Test
  void the_trainer_tells_input_initialiser_and_settings() {
    Definition it =
        only(
            DJL,
            main(
                """
                SequentialBlock net = new SequentialBlock();
                net.add(Linear.builder().setUnits(64).build());
                net.add(Activation.tanhBlock());
                net.add(Linear.builder().setUnits(3).build());
                Tracker tracker = Tracker.multiFactor().setSteps(new int[] {5, 10})
                    .setBaseValue(0.1f).optFactor(0.5f).build();
                DefaultTrainingConfig config =
                    new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
                        .optOptimizer(Optimizer.sgd().setLearningRateTracker(tracker)
                            .optMomentum(0.9f).optClipGrad(5f).optWeightDecays(1e-4f).build());
                try (Model model = Model.newInstance("net")) {
                  model.setBlock(net);
                  try (Trainer trainer = model.newTrainer(config)) {
                    trainer.initialize(new Shape(1, 20));
                  }
                }
                """));

    Training training = it.graph().training();
    assertEquals("1539", it.parameters().toString());
    assertEquals(4.0 / 84, init(it.graph(), "01Linear_weight").variance(), 1e-12);
    assertInstanceOf(Init.Uniform.class, init(it.graph(), "01Linear_weight"));
    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(0.1, training.learningRate().orElseThrow(), 1e-7);
    assertEquals(0.9, training.momentum().orElseThrow(), 1e-7);
    assertEquals(1e-4, training.l2().orElseThrow(), 1e-9);
    assertEquals(Optional.of(new Training.Clipping("value", 5)), training.clipping());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
    assertEquals(Optional.of("MultiFactorTracker"), training.schedule());
    assertEquals(List.of(), it.unknowns());
  }

  @Test
  void defaults_of_the_configuration_are_marked_as_such() {
    Definition it =
        only(DJL, main(DENSE + "var config = new DefaultTrainingConfig(Loss.l2Loss());"));

    Training training = it.graph().training();
    assertEquals(Optional.of("adam"), training.optimizer());
    assertEquals(Optional.of(1e-3), training.learningRate());
    assertTrue(training.details().defaults().contains("learningRate"));
    assertEquals(Optional.of(Loss.MSE), training.loss());
  }

  @Test
  void decay_of_adamw_is_on_by_default() {
    Definition it =
        only(
            DJL,
            main(
                DENSE
                    + "var config = new DefaultTrainingConfig(Loss.l2Loss())"
                    + ".optOptimizer(Optimizer.adamW().build());"));

    assertEquals(Optional.of(0.01), it.graph().training().weightDecay());
  }

  @Test
  void a_branch_merged_by_addition_is_a_residual() {
    Definition it =
        only(
            DJL,
            main(
                """
                SequentialBlock branch = new SequentialBlock()
                    .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(8)
                        .optPadding(new Shape(1, 1)).optBias(false).build())
                    .add(BatchNorm.builder().build());
                SequentialBlock net = new SequentialBlock()
                    .add(new ParallelBlock(list -> new NDList(
                        list.get(0).singletonOrThrow().add(list.get(1).head())),
                        Arrays.asList(branch, Blocks.identityBlock())))
                    .addSingleton(array -> array.getNDArrayInternal().relu())
                    .add(Pool.globalAvgPool2dBlock())
                    .add(Linear.builder().setUnits(2).build());
                net.initialize(null, DataType.FLOAT32, new Shape(1, 8, 6, 6));
                """));

    assertEquals(
        "Conv BatchNormalization Add Relu GlobalAveragePool Flatten Gemm", operators(it.graph()));
    assertEquals("626", it.parameters().toString());
    assertEquals("610", it.trainable().toString());
    assertTrue(
        it.graph().parameters().containsKey("01ParallelBlock_01SequentialBlock_01Conv2d_weight"));
  }

  @Test
  void a_block_of_the_programs_own_is_run() {
    Definition it =
        only(
            DJL,
            main("Block net = new Gate(4); net.initialize(null, null, new Shape(1, 4));")
                + """
                class Gate extends AbstractBlock {
                  private final Linear value;
                  private final Linear gate;
                  private final Parameter scale;
                  Gate(int units) {
                    value = addChildBlock("value", Linear.builder().setUnits(units).build());
                    gate = addChildBlock("gate", Linear.builder().setUnits(units).build());
                    scale = addParameter(Parameter.builder().setName("scale")
                        .setType(Parameter.Type.GAMMA).build());
                  }
                  @Override
                  public void prepare(Shape[] in) {
                    scale.setShape(new Shape(in[0].get(1)));
                  }
                  @Override
                  protected NDList forwardInternal(ParameterStore store, NDList inputs,
                      boolean training, ai.djl.util.PairList<String, Object> params) {
                    NDArray x = inputs.singletonOrThrow();
                    NDArray v = value.forward(store, inputs, training).head();
                    NDArray g = gate.forward(store, new NDList(x), training).head();
                    NDArray s = store.getValue(scale, x.getDevice(), training);
                    return new NDList(Activation.sigmoid(g).mul(v).mul(s).add(x));
                  }
                }
                """);

    assertEquals("Gemm Gemm Sigmoid Mul Mul Add", operators(it.graph()));
    assertEquals("44", it.parameters().toString());
    assertEquals(1, init(it.graph(), "scale").mean());
    assertEquals(0.5, init(it.graph(), "01value_weight").variance(), 1e-12);
  }

  @Test
  void a_batch_norm_behind_an_lstm_normalises_time_steps() {
    Definition it =
        only(
            DJL,
            main(
                """
                SequentialBlock net = new SequentialBlock();
                net.addSingleton(a -> {
                  Shape shape = a.getShape();
                  long batch = shape.get(0);
                  long width = shape.get(3);
                  return a.reshape(new Shape(batch, shape.size() / (batch * width), width));
                });
                net.add(LSTM.builder().setStateSize(64).setNumLayers(1).optDropRate(0).build());
                net.add(BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build());
                net.add(Blocks.batchFlattenBlock());
                net.add(Linear.builder().setUnits(10).build());
                net.initialize(null, DataType.FLOAT32, new Shape(32, 1, 28, 28));
                """));

    assertEquals("42106", it.parameters().toString());
    Graph graph = it.graph();
    assertEquals(2.0 / 28, init(graph, "02LSTM_l_0_i2h_WEIGHT").variance(), 1e-12);
    assertEquals(2.0 / 64, init(graph, "02LSTM_l_0_h2h_WEIGHT").variance(), 1e-12);
    assertEquals("[28]", graph.parameters().get("03BatchNorm_gamma").shape().toString());
  }

  @Test
  void the_zoos_perceptron_is_known_without_its_source() {
    Definition it = only(DJL, main("Block net = new Mlp(11, 1, new int[] {20, 10});"));

    assertEquals("461", it.parameters().toString());
    assertEquals("Gemm Relu Gemm Relu Gemm", operators(it.graph()));
  }

  @Test
  void an_input_that_nobody_states_leaves_its_fan_unknown() {
    Definition it =
        only(
            DJL,
            main(
                """
                SequentialBlock net = new SequentialBlock()
                    .add(Linear.builder().setUnits(args.length).build())
                    .add(Linear.builder().setUnits(2).build());
                """));

    assertInstanceOf(
        Weights.Unknown.class, it.graph().parameters().get("01Linear_weight").weights());
    assertTrue(it.unknowns().contains("no shape of the input is stated"));
  }

  @Test
  void a_layer_behind_an_unknown_condition_refuses_the_definition() {
    var found =
        found(
            DJL,
            main(
                """
                SequentialBlock net = new SequentialBlock();
                if (args.length > 0) {
                  net.add(Linear.builder().setUnits(5).build());
                }
                net.add(Linear.builder().setUnits(2).build());
                """));

    assertEquals(List.of(), found.definitions());
    assertEquals(1, found.refused().size());
  }

  @Test
  void a_sequence_of_another_library_is_none_of_ours() {
    String code = main(DENSE).replace("import ai.djl.nn.*;", "import smile.deep.layer.*;");

    assertEquals(List.of(), found(DJL, code).definitions());
  }

  @Test
  void a_warm_up_tracker_is_its_main_tracker_begun_later() {
    Definition it =
        only(
            DJL,
            main(
                DENSE
                    + """
                    Tracker main = Tracker.factor().setBaseValue(0.5f).setFactor(0.25f).build();
                    var config = new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(
                        Optimizer.sgd().setLearningRateTracker(
                            Tracker.warmUp().setMainTracker(main).optWarmUpSteps(10).build())
                        .build());
                    """));

    Training training = it.graph().training();
    var schedule = training.details().schedule().orElseThrow();
    assertEquals(Optional.of("WarmUpTracker"), training.schedule());
    assertEquals(Optional.of(0.0), training.learningRate());
    assertEquals("FactorTracker", schedule.kind());
    assertEquals(
        java.util.Map.of("initial", 0.5, "factor", 0.25, "warmUpSteps", 10.0, "warmUpBegin", 0.0),
        schedule.numbers());
  }
}
