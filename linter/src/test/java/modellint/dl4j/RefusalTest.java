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

  private static String image(String layer) {
    return ".layer(" + layer + ")" + OUT + ".setInputType(InputType.convolutional(8, 8, 2))";
  }

  @Test
  void windows_with_a_number_that_is_none() {
    String conv = "new ConvolutionLayer.Builder(3, 3)%s.nOut(4).build()";
    for (String number : List.of(".kernelSize(0, 3)", ".stride(0, 1)", ".padding(-1, 1)")) {
      assertEquals(List.of("EMPTY_WINDOW layer0"), list(image(conv.formatted(number))), number);
    }
    assertEquals(
        List.of("EMPTY_WINDOW layer0"),
        list(image("new SubsamplingLayer.Builder(2, 2).stride(0, 2).build()")));
    assertEquals(List.of(), list(image(conv.formatted(".stride(given, 1)"))));
    // A transposed convolution spreads its kernel, which need not fit into anything.
    assertEquals(List.of(), list(image("new Deconvolution2D.Builder(9, 9).nOut(4).build()")));
  }

  @Test
  void two_axes_take_two_numbers() {
    for (String layer :
        List.of(
            "new ConvolutionLayer.Builder(3).nOut(4).build()",
            "new ConvolutionLayer.Builder().kernelSize(3).nOut(4).build()",
            "new ConvolutionLayer.Builder(3, 3).stride(2).nOut(4).build()",
            "new SeparableConvolution2D.Builder(3).nOut(4).build()",
            "new Deconvolution2D.Builder(3).nOut(4).build()",
            "new SubsamplingLayer.Builder(3).build()")) {
      assertEquals(List.of("SINGLE_SIDE layer0"), list(image(layer)), layer);
    }
    assertEquals(
        List.of(), list(image("new ConvolutionLayer.Builder(new int[] {3, 3}).nOut(4).build()")));
    assertEquals(
        List.of(),
        list(
            ".layer(new Convolution1DLayer.Builder(3).nIn(4).nOut(4).build()).layer(new"
                + " RnnOutputLayer.Builder(LossFunction.MCXENT).nIn(4).nOut(4).build())"));
  }

  @Test
  void modes_and_norms_that_a_window_cannot_have() {
    String causal = ".convolutionMode(ConvolutionMode.Causal)";
    assertEquals(
        List.of("CAUSAL_IMAGE layer0"),
        list(image("new ConvolutionLayer.Builder(3, 3)" + causal + ".nOut(4).build()")));
    assertEquals(
        List.of(),
        list(
            ".layer(new Convolution1DLayer.Builder(3)"
                + causal
                + ".nIn(4).nOut(4).build()).layer(new"
                + " RnnOutputLayer.Builder(LossFunction.MCXENT).nIn(4).nOut(4).build())"));
    String pool = "new SubsamplingLayer.Builder(2, 2).poolingType(PoolingType.PNORM)%s.build()";
    assertEquals(List.of("NO_NORM layer0"), list(image(pool.formatted(""))));
    assertEquals(List.of(), list(image(pool.formatted(".pnorm(2)"))));
  }

  @Test
  void layers_that_lack_what_they_are_made_of() {
    assertEquals(List.of("NO_SLOPES layer0"), list(image("new PReLULayer.Builder().build()")));
    assertEquals(List.of(), list(image("new PReLULayer.Builder().inputShape(2, 8, 8).build()")));
    String attention =
        ".layer(new SelfAttentionLayer.Builder().nHeads(1)%s.nOut(7).build())"
            + ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())"
            + ".setInputType(InputType.recurrent(7, 9))";
    assertEquals(
        List.of("UNPROJECTED_SIZE layer0"), list(attention.formatted(".projectInput(false)")));
    assertEquals(List.of(), list(attention.formatted(".projectInput(false).nIn(7)")));
    assertEquals(List.of(), list(attention.formatted(".projectInput(true)")));
  }

  @Test
  void initialisers_that_cannot_draw() {
    String dense = ".layer(new DenseLayer.Builder().nIn(4).nOut(%d)%s.build())" + OUT;
    String bare = ".weightInit(WeightInit.DISTRIBUTION)";
    assertEquals(List.of("NO_DISTRIBUTION"), list(bare, dense.formatted(3, ""), LATEST));
    assertEquals(List.of("NO_DISTRIBUTION"), list(dense.formatted(3, bare)));
    assertEquals(List.of(), list(bare, dense.formatted(3, ""), "1.0.0-beta3"));
    String identity = ".weightInit(WeightInit.IDENTITY)";
    assertEquals(List.of("UNSQUARE_IDENTITY layer0"), list(dense.formatted(3, identity)));
    assertEquals(List.of(), list(dense.formatted(4, identity)));
  }

  @Test
  void shares_and_schedules_that_are_none() {
    String dense = ".layer(new DenseLayer.Builder().nIn(4).nOut(3).build())" + OUT;
    assertEquals(List.of("RETAINED_SHARE"), list(".dropOut(-0.5)", dense, LATEST));
    assertEquals(List.of(), list(".dropOut(0)", dense, LATEST));
    String map =
        ".updater(new Sgd(new MapSchedule.Builder(ScheduleType.EPOCH).add(%s, 0.1)"
            + ".add(5, 0.01).build()))";
    assertEquals(List.of("NO_FIRST_RATE"), list(map.formatted("1"), dense, LATEST));
    assertEquals(List.of(), list(map.formatted("0"), dense, LATEST));
    assertEquals(List.of(), list(map.formatted("given"), dense, LATEST));
  }

  @Test
  void rows_and_steps_are_no_images() {
    String conv = ".layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())" + OUT;
    String rows = ".layer(new DenseLayer.Builder().nIn(4).nOut(100).build())";
    assertEquals(List.of("UNFIT_INPUT layer1"), list(rows + conv));
    assertEquals(
        List.of("UNFIT_INPUT layer0"), list(conv + ".setInputType(InputType.recurrent(4, 9))"));
    assertEquals(List.of(), list(conv + ".setInputType(InputType.convolutionalFlat(9, 9, 1))"));
    String preprocessed = rows + conv + ".inputPreProcessor(1, %s)";
    assertEquals(
        List.of(), list(preprocessed.formatted("new FeedForwardToCnnPreProcessor(10, 10, 1)")));
    assertEquals(List.of(), list(preprocessed.formatted("new OwnPreProcessor()")));
    assertEquals(
        List.of(),
        list(rows + ".layer(new OwnLayer())" + conv + ".setInputType(InputType.feedForward(4))"));
  }

  @Test
  void what_is_joined_is_of_one_size() {
    String ends = ".addLayer(\"out\", new OutputLayer.Builder().nOut(2).build(), \"v\")";
    String rows =
        ".addInputs(\"in\")"
            + dense("a", ".nOut(8)", "\"in\"")
            + dense("b", ".nOut(%s)", "\"in\"")
            + ".addVertex(\"v\", new %s, \"a\", \"b\")"
            + ends
            + ".setOutputs(\"out\").setInputTypes(InputType.feedForward(4))";
    String add = "ElementWiseVertex(ElementWiseVertex.Op.Add)";
    assertEquals(List.of("MISMATCHED_JOIN v"), graph(rows.formatted("9", add)));
    assertEquals(List.of(), graph(rows.formatted("8", add)));
    assertEquals(List.of(), graph(rows.formatted("1", add)));
    assertEquals(List.of(), graph(rows.formatted("given", add)));
    assertEquals(List.of(), graph(rows.formatted("9", "MergeVertex()")));
    String images =
        ".addInputs(\"in\")"
            + ".addLayer(\"a\", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), \"in\")"
            + ".addLayer(\"b\", new ConvolutionLayer.Builder(%s).nOut(5).build(), \"in\")"
            + ".addVertex(\"v\", new MergeVertex(), \"a\", \"b\")"
            + ends
            + ".setOutputs(\"out\").setInputTypes(InputType.convolutional(9, 9, 1))";
    assertEquals(List.of("MISMATCHED_JOIN v"), graph(images.formatted("2, 2")));
    assertEquals(List.of(), graph(images.formatted("3, 3")));
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
    assertEquals(
        List.of("vertex \"a\" reads \"body\", which nothing in the sources at hand adds"),
        List.copyOf(found.refused().values()));
  }

  @Test
  void a_vertex_that_reads_itself_is_not_drawn() {
    Networks found =
        Networks.of(
            "new TransferLearning.GraphBuilder(new ComputationGraph(null))"
                + dense("", ".nIn(4).nOut(4)", "\"\"")
                + ".setOutputs(\"\").build();",
            LATEST);
    assertEquals(
        List.of("vertex \"\" reads what it gives itself"), List.copyOf(found.refused().values()));
  }
}
