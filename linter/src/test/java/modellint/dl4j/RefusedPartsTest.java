package modellint.dl4j;

import static modellint.dl4j.Networks.LATEST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers and vertices that throw in 1.0.0-M2.1 whatever stands around them. */
class RefusedPartsTest {

  private static final String BEGIN = "new NeuralNetConfiguration.Builder()";

  private static List<String> list(String layers) {
    return Networks.of(BEGIN + ".list()" + layers + ".build();", LATEST).faults();
  }

  private static List<String> graph(String vertices) {
    return Networks.of(BEGIN + ".graphBuilder()" + vertices + ".build();", LATEST).faults();
  }

  private static String attention(String settings) {
    return ".layer(new SelfAttentionLayer.Builder().nIn(6)%s.build())".formatted(settings) + RNN;
  }

  private static final String RNN =
      ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nIn(6).nOut(6).build())";

  @Test
  void the_heads_of_an_attention() {
    String alone = "UNPROJECTED_HEADS layer0";
    assertEquals(List.of(alone), list(attention(".nOut(6).nHeads(2)")));
    assertEquals(List.of(alone), list(attention(".nOut(6)")));
    assertEquals(
        List.of("UNSTATED_SIZE the nHeads of layer0"),
        list(attention(".nOut(6).projectInput(true)")));
    assertEquals(
        List.of("UNSHARED_HEADS layer0"), list(attention(".nOut(6).nHeads(4).projectInput(true)")));
    assertEquals(
        List.of("NO_OUTPUT_SIZE layer0"), list(attention(".nHeads(2).projectInput(true)")));
    assertEquals(List.of(), list(attention(".nOut(6).nHeads(4).headSize(3).projectInput(true)")));
    assertEquals(List.of(), list(attention(".nOut(6).nHeads(given).projectInput(true)")));
  }

  private static String vertex(String sizes) {
    return ".addInputs(\"in\").addVertex(\"att\", new AttentionVertex.Builder()"
        + sizes
        + ".build(), \"in\", \"in\", \"in\").addLayer(\"out\", new RnnOutputLayer.Builder()"
        + ".nIn(4).nOut(4).build(), \"att\").setOutputs(\"out\")";
  }

  @Test
  void the_sizes_of_an_attention_vertex() {
    assertEquals(
        List.of(
            "UNSTATED_SIZE the nInKeys of att",
            "UNSTATED_SIZE the nInQueries of att",
            "UNSTATED_SIZE the nInValues of att"),
        graph(vertex(".nOut(4)")));
    assertEquals(
        List.of("UNSHARED_HEADS att"),
        graph(
            vertex(".nOut(4).nInKeys(3).nInQueries(3).nInValues(3).nHeads(3).projectInput(true)")));
    assertEquals(
        List.of(),
        graph(
            vertex(
                ".nOut(4).nInKeys(given).nInQueries(3).nInValues(3).nHeads(2)"
                    + ".projectInput(true)")));
  }

  private static String subset(int from, int to, String types) {
    return ".addInputs(\"in\")"
        + types
        + (".addVertex(\"part\", new SubsetVertex(" + from + ", " + to + "), \"in\")")
        + ".addLayer(\"conv\", new ConvolutionLayer.Builder(3, 3).nIn(2).nOut(4).build(), \"part\")"
        + ".addLayer(\"pool\", new GlobalPoolingLayer(), \"conv\")"
        + ".addLayer(\"out\", new OutputLayer.Builder().nIn(4).nOut(2).build(), \"pool\")"
        + ".setOutputs(\"out\")";
  }

  @Test
  void a_subset_of_channels_under_an_input_type() {
    String typed = ".setInputTypes(InputType.convolutional(9, 9, 3))";
    assertEquals("REVERSED_SUBSET part", graph(subset(0, 1, typed)).get(0));
    assertEquals("OUTLYING_SUBSET part", graph(subset(2, 3, typed)).get(0));
    assertEquals(List.of(), graph(subset(0, 1, "")));
  }

  @Test
  void a_product_with_one_weight_for_each_input() {
    String product = ".layer(new ElementWiseMultiplicationLayer.Builder().nIn(4).nOut(%d).build())";
    String out = ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(%d).nOut(2).build())";
    assertEquals(List.of("UNEQUAL_SIZES layer0"), list(product.formatted(5) + out.formatted(4)));
    assertEquals(List.of(), list(product.formatted(4) + out.formatted(4)));
  }

  @Test
  void both_directions_are_a_recurrent_layer_s() {
    String both = ".layer(new Bidirectional(new %s.Builder().nIn(3).nOut(4).build()))";
    String out = ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(8).build())";
    assertEquals("UNWRAPPABLE_LAYER layer0", list(both.formatted("DenseLayer") + out).get(0));
    assertEquals(List.of(), list(both.formatted("LSTM") + out));
  }

  @Test
  void boxes_are_not_optional() {
    String yolo =
        ".layer(new ConvolutionLayer.Builder(1, 1).nIn(3).nOut(14).build())"
            + ".layer(new org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer"
            + ".Builder()%s.build())";
    assertEquals(List.of("NO_BOXES layer1"), list(yolo.formatted("")));
    assertEquals(List.of(), list(yolo.formatted(".boundingBoxPriors(given)")));
  }
}
