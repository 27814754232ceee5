package modellint.dl4j;

import static modellint.dl4j.Networks.LATEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

/** Networks made out of others, with and without the other in the sources. */
class TransferTest {

  private static final String LIST =
      "var base = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()"
          + ".updater(new Adam(1e-3)).activation(Activation.RELU).l2(1e-4).l1(1e-5).dropOut(0.8)"
          + ".list()"
          + ".layer(new DenseLayer.Builder().nIn(4).nOut(5).build())"
          + ".layer(new DenseLayer.Builder().nOut(6).build())"
          + ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(3).build())"
          + ".build());";
  private static final String GRAPH =
      "var base = new ComputationGraph(new NeuralNetConfiguration.Builder()"
          + ".updater(new Adam(1e-3)).activation(Activation.RELU).graphBuilder()"
          + ".addInputs(\"in\")"
          + ".addLayer(\"a\", new DenseLayer.Builder().nIn(4).nOut(5).build(), \"in\")"
          + ".addLayer(\"b\", new DenseLayer.Builder().nIn(4).nOut(6).build(), \"in\")"
          + ".addLayer(\"c\", new DenseLayer.Builder().nIn(5).nOut(7).build(), \"a\")"
          + ".addLayer(\"o\", new OutputLayer.Builder(LossFunction.MCXENT)"
          + ".nIn(13).nOut(3).build(), \"c\", \"b\")"
          + ".setOutputs(\"o\").build());";

  private static Network transfer(String body) {
    Networks found = Networks.of(body, LATEST);
    return found.all().get(found.all().size() - 1);
  }

  private static String tune(String settings) {
    return ".fineTuneConfiguration(new FineTuneConfiguration.Builder()" + settings + ".build())";
  }

  private static LayerSettings settings(Network network, String layer) {
    return network.layer(layer).orElseThrow().settings();
  }

  @Test
  void a_number_for_nesterovs_is_the_momentum_here_too() {
    Network net =
        transfer(
            "ComputationGraph base = (ComputationGraph) VGG16.builder().build().initPretrained();"
                + "new TransferLearning.GraphBuilder(base)"
                + tune(".updater(new Nesterovs(5e-5))")
                + ".setFeatureExtractor(\"fc2\").removeVertexKeepConnections(\"predictions\")"
                + ".addLayer(\"predictions\", new OutputLayer.Builder(LossFunction.MCXENT)"
                + ".nIn(4096).nOut(5).build(), \"fc2\").build();");
    Training training = net.definition().graph().training();
    assertEquals(Optional.of(0.1), training.learningRate());
    assertEquals(Optional.of(5e-5), training.momentum());
    assertEquals("VGG16", net.definition().parameters().toString());
    assertEquals(
        "the layers of the base network VGG16: its definition is not in the sources",
        net.definition().unknowns().get(0));
    assertEquals("20485", net.layer("predictions").orElseThrow().parameters().toString());
  }

  @Test
  void of_an_unknown_base_only_what_is_stated_is_known() {
    Network net =
        transfer(
            "MultiLayerNetwork base = MultiLayerNetwork.load(file, true);"
                + "new TransferLearning.Builder(base)"
                + tune(".seed(1)")
                + ".setFeatureExtractor(1).build();");
    assertEquals(Optional.empty(), net.definition().graph().training().optimizer());
    assertEquals(List.of(), net.layers());
  }

  @Test
  void layers_cut_off_and_added_leave_the_rest_as_it_was() {
    Network net =
        transfer(
            LIST
                + "new TransferLearning.Builder(base)"
                + tune(".updater(new Sgd(0.01))")
                + ".removeOutputLayer()"
                + ".addLayer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(6).nOut(9).build())"
                + ".setFeatureExtractor(0).build();");
    assertEquals("124", net.definition().parameters().toString());
    assertEquals("99", net.definition().trainable().toString());
    assertEquals(Optional.of("sgd"), net.definition().graph().training().optimizer());
    assertTrue(
        net.definition().graph().parameters().get("layer1_W").weights() instanceof Weights.Unknown);
    assertTrue(
        net.definition().graph().parameters().get("layer2_W").weights()
            instanceof Weights.Declared);
    List<TrainingDetails.OfLayer> layers = net.definition().graph().training().details().layers();
    assertEquals(Optional.of("noop"), layers.get(0).optimizer());
    assertEquals(Optional.of(1e-4), layers.get(1).l2());
    // What is added takes nothing over from the base.
    assertEquals(Optional.empty(), layers.get(2).l2());
    assertEquals(Optional.empty(), layers.get(2).retain());
  }

  @Test
  void a_tuning_overrides_only_what_it_states_and_its_zeros_remove() {
    Network net =
        transfer(
            LIST
                + "new TransferLearning.Builder(base)"
                + tune(".l2(0).dropOut(0).activation(Activation.TANH)")
                + ".build();");
    LayerSettings layer = settings(net, "layer1");
    assertEquals(
        new Penalty(Optional.of(1e-5), Optional.empty(), Optional.empty()), layer.penalty());
    assertEquals(Optional.empty(), layer.dropout());
    assertEquals("tanh", Functions.word(layer.activation()));
    assertEquals("Adam", layer.updater().orElseThrow().type());
  }

  @Test
  void penalties_of_a_tuning_replace_all_there_were() {
    Network net =
        transfer(LIST + "new TransferLearning.Builder(base)" + tune(".l2(1e-3)") + ".build();");
    assertEquals(
        new Penalty(Optional.empty(), Optional.of(1e-3), Optional.empty()),
        settings(net, "layer1").penalty());
  }

  @Test
  void a_replaced_size_is_drawn_anew_with_the_layer_behind_it() {
    Network net =
        transfer(
            LIST
                + "new TransferLearning.Builder(base)"
                + ".nOutReplace(1, 8, WeightInit.RELU, WeightInit.XAVIER).build();");
    assertEquals(List.of("25", "48", "27"), parameters(net));
    var weights = net.definition().graph().parameters();
    assertEquals(2.0 / 5, ((Weights.Declared) weights.get("layer1_W").weights()).init().variance());
    assertEquals(
        2.0 / 11, ((Weights.Declared) weights.get("layer2_W").weights()).init().variance());
  }

  private static List<String> parameters(Network net) {
    return net.layers().stream().map(it -> it.parameters().toString()).toList();
  }

  @Test
  void a_frozen_vertex_freezes_what_it_reads_and_nothing_beside() {
    Network net =
        transfer(
            GRAPH
                + "new TransferLearning.GraphBuilder(base)"
                + tune(".updater(new Sgd(0.1))")
                + ".setFeatureExtractor(\"c\").build();");
    assertTrue(settings(net, "a").isFrozen());
    assertTrue(settings(net, "c").isFrozen());
    assertEquals("Sgd", settings(net, "b").updater().orElseThrow().type());
    assertEquals("72", net.definition().trainable().toString());
  }

  @Test
  void a_vertex_whose_size_is_replaced_forgets_how_it_learned() {
    Network net =
        transfer(
            GRAPH
                + "new TransferLearning.GraphBuilder(base)"
                + ".nOutReplace(\"a\", 10, WeightInit.RELU).build();");
    assertEquals("Sgd", settings(net, "a").updater().orElseThrow().type());
    assertEquals("relu", Functions.word(settings(net, "a").activation()));
    assertEquals("Adam", settings(net, "c").updater().orElseThrow().type());
    assertEquals("77", net.layer("c").orElseThrow().parameters().toString());
  }

  @Test
  void vertices_are_removed_with_their_connections_or_without() {
    Network net =
        transfer(
            GRAPH
                + "new TransferLearning.GraphBuilder(base)"
                + ".removeVertexAndConnections(\"b\").removeVertexKeepConnections(\"o\")"
                + ".addLayer(\"o\", new OutputLayer.Builder(LossFunction.MCXENT)"
                + ".nIn(7).nOut(2).build(), \"c\").setOutputs(\"o\").build();");
    assertEquals(List.of("25", "42", "16"), parameters(net));
  }

  @Test
  void one_transfer_may_stand_on_another() {
    Network net =
        transfer(
            LIST
                + "var first = new TransferLearning.Builder(base).removeOutputLayer()"
                + tune("")
                + ".addLayer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(6).nOut(9).build())"
                + ".build();"
                + "new TransferLearning.Builder(first).removeLayersFromOutput(2)"
                + tune("")
                + ".addLayer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(5).nOut(2).build())"
                + ".build();");
    assertEquals(List.of("25", "12"), parameters(net));
  }

  @Test
  void layers_are_resized_before_any_is_cut_off_and_in_their_own_order() {
    String late = ".addLayer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(9).build())";
    Network net =
        transfer(
            LIST
                + "new TransferLearning.Builder(base)"
                + tune("")
                + ".removeOutputLayer().nOutReplace(1, 8, WeightInit.XAVIER)"
                + ".nOutReplace(0, 7, WeightInit.RELU)"
                + late
                + ".nOutReplace(0, 2, WeightInit.XAVIER).build();");
    assertEquals(List.of("35", "64", "81"), parameters(net));
    // The initialiser that comes last is the one for its own size, not that of the layer before.
    var weights = net.definition().graph().parameters();
    assertEquals(
        2.0 / 15, ((Weights.Declared) weights.get("layer1_W").weights()).init().variance());
  }

  @Test
  void a_vertex_behind_a_resized_one_learns_as_it_did() {
    String clipped =
        ".updater(new Sgd(0.1)).l1(1e-3).dropOut(0.7)"
            + ".gradientNormalization(GradientNormalization.ClipL2PerLayer)";
    Network net =
        transfer(
            GRAPH
                + "new TransferLearning.GraphBuilder(base)"
                + tune(clipped)
                + ".nOutReplace(\"a\", 10, WeightInit.RELU).build();");
    assertEquals("Adam", settings(net, "c").updater().orElseThrow().type());
    assertEquals(Optional.empty(), settings(net, "c").clipping());
    // Of what the tuning says, it takes over the penalties and the dropout that it had none of.
    assertEquals(Optional.of(1e-3), settings(net, "c").penalty().l1());
    assertEquals(Optional.of(0.7), settings(net, "c").retain());
    // The resized one is told by the tuning how it learns, and that its gradients are left alone.
    assertEquals("Sgd", settings(net, "a").updater().orElseThrow().type());
    assertEquals(Optional.empty(), settings(net, "a").clipping());
    assertEquals("l2-per-layer", settings(net, "b").clipping().orElseThrow().kind());
  }

  @Test
  void a_resized_vertex_keeps_its_dropout() {
    Network net =
        transfer(
            GRAPH.replace(".graphBuilder()", ".dropOut(0.9).graphBuilder()")
                + "new TransferLearning.GraphBuilder(base)"
                + tune(".dropOut(0.5)")
                + ".nOutReplace(\"a\", 10, WeightInit.RELU).build();");
    assertEquals(Optional.of(0.9), settings(net, "a").retain());
    assertEquals(Optional.of(0.5), settings(net, "b").retain());
  }

  @Test
  void a_size_that_the_input_type_gave_stays() {
    String images =
        "var base = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list()"
            + ".layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())"
            + ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(1).nOut(3).build())"
            + ".setInputType(InputType.convolutional(5, 5, 1)).build());";
    Network net =
        transfer(
            images
                + "new TransferLearning.Builder(base)"
                + tune(".convolutionMode(ConvolutionMode.Same)")
                + ".build();");
    assertEquals(List.of("20", "57"), parameters(net));
  }

  @Test
  void the_axis_of_time_that_the_input_type_gave_stays() {
    Network net =
        transfer(
            "var base = new ComputationGraph(new NeuralNetConfiguration.Builder().graphBuilder()"
                + ".addInputs(\"in\")"
                + ".addLayer(\"a\", new LSTM.Builder().nOut(4).build(), \"in\")"
                + ".addLayer(\"out\", new RnnOutputLayer.Builder(LossFunction.MCXENT)"
                + ".nOut(2).build(), \"a\")"
                + ".setOutputs(\"out\").setInputTypes(InputType.recurrent(3)).build());"
                + "new TransferLearning.GraphBuilder(base)"
                + tune("")
                + ".nOutReplace(\"out\", 5, WeightInit.RELU).build();");
    assertEquals("", Networks.faults(net));
  }
}
