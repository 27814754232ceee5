package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Init;
import modellint.graph.TrainingDetails;
import modellint.testing.Definitions;
import org.junit.jupiter.api.Test;

/** Definitions as generated sources had them, against what the library made of each. */
class OddlyWrittenTest {

  private static final String NESTED =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.nd4j.linalg.lossfunctions.LossFunctions.*;
      import org.nd4j.linalg.learning.config.*;
      import org.nd4j.linalg.schedule.*;
      class A {
        Object define() {
          return new NeuralNetConfiguration.Builder()
              .updater(new Sgd(new FixedSchedule(0.25)))
              .list()
              .layer(new DenseLayer.Builder().nIn(3).nOut(Math.max(5, 2)).build())
              .build();
        }
      }
      """;

  @Test
  void a_name_of_java_lang_is_no_nested_class_of_the_library() {
    assertEquals("20", layer(Networks.parse(NESTED), "layer0").parameters().toString());
  }

  @Test
  void layers_of_two_arrays_are_one_list() {
    Networks read =
        Networks.of(
            """
            Layer[] generator = {new DenseLayer.Builder().nIn(3).nOut(5).build()};
            Layer[] critic = {new OutputLayer.Builder().nIn(5).nOut(1).build()};
            new NeuralNetConfiguration.Builder()
                .list(org.apache.commons.lang3.ArrayUtils.addAll(generator, critic))
                .build();
            """,
            Networks.LATEST);
    assertEquals("20", layer(read, "layer0").parameters().toString());
    assertEquals("6", layer(read, "layer1").parameters().toString());
  }

  @Test
  void a_class_of_its_own_is_nested_in_no_other() {
    assertEquals(Optional.of(0.25), training(Networks.parse(NESTED), "layer0").learningRate());
  }

  @Test
  void an_enum_constant_by_its_name_is_that_constant() {
    for (String word : List.of("valueOf(\"RELU\")", "fromString(\"relu\")")) {
      Networks read =
          list(
              ".layer(new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation."
                  + word
                  + ").build())");
      assertEquals("relu", Functions.word(layer(read, "layer0").settings().activation()));
    }
  }

  @Test
  void a_wrappers_settings_are_those_of_the_layer_inside() {
    Networks read =
        list(
            ".layer(new Bidirectional(new LSTM.Builder().nIn(3).nOut(4).updater(new Nesterovs(0.5,"
                + " 0.7)).l2(0.25).build()))");
    TrainingDetails.OfLayer layer = training(read, "layer0");
    assertEquals(Optional.of("nesterovs"), layer.optimizer());
    assertEquals(Optional.of(0.5), layer.learningRate());
    assertEquals(Optional.of(0.25), layer.l2());
  }

  @Test
  void an_lstm_passes_over_the_biases_that_are_set() {
    Networks read = list(".layer(new LSTM.Builder().nIn(3).nOut(4).biasInit(0.5).build())");
    assertEquals(0, bias(read, "layer0_b_io").mean());
    assertEquals(1, bias(read, "layer0_b_f").mean());
    assertEquals(0, bias(read, "layer0_b_c").mean());
  }

  private static Init bias(Networks read, String name) {
    return Definitions.init(read.only().definition().graph(), name);
  }

  @Test
  void a_wrapped_lstm_of_both_directions_has_both() {
    Networks read =
        list(
            ".layer(new LastTimeStep(new"
                + " GravesBidirectionalLSTM.Builder().nIn(3).nOut(4).build()))");
    int oneWay = 4 * 4 * 3 + 4 * (4 * 4 + 3) + 4 * 4;
    assertEquals(2 * oneWay + "", layer(read, "layer0").parameters().toString());
  }

  @Test
  void a_pooled_flat_image_keeps_its_channels() {
    Networks read =
        list(
            ".layer(new GlobalPoolingLayer()).layer(new DenseLayer.Builder().nOut(5).build())"
                + ".setInputType(InputType.convolutionalFlat(9, 9, 2))");
    assertEquals("15", layer(read, "layer1").parameters().toString());
  }

  @Test
  void a_first_layer_that_takes_any_layout_says_nothing_of_the_input() {
    Networks read =
        list(
            ".layer(new BatchNormalization.Builder().nIn(2).nOut(2).build())"
                + ".layer(new SpaceToDepthLayer.Builder(2).build())"
                + ".layer(new SpaceToDepthLayer.Builder(2).build())");
    assertEquals(List.of(), read.faults());
  }

  @Test
  void an_argument_that_may_be_rate_or_momentum_leaves_both_open() {
    Networks read =
        list(
            ".layer(new DenseLayer.Builder().nIn(3).nOut(4).updater(new"
                + " Nesterovs(given())).build())");
    assertEquals(Optional.empty(), training(read, "layer0").learningRate());
    assertEquals(Optional.empty(), training(read, "layer0").momentum());
  }

  @Test
  void the_first_rate_of_a_sigmoid_is_not_its_highest() {
    Networks read =
        list(
            ".layer(new DenseLayer.Builder().nIn(3).nOut(4).updater(new Sgd(new"
                + " SigmoidSchedule(ScheduleType.EPOCH, 0.1, given(), 20))).build())");
    assertEquals(Optional.empty(), training(read, "layer0").learningRate());
  }

  @Test
  void sides_that_no_window_has_are_read_to_the_end() {
    for (String layer :
        List.of(
            "new ConvolutionLayer.Builder(-1, 2)",
            "new Deconvolution2D.Builder(2, 2).stride(-1,"
                + " -1).convolutionMode(ConvolutionMode.Same)")) {
      Networks read =
          list(
              ".layer("
                  + layer
                  + ".nOut(5).build()).setInputType(InputType.convolutional(9, 9, 2))");
      assertEquals(Map.of(), read.refused());
      assertEquals(List.of("EMPTY_WINDOW layer0"), read.faults());
    }
  }

  @Test
  void a_pool_over_steps_moves_by_one_unless_it_is_told() {
    String pool = ".layer(new Subsampling1DLayer.Builder(3).build())";
    String steps = ".setInputType(InputType.recurrent(10, 7))";
    assertEquals(List.of(), list(pool.repeat(3) + steps).faults());
    assertEquals(List.of("OVERSIZED_WINDOW layer3"), list(pool.repeat(4) + steps).faults());
  }

  private static Networks list(String calls) {
    return Networks.of(
        "new NeuralNetConfiguration.Builder().list()" + calls + ".build();", Networks.LATEST);
  }

  private static LayerFact layer(Networks read, String name) {
    return read.only().layer(name).orElseThrow();
  }

  private static TrainingDetails.OfLayer training(Networks read, String name) {
    return layer(read, name).settings().training();
  }
}
