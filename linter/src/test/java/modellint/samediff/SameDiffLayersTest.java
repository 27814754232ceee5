package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.dl4j.Dl4j;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;

/** Layers and vertices of DL4J that a program writes in SameDiff. */
final class SameDiffLayersTest {

  private static final String IMPORTS =
      """
      import java.util.Map;
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.inputs.InputType;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.conf.layers.samediff.*;
      import org.deeplearning4j.nn.params.DefaultParamInitializer;
      import org.deeplearning4j.nn.weights.WeightInit;
      import org.nd4j.autodiff.samediff.*;
      import org.nd4j.linalg.activations.Activation;
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.nd4j.linalg.factory.Nd4j;
      """;

  private static final String DENSE =
      """
      class Own extends SameDiffLayer {
        int nIn; int nOut; Activation activation;
        Own(int nIn, int nOut, Activation activation, WeightInit weightInit) {
          this.nIn = nIn; this.nOut = nOut; this.activation = activation;
          this.weightInit = weightInit;
        }
        %s
        public InputType getOutputType(int i, InputType in) { return InputType.feedForward(nOut); }
        public void defineParameters(SDLayerParams p) {
          p.addWeightParam(DefaultParamInitializer.WEIGHT_KEY, nIn, nOut);
          p.addBiasParam("shift", 1, nOut);
        }
        public SDVariable defineLayer(
            SameDiff sd, SDVariable x, Map<String, SDVariable> p, SDVariable mask) {
          SDVariable w = p.get(DefaultParamInitializer.WEIGHT_KEY);
          return %s;
        }
        public void initializeParameters(Map<String, INDArray> p) {
          p.get("shift").assign(0.5);
          %s
        }
      }
      """;

  private static final String TANH =
      "activation.asSameDiff(\"out\", sd, sd.mmul(x, w).add(p.get(\"shift\")))";
  private static final String XAVIER =
      "initWeights(nIn, nOut, weightInit, p.get(DefaultParamInitializer.WEIGHT_KEY));";

  private static Definition read(String classes, String body) throws SourceReader.Unreadable {
    SourceFile file =
        SourceReader.parse(
            "A.java", IMPORTS + classes + "class A { void define() {\n" + body + "\n}}");
    Library dl4j = new Dl4j(new SameDiffLayers());
    var sources = new Sources(List.of(file), name -> Optional.empty());
    Evaluator.Result run = new Evaluator(sources, dl4j.api()).run(file, dl4j.marks());
    Library.Found found = dl4j.definitions(run, "1.0.0-M2.1");
    assertEquals(1, found.definitions().size(), found.refused().toString());
    return found.definitions().get(0);
  }

  private static Definition list(String own, String layer) throws SourceReader.Unreadable {
    return read(
        own,
        "new NeuralNetConfiguration.Builder().list().layer("
            + layer
            + ").layer(new OutputLayer.Builder().nIn(4).nOut(2).build()).build();");
  }

  private static List<String> operators(Graph graph) {
    return graph.nodes().stream().map(Node::type).toList();
  }

  private static Weights weights(Definition it, String parameter) {
    return Optional.ofNullable(it.graph().parameters().get(parameter)).orElseThrow().weights();
  }

  @Test
  void parameters_are_counted_and_the_signal_passes() throws SourceReader.Unreadable {
    Definition it =
        list(
            DENSE.formatted("", TANH, XAVIER), "new Own(6, 4, Activation.TANH, WeightInit.XAVIER)");
    assertEquals(Dim.of(6 * 4 + 4 + 4 * 2 + 2), it.parameters());
    assertEquals(List.of("MatMul", "Add", "Tanh", "Gemm", "Softmax"), operators(it.graph()));
    assertEquals(2.0 / (6 + 4), ((Weights.Declared) weights(it, "layer0_W")).init().variance());
    assertEquals(0.5, ((Weights.Declared) weights(it, "layer0_shift")).init().mean());
  }

  @Test
  void what_own_code_fills_is_not_guessed() throws SourceReader.Unreadable {
    Definition it =
        list(
            DENSE.formatted("", TANH, "p.get(DefaultParamInitializer.WEIGHT_KEY).assign(given());"),
            "new Own(6, 4, Activation.TANH, WeightInit.XAVIER)");
    assertEquals(Dim.of(6 * 4 + 4 + 4 * 2 + 2), it.parameters());
    assertTrue(weights(it, "layer0_W") instanceof Weights.Unknown);
  }

  @Test
  void a_layer_learns_its_input_size_as_the_library_tells_it() throws SourceReader.Unreadable {
    String own =
        DENSE.formatted(
            "public void setNIn(InputType in, boolean override) {"
                + " if (override) { this.nIn = (int)"
                + " ((InputType.InputTypeFeedForward) in).getSize(); } }",
            TANH,
            XAVIER);
    Definition it =
        read(
            own,
            "new NeuralNetConfiguration.Builder().list()"
                + ".layer(new DenseLayer.Builder().nOut(9).build())"
                + ".layer(new Own(1, 4, Activation.TANH, WeightInit.XAVIER))"
                + ".layer(new OutputLayer.Builder().nOut(2).build())"
                + ".setInputType(InputType.feedForward(5)).build();");
    assertEquals(Dim.of(5 * 9 + 9 + 9 * 4 + 4 + 4 * 2 + 2), it.parameters());
  }

