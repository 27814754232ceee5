package modellint.dl4j;

import static modellint.dl4j.Networks.LATEST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each of these throws in the library as it stands here, or is repaired by it where that is so. */
class RefusalTest {

  private static final String BEGIN = "new NeuralNetConfiguration.Builder()";
  private static final String OUT =
      ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())";

  private static List<String> list(String global, String layers, String version) {
    return Networks.of(BEGIN + global + ".list()" + layers + ".build();", version).faults();
  }

  private static List<String> list(String layers) {
    return list("", layers, LATEST);
  }

  private static List<String> graph(String vertices, String version) {
    return Networks.of(BEGIN + ".graphBuilder()" + vertices + ".build();", version).faults();
  }

  private static List<String> graph(String vertices) {
    return graph(vertices, LATEST);
  }

  private static String output(String loss, String activation, int units) {
    return ".layer(new OutputLayer.Builder(LossFunction."
        + loss
        + ").activation(Activation."
        + activation
        + ").nIn(4).nOut("
        + units
        + ").build())";
  }

  private static String dense(String name, String sizes, String inputs) {
    return ".addLayer(\"%s\", new DenseLayer.Builder()%s.build(), %s)"
        .formatted(name, sizes, inputs);
  }

  @Test
  void the_four_pairs_of_output_and_loss() {
    assertEquals(List.of("SINGLE_UNIT_SOFTMAX softmax"), list(output("MCXENT", "SOFTMAX", 1)));
    assertEquals(List.of("SOFTMAX_OF_EVENTS softmax"), list(output("XENT", "SOFTMAX", 3)));
    assertEquals(List.of("SIGMOID_OF_CLASSES sigmoid"), list(output("MCXENT", "SIGMOID", 3)));
    assertEquals(List.of("UNBOUNDED_PROBABILITY relu"), list(output("XENT", "RELU", 3)));
  }

  @Test
  void the_library_takes_these_pairs() {
    assertEquals(List.of(), list(output("MSE", "SOFTMAX", 3)));
    assertEquals(List.of(), list(output("MCXENT", "GELU", 3)));
    assertEquals(List.of(), list(output("XENT", "SIGMOID", 1)));
    assertEquals(
        List.of(),
        list(
            ".layer(new DenseLayer.Builder().nIn(4).nOut(3).build())"
                + ".layer(new LossLayer.Builder(LossFunction.MCXENT).build())"));
  }

  @Test
  void nothing_is_validated_where_the_switch_or_the_version_says_so() {
    String pair = output("MCXENT", "SIGMOID", 3);
    assertEquals(List.of(), list(pair + ".validateOutputLayerConfig(false)"));
    assertEquals(List.of(), list(pair + ".validateOutputLayerConfig(given > 2)"));
    assertEquals(List.of(), list("", pair, "0.9.1"));
    assertEquals(List.of("SIGMOID_OF_CLASSES sigmoid"), list("", pair, "1.0.0-beta7"));
  }

  @Test
  void a_builder_that_never_builds_may_be_finished_elsewhere() {
    String pair = output("MCXENT", "SIGMOID", 3);
    assertEquals(List.of(), Networks.of(BEGIN + ".list()" + pair + ";", LATEST).faults());
  }

  @Test
  void sizes_that_nothing_gives() {
    assertEquals(
        List.of("NO_INPUT_SIZE layer1"),
        list(".layer(new ConvolutionLayer.Builder(3, 3).nIn(1).nOut(4).build())" + OUT));
    assertEquals(
        List.of("NO_INPUT_SIZE layer0", "NO_INPUT_SIZE layer1"),
        list(".layer(new DenseLayer.Builder().nOut(4).build())" + OUT));
    assertEquals(
        List.of("NO_OUTPUT_SIZE layer0"),
        list(".layer(new DenseLayer.Builder().nIn(4).build())" + OUT));
    assertEquals(
        List.of("NO_INPUT_SIZE layer1"),
        list(
            ".layer(new Bidirectional(new LSTM.Builder().nIn(3).nOut(4).build()))"
                + ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())"));
  }

  @Test
  void sizes_that_the_library_or_the_run_finds() {
    assertEquals(List.of(), list(".layer(new DenseLayer.Builder().nIn(4).nOut(3).build())" + OUT));
    assertEquals(
        List.of(),
        list(
            ".layer(new LSTM.Builder().nIn(3).nOut(4).build()).layer(new GlobalPoolingLayer())"
                + OUT));
    assertEquals(
        List.of(), list(".layer(new DenseLayer.Builder().nIn(given).nOut(given).build())" + OUT));
  }

  @Test
  void a_size_that_does_not_fit_is_refused_or_replaced() {
    String layers =
        ".layer(new DenseLayer.Builder().nIn(4).nOut(5).build())"
            + ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(77).nOut(2).build())";
    assertEquals(List.of("REPLACED_INPUT layer1"), list(layers));
    assertEquals(List.of("MISMATCHED_INPUT layer1"), list(layers + ".overrideNinUponBuild(false)"));
    assertEquals(List.of("MISMATCHED_INPUT layer1"), list("", layers, "1.0.0-beta7"));
    String graph =
        ".addInputs(\"in\")"
            + dense("a", ".nIn(4).nOut(5)", "\"in\"")
            + dense("b", ".nIn(77).nOut(5)", "\"a\"")
            + ".setOutputs(\"b\")";
    assertEquals(List.of("MISMATCHED_INPUT b"), graph(graph));
    assertEquals(
        List.of("REPLACED_INPUT b"), graph(graph + ".setInputTypes(InputType.feedForward(4))"));
  }

  @Test
  void windows_that_do_not_fit() {
    String end = OUT + ".setInputType(InputType.convolutional(%d, %d, 1))";
    String conv = ".layer(new ConvolutionLayer.Builder(3, 3).stride(2, 2).nOut(4).build())";
    assertEquals(List.of("OVERSIZED_WINDOW layer0"), list(conv + end.formatted(2, 2)));
    assertEquals(
        List.of("INDIVISIBLE_WINDOW layer0"),
        list(".convolutionMode(ConvolutionMode.Strict)", conv + end.formatted(28, 28), LATEST));
    assertEquals(List.of(), list(conv + end.formatted(28, 28)));
    assertEquals(
        List.of("PADDED_SAME layer0"),
        list(
            ".layer(new ConvolutionLayer.Builder(3, 3).padding(1, 1)"
                + ".convolutionMode(ConvolutionMode.Same).nOut(4).build())"
                + end.formatted(28, 28)));
    assertEquals(
        List.of(),
        list(
            ".convolutionMode(ConvolutionMode.Same)",
            ".layer(new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(4).build())"
                + end.formatted(28, 28),
            LATEST));
  }

  @Test
  void a_list_with_a_gap_and_a_sequence_that_is_cut() {
    assertEquals(
        List.of("MISSING_LAYER"),
        list(
            ".layer(0, new DenseLayer.Builder().nIn(4).nOut(5).build())"
                + OUT.replace("layer(new", "layer(2, new")));
    assertEquals(
        List.of("CUT_SEQUENCE layer1"),
        list(
            ".layer(new LSTM.Builder().nIn(3).nOut(4).build()).layer(new GlobalPoolingLayer())"
                + OUT
                + ".backpropType(BackpropType.TruncatedBPTT)"));
  }

  @Test
  void graphs_that_do_not_hang_together() {
    String a = dense("a", ".nIn(4).nOut(4)", "\"in\"");
    String in = ".addInputs(\"in\")";
    String out = ".setOutputs(\"a\")";
    assertEquals(List.of(), graph(in + a + out));
    assertEquals(List.of("NO_OUTPUTS"), graph(in + a));
    assertEquals(List.of("NO_INPUTS", "UNKNOWN_INPUT in"), graph(a + out));
    assertEquals(List.of("DUPLICATE_NAME a"), graph(in + a + a + out));
    assertEquals(List.of(), graph(in + a + a + out, "0.9.1"));
    assertEquals(
        List.of("UNKNOWN_INPUT z"), graph(in + dense("a", ".nIn(4).nOut(4)", "\"z\"") + out));
    assertEquals(
        List.of("UNKNOWN_OUTPUT b", "UNREAD_VERTEX a"), graph(in + a + ".setOutputs(\"b\")"));
    assertEquals(
        List.of("UNREAD_VERTEX d"), graph(in + a + dense("d", ".nIn(4).nOut(4)", "\"in\"") + out));
    assertEquals(
        List.of(),
        graph(in + a + dense("d", ".nIn(4).nOut(4)", "\"in\"") + out + ".allowDisconnected(true)"));
    assertEquals(
        List.of("CYCLE a"),
        graph(
            in
                + dense("a", ".nIn(8).nOut(4)", "\"in\", \"b\"")
                + dense("b", ".nIn(4).nOut(4)", "\"a\"")
                + ".setOutputs(\"b\")"));
    assertEquals(
        List.of("INPUT_TYPES"),
        graph(in + ".setInputTypes(InputType.feedForward(4), InputType.feedForward(3))" + a + out));
  }

  @Test
  void a_graph_whose_names_are_not_known_is_not_judged() {
    Networks found =
        Networks.of(
            BEGIN
                + ".graphBuilder().addInputs(\"in\" + given)"
                + dense("a", ".nIn(4).nOut(4)", "\"in\"")
                + ".setOutputs(\"a\").build();",
            LATEST);
    assertEquals(List.of(), found.all());
    assertEquals(1, found.refused().size());
  }

  @Test
  void a_builder_handed_to_code_that_is_not_at_hand_may_hold_more() {
    Networks found =
        Networks.of(
            "var graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs(\"in\");"
                + "org.example.Helper.addLayers(graph, \"body\");"
                + "graph"
                + dense("a", ".nIn(4).nOut(4)", "\"body\"")
                + ".setOutputs(\"a\").build();",
            LATEST);
    assertEquals(List.of(), found.all());
    assertEquals(1, found.refused().size());
  }
}
