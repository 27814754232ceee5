package modellint.deepnetts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;

/** Deep Netts: the builders of feed-forward and of convolutional networks. */
public final class DeepNetts implements Library {

  private static final Set<String> NETWORKS =
      Set.of("deepnetts.net.FeedForwardNetwork", "deepnetts.net.ConvolutionalNetwork");

  private final Api api =
      new DeepNettsApi(
          new Vocabulary(
              Vocabulary.classes(
                  Map.of(
                      "deepnetts.net", "ConvolutionalNetwork FeedForwardNetwork NeuralNetwork",
                      "deepnetts.net.layers.activation", "ActivationType",
                      "deepnetts.net.layers", "ActivationType OutputLayer SoftmaxOutputLayer",
                      "deepnetts.net.loss",
                          "BinaryCrossEntropyLoss CrossEntropyLoss LossType MeanSquaredErrorLoss",
                      "deepnetts.net.train.opt", "OptimizerType",
                      "deepnetts.net.train", "BackpropagationTrainer")),
              Set.of(DeepNettsApi.TRAINER)));

  @Override
  public List<String> imports() {
    return List.of("deepnetts.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of("addInputLayer", "addOutputLayer");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      if (object.origin() instanceof Origin.Result built && built.method().equals("build")) {
        if (NETWORKS.contains(object.type())) {
          finds.add(
              built.receiver().origin().place(),
              () -> NetworkReader.read(object, built, evaluation.objects()));
        }
      }
    }
    return finds.found();
  }
}