  @Test
  void what_cannot_be_drawn_is_opaque_but_counts() throws SourceReader.Unreadable {
    Definition it =
        list(
            DENSE.formatted("", "elsewhere(x, w)", XAVIER),
            "new Own(6, 4, Activation.TANH, WeightInit.XAVIER)");
    assertEquals(Dim.of(6 * 4 + 4 + 4 * 2 + 2), it.parameters());
    assertEquals(List.of("Own", "Gemm", "Softmax"), operators(it.graph()));
  }

  @Test
  void a_lambda_layer_holds_nothing() throws SourceReader.Unreadable {
    Definition it =
        list(
            "class Half extends SameDiffLambdaLayer {"
                + " public SDVariable defineLayer(SameDiff sd, SDVariable x) {"
                + " return x.mul(0.5); } }",
            "new Half()");
    assertEquals(Dim.of(4 * 2 + 2), it.parameters());
    assertEquals(List.of("Mul", "Gemm", "Softmax"), operators(it.graph()));
  }

  @Test
  void a_lambda_vertex_reads_what_stands_before_it() throws SourceReader.Unreadable {
    Definition it =
        read(
            "class Mean extends SameDiffLambdaVertex {"
                + " public SDVariable defineVertex(SameDiff sd, VertexInputs in) {"
                + " return sd.math.mergeAvg(in.getInput(0), in.getInput(1)); } }",
            "new NeuralNetConfiguration.Builder().graphBuilder().addInputs(\"in\")"
                + ".addLayer(\"a\", new DenseLayer.Builder().nIn(3).nOut(4).build(), \"in\")"
                + ".addLayer(\"b\", new DenseLayer.Builder().nIn(3).nOut(4).build(), \"in\")"
                + ".addVertex(\"m\", new Mean(), \"a\", \"b\")"
                + ".addLayer(\"out\", new OutputLayer.Builder().nIn(4).nOut(2).build(), \"m\")"
                + ".setOutputs(\"out\").build();");
    assertEquals(Dim.of(2 * (3 * 4 + 4) + 4 * 2 + 2), it.parameters());
    assertTrue(operators(it.graph()).containsAll(List.of("Add", "Mul")));
    Map<String, ?> parameters = it.graph().parameters();
    assertEquals(6, parameters.keySet().stream().filter(name -> name.matches(".*_[Wb]")).count());
  }

  private static final String HEAD =
      """
      class Head extends SameDiffOutputLayer {
        public InputType getOutputType(int i, InputType in) { return InputType.feedForward(3); }
        public void defineParameters(SDLayerParams p) { p.addWeightParam("W", 4, 3); }
        public void initializeParameters(Map<String, INDArray> p) { p.get("W").assign(0.25); }
        public SDVariable defineLayer(
            SameDiff sd, SDVariable x, SDVariable labels, Map<String, SDVariable> p) {
          SDVariable z = x.mmul("z", p.get("W"));
          SDVariable out = Activation.TANH.asSameDiff("out", sd, z);
          SDVariable difference = out.sub(labels);
          return difference.mul(difference).mean(1).sum();
        }
        public String activationsVertexName() { return "%s"; }
      }
      """;

  private static final String HEADED =
      "new NeuralNetConfiguration.Builder().list().layer(new Head())"
          + ".setInputType(InputType.feedForward(4)).build();";

  @Test
  void an_output_layer_gives_its_activations_and_not_its_loss() throws SourceReader.Unreadable {
    Definition read = read(HEAD.formatted("out"), HEADED);

    assertEquals(Dim.of(12), read.parameters());
    assertEquals(List.of("MatMul", "Tanh"), read.graph().nodes().stream().map(Node::type).toList());
  }

  @Test
  void an_output_layer_without_its_activations_is_not_known() throws SourceReader.Unreadable {
    Definition read = read(HEAD.formatted("elsewhere"), HEADED);

    assertEquals(Dim.of(12), read.parameters());
    assertEquals(List.of("Head"), read.graph().nodes().stream().map(Node::type).toList());
  }

  @Test
  void a_lambda_layer_that_gives_no_type_is_refused_under_one() throws SourceReader.Unreadable {
    String lambda =
        """
        class Twice extends SameDiffLambdaLayer {
          public SDVariable defineLayer(SameDiff sd, SDVariable x) { return x.mul(2); }
          %s
        }
        """;
    String typed =
        "new NeuralNetConfiguration.Builder().list().layer(new Twice())"
            + ".layer(new OutputLayer.Builder().nIn(4).nOut(2).build())"
            + ".setInputType(InputType.feedForward(4)).build();";
    String type = "public InputType getOutputType(int i, InputType in) { return in; }";

    assertEquals(List.of("NO_OUTPUT_TYPE layer0"), faults(read(lambda.formatted(""), typed)));
    assertEquals(List.of(), faults(read(lambda.formatted(type), typed)));
  }

  private static List<String> faults(Definition read) {
    return read.graph().training().details().refusals().stream()
        .map(it -> it.fault() + " " + it.subject())
        .toList();
  }
}
