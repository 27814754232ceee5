package modellint.neuroph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Unreadable;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** Neuroph: the networks of {@code org.neuroph.nnet} that learn by gradients. */
public final class Neuroph implements Library {

  private static final String NETWORKS = "org.neuroph.nnet.";

  private final Api api =
      new Vocabulary(
          Vocabulary.classes(
              Map.of(
                  "org.neuroph.nnet",
                  "Adaline AutoencoderNetwork ConvolutionalNetwork ElmanNetwork JordanNetwork"
                      + " MultiLayerPerceptron Perceptron RBFNetwork RectifierNeuralNetwork",
                  "org.neuroph.nnet.comp",
                  "Dimension2D",
                  "org.neuroph.core.transfer",
                  "Gaussian Linear Log Ramp RectifiedLinear Sgn Sigmoid Sin Step Tanh Trapezoid",
                  "org.neuroph.util",
                  "NeuronProperties TransferFunctionType",
                  "org.neuroph.util.random",
                  "DistortRandomizer GaussianRandomizer HeZhangRenSunUniformWeightsRandomizer"
                      + " NguyenWidrowRandomizer RangeRandomizer WeightsRandomizer",
                  "org.neuroph.core",
                  "NeuralNetwork data.DataSet",
                  "org.neuroph.nnet.learning",
                  "BackPropagation BinaryDeltaRule ConvolutionalBackpropagation"
                      + " DynamicBackPropagation LMS PerceptronLearning"
                      + " MomentumBackpropagation ResilientPropagation"
                      + " SigmoidDeltaRule")),
          Set.of());

  @Override
  public List<String> imports() {
    return List.of("org.neuroph.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of(
        "MultiLayerPerceptron",
        "withInputLayer",
        "withConvolutionLayer",
        "withFullConnectedLayer",
        "Perceptron",
        "Adaline",
        "AutoencoderNetwork",
        "RectifierNeuralNetwork",
        "ElmanNetwork",
        "JordanNetwork",
        "NeuralNetwork");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      if (object.type().equals("org.neuroph.nnet.ConvolutionalNetwork")
          && object.origin() instanceof Origin.Result built
          && built.method().equals("build")) {
        finds.add(built.place(), () -> FeatureMaps.read(object, built));
      } else if (object.origin() instanceof Origin.Made && object.type().startsWith(NETWORKS)) {
        made(object, finds);
      } else if (isAssembled(object)) {
        finds.add(
            object.origin().place(),
            () -> {
              throw new Unreadable(
                  "its layers are put together neuron by neuron, which is not followed");
            });
      }
    }
    return finds.found();
  }

  /** A network of nothing, to which the program adds layers and whose neurons it connects. */
  private static boolean isAssembled(Obj network) {
    return network.type().equals("org.neuroph.core.NeuralNetwork")
        && network.origin() instanceof Origin.Made
        && !network.calls("addLayer").isEmpty();
  }

  private static void made(Obj network, Finds finds) {
    Place.Line site = network.origin().place();
    List<Value> given = network.origin().arguments();
    switch (network.type().substring(NETWORKS.length())) {
      case "MultiLayerPerceptron" ->
          finds.add(site, () -> MultiLayer.perceptron(given).read(network));
      case "AutoencoderNetwork" ->
          finds.add(site, () -> MultiLayer.autoencoder(given).read(network));
      case "RectifierNeuralNetwork" ->
          finds.add(site, () -> MultiLayer.rectifier(given).read(network));
      case "Perceptron" -> finds.add(site, () -> SingleLayer.perceptron(network));
      case "Adaline" -> finds.add(site, () -> SingleLayer.adaline(network));
      case "ElmanNetwork" -> finds.add(site, () -> Recurrent.elman(network));
      case "JordanNetwork" -> finds.add(site, () -> Recurrent.jordan(network));
      default -> {}
    }
  }
}
