package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

/** Definitions of a few lines, each for one thing that the library does otherwise than expected. */
class Dl4jTest {

  private static final String IMPORTS =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.conf.inputs.InputType;
      import org.deeplearning4j.nn.weights.WeightInit;
      import org.nd4j.linalg.activations.Activation;
      import org.nd4j.linalg.learning.config.*;
      import org.nd4j.linalg.lossfunctions.LossFunctions;
      """;

  private static final String OUTPUT =
      ".layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE).nOut(2).build())";

  private final Map<Place.Line, String> refused = new LinkedHashMap<>();

  private List<Network> networks(String body, String version) {
    try {
      SourceFile file =
          SourceReader.parse(
              "A.java", IMPORTS + "class A { void define(int given) {\n" + body + "\n}}");
      var sources = new Sources(List.of(file), name -> Optional.empty());
      return Dl4j.networks(
          new Evaluator(sources, new Dl4jApi()).run(file, Dl4jApi.marks()), version, refused);
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  private Network list(String global, String layers) {
    List<Network> found =
        networks(
            "new NeuralNetConfiguration.Builder()" + global + ".list()" + layers + ".build();",
            "1.0.0-M2.1");
    assertEquals(1, found.size(), refused::toString);
    return found.get(0);
  }

  private Training training(String global) {
    return list(global, ".layer(new DenseLayer.Builder().nIn(4).nOut(3).build())" + OUTPUT)
        .definition()
        .graph()
        .training();
  }

  @Test
  void one_number_given_to_nesterovs_is_the_momentum() {
    Training training = training(".updater(new Nesterovs(5e-5))");
    assertEquals(Optional.of(0.1), training.learningRate());
    assertEquals(Optional.of(5e-5), training.momentum());
    assertTrue(training.details().defaults().contains("learningRate"));
  }

  @Test
  void each_updater_moves_its_own_layers() {
    Training whole =
        list(
                ".updater(new Adam(1e-3))",
                ".layer(new DenseLayer.Builder().nIn(4).nOut(3).updater(new RmsProp()).build())"
                    + OUTPUT)
            .definition()
            .graph()
            .training();
    assertEquals(Optional.of("adam"), whole.optimizer());
    assertEquals(List.of(false, true), moved(whole));
    Training own = whole.apart().get(1);
    assertEquals(Optional.of("rmsprop"), own.optimizer());
    assertTrue(own.details().defaults().contains("learningRate"));
    assertEquals(List.of(true, false), moved(own));
  }

  private static List<Boolean> moved(Training by) {
    return List.of(by.moves("layer0"), by.moves("layer1"));
  }

  @Test
  void a_layer_cannot_switch_a_global_penalty_or_dropout_off() {
    Network net =
        list(
            ".l2(1e-3).dropOut(0.8)",
            ".layer(new DenseLayer.Builder().nIn(4).nOut(3).l2(0).l1(0.1).dropOut(0).build())");
    LayerSettings layer = net.layers().get(0).settings();
    assertEquals(
        new Penalty(Optional.of(0.1), Optional.of(1e-3), Optional.empty()), layer.penalty());
    assertEquals(Optional.of(0.8), layer.retain());
  }

  @Test
  void before_beta4_a_zero_of_a_layer_switches_a_global_penalty_off() {
    String body =
        "new NeuralNetConfiguration.Builder().regularization(true).l2(1e-3).dropOut(0.8).list()"
            + ".layer(0, new DenseLayer.Builder().nIn(4).nOut(3).l2(0).dropOut(0).build())"
            + ".layer(1, new OutputLayer.Builder().nIn(3).nOut(2).build()).build();";
    LayerSettings legacy = networks(body, "0.9.1").get(0).layers().get(0).settings();
    assertEquals(Penalty.NONE, legacy.penalty());
    assertEquals(Optional.empty(), legacy.retain());
    assertEquals(List.of(), legacy.unremoved());
    LayerSettings alpha = networks(body, "1.0.0-beta3").get(0).layers().get(0).settings();
    assertEquals(Penalty.NONE, alpha.penalty());
    assertEquals(Optional.of(0.8), alpha.retain());
    assertEquals(1, alpha.unremoved().size());
    LayerSettings beta = networks(body, "1.0.0-beta4").get(0).layers().get(0).settings();
    assertEquals(Optional.of(1e-3), beta.penalty().l2());
    assertEquals(2, beta.unremoved().size());
  }

  @Test
  void a_preprocessor_before_the_first_layer_says_what_comes_in() {
    String conv = ".layer(new ConvolutionLayer.Builder(5, 5).nIn(1).nOut(4).build())" + OUTPUT;
    String images = "new org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor";
    Network rows = list("", conv + ".inputPreProcessor(0, %s(28, 20, 1))".formatted(images));
    Network unknown = list("", conv + ".inputPreProcessor(0, %s(given, 20, 1))".formatted(images));

    assertEquals("[N, 560]", input(rows));
    assertEquals("[N, 1, height, width]", input(unknown));
  }

  private static String input(Network net) {
    return net.definition().graph().inputs().get(0).shape().orElseThrow().toString();
  }

  @Test
  void a_penalty_that_only_a_run_knows_is_neither_none_nor_a_number() {
    Training training = training(".l2(given)");
    assertTrue(training.l2().filter(it -> it.isNaN()).isPresent());
  }

  @Test
  void a_schedule_gives_the_rate_of_the_first_step() {
    String schedule = ".updater(new Sgd(new org.nd4j.linalg.schedule.%s))";
    String epochs = "org.nd4j.linalg.schedule.ScheduleType.EPOCH";
    Training sigmoid =
        training(schedule.formatted("SigmoidSchedule(" + epochs + ", 0.2, 0.1, 50)"));
    assertEquals(0.2 / (1 + Math.exp(5)), sigmoid.learningRate().orElseThrow(), 1e-12);
    Training ramp =
        training(
            schedule.formatted(
                "RampSchedule(new org.nd4j.linalg.schedule.FixedSchedule(0.5), 10)"));
    assertEquals(Optional.of(0.05), ramp.learningRate());
  }

  @Test
  void a_scheduled_momentum_is_that_of_the_first_step() {
    Training training =
        training(".updater(new Nesterovs(0.2, new org.nd4j.linalg.schedule.FixedSchedule(0.5)))");
    assertEquals(Optional.of(0.2), training.learningRate());
    assertEquals(Optional.of(0.5), training.momentum());
  }

  @Test
  void behind_a_first_layer_that_is_not_known_no_size_is_missed() {
    List<Network> found =
        networks(
            "new NeuralNetConfiguration.Builder().list().layer(helper(given))"
                + ".layer(new DenseLayer.Builder().nOut(3).build())"
                + OUTPUT
                + ".build();",
            "");
    assertEquals(List.of(), found.get(0).definition().graph().training().details().refusals());
  }

  @Test
  void inference_replaces_an_explicit_input_size_since_the_milestones() {
    String layers =
        ".layer(new DenseLayer.Builder().nIn(99).nOut(3).build())"
            + ".setInputType(InputType.feedForward(8))";
    assertEquals("27", list("", layers).definition().parameters().toString());
    String body = "new NeuralNetConfiguration.Builder().list()" + layers + ".build();";
    assertEquals("300", networks(body, "1.0.0-beta7").get(0).definition().parameters().toString());
  }

  @Test
  void a_threshold_without_a_kind_clips_nothing() {
    Training training = training(".gradientNormalizationThreshold(0.5)");
    assertEquals(Optional.empty(), training.clipping());
    assertEquals(Optional.of(0.5), training.details().idleThreshold());
  }

  @Test
  void up_to_0_9_the_builders_rate_wins_and_penalties_need_a_switch() {
    Training training =
        networks(
                "new NeuralNetConfiguration.Builder().iterations(1).l2(1e-2)"
                    + ".updater(new Nesterovs(0.01, 0.9)).list()"
                    + ".layer(0, new DenseLayer.Builder().nIn(4).nOut(3).build()).build();",
                "")
            .get(0)
            .definition()
            .graph()
            .training();
    assertEquals(Optional.of(0.1), training.learningRate());
    assertEquals(Optional.empty(), training.l2());
  }

  @Test
  void an_unknown_size_stays_a_symbol_and_its_layers_weights_say_why() {
    Network net =
        list(
            "",
            ".layer(new DenseLayer.Builder().nIn(4).nOut(given).build())"
                + ".layer(new OutputLayer.Builder().nOut(2).weightInit(WeightInit.RELU).build())");
    assertFalse(net.definition().parameters().isKnown());
    assertEquals(2, net.definition().unknowns().size());
    var parameters = net.definition().graph().parameters();
    var weights = Optional.ofNullable(parameters.get("layer1_W")).orElseThrow().weights();
    assertEquals(
        List.of(new Weights.Scaled.Fan(Dim.symbol("given"), 1)),
        assertInstanceOf(Weights.Scaled.class, weights).fans());
  }

  @Test
  void a_layer_behind_an_unknown_condition_makes_the_structure_unreadable() {
    String body =
        "var list = new NeuralNetConfiguration.Builder().list();"
            + " if (given > 2) { list.layer(new DenseLayer.Builder().nIn(4).nOut(3).build()); }"
            + " list.build();";
    assertEquals(List.of(), networks(body, ""));
    assertEquals(1, refused.size());
  }

  @Test
  void the_same_index_replaces_the_layer() {
    Network net =
        list(
            "",
            ".layer(0, new DenseLayer.Builder().nIn(4).nOut(3).build())"
                + ".layer(0, new DenseLayer.Builder().nIn(4).nOut(7).build())");
    assertEquals("35", net.definition().parameters().toString());
  }

  @Test
  void an_lstm_has_the_librarys_parameters_and_cells_on_sigmoid_unless_told() {
    Network net = list("", ".layer(new LSTM.Builder().nIn(3).nOut(5).build())");
    assertEquals("180", net.definition().parameters().toString());
    assertEquals("sigmoid", Functions.word(net.layers().get(0).settings().activation()));
  }

  @Test
  void each_layer_stands_at_its_own_line() {
    Network net = list("", "\n.layer(new DenseLayer.Builder().nIn(4).nOut(3).build())\n" + OUTPUT);
    assertEquals(List.of(10, 11), net.layers().stream().map(it -> it.place().line()).toList());
  }

  @Test
  void the_kernel_of_a_convolution_over_steps_counts_as_a_square_since_m2() {
    String body =
        "new NeuralNetConfiguration.Builder().weightInit(WeightInit.RELU).list()"
            + ".layer(new Convolution1DLayer.Builder(3).nIn(4).nOut(6).build()).build();";
    assertEquals(2.0 / (4 * 3 * 3), variance(networks(body, "1.0.0-M2.1").get(0)), 1e-12);
    assertEquals(2.0 / (4 * 3), variance(networks(body, "1.0.0-M1.1").get(0)), 1e-12);
  }

  private static double variance(Network net) {
    var parameters = net.definition().graph().parameters();
    var weights = Optional.ofNullable(parameters.get("layer0_W")).orElseThrow().weights();
    return assertInstanceOf(Weights.Declared.class, weights).init().variance();
  }
}
