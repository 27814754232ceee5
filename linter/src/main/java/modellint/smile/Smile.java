package modellint.smile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.graph.Place;

/** Smile: {@code MLP} and {@code smile.deep}. */
public final class Smile implements Library {

  static final String DEEP = "smile.deep.layer.";

  private static final Vocabulary WORDS = vocabulary();

  private final Api api = new SmileApi(WORDS);

  private static Vocabulary vocabulary() {
    var classes = new HashMap<String, String>();
    String mlp =
        "Layer LayerBuilder HiddenLayerBuilder OutputLayerBuilder OutputFunction"
            + " ActivationFunction Cost MultilayerPerceptron";
    classes.put("smile.base.mlp", mlp);
    classes.put("smile.model.mlp", mlp);
    classes.put("smile.classification", "MLP");
    classes.put("smile.regression", "MLP");
    classes.put("smile.math", "TimeFunction");
    classes.put("smile.util.function", "TimeFunction");
    classes.put("smile.deep", "Model Optimizer Loss");
    classes.put("smile.deep.tensor", "Tensor");
    classes.put(
        "smile.deep.layer",
        "AdaptiveAvgPool2dLayer AvgPool2dLayer BatchNorm1dLayer BatchNorm2dLayer Conv2dLayer"
            + " DropoutLayer EmbeddingLayer GroupNormLayer Layer LayerBlock LinearLayer"
            + " MaxPool2dLayer RMSNormLayer SequentialBlock");
    classes.put(
        "smile.deep.activation",
        "ActivationFunction GELU GLU HardShrink LeakyReLU LogSigmoid LogSoftmax ReLU SiLU Sigmoid"
            + " SoftShrink Softmax Tanh TanhShrink Mish ELU Hardswish ReLU6 Softplus");
    classes.put("smile.vision.layer", "StochasticDepth");
    return new Vocabulary(Vocabulary.classes(classes), Set.of(DEEP + "SequentialBlock"));
  }

  @Override
  public List<String> imports() {
    return List.of(
        "import smile.base.mlp",
        "import smile.model.mlp",
        "import smile.classification",
        "import smile.regression",
        // Written out where they are used.
        "smile.classification.MLP",
        "smile.regression.MLP",
        "import smile.deep",
        "import static smile.",
        "package smile.");
  }

  @Override
  public List<String> groups() {
    return List.of("com.github.haifengl");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of("MLP", "SequentialBlock", "LayerBlock", "Model", "MLP.fit");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      if (isPerceptron(object) && !isOfLibrary(object.origin().place())) {
        finds.add(object.origin().place(), () -> PerceptronReader.read(object, version));
      }
    }
    DeepReader.find(evaluation.objects(), finds, api);
    return finds.found();
  }

  /** True in the library's own sources, whose factories make what their callers will say. */
  static boolean isOfLibrary(Place.Line place) {
    String path = place.file().replaceFirst("\\.java$", "");
    int root = path.lastIndexOf("smile/");
    return root >= 0 && WORDS.has(path.substring(root).replace('/', '.'));
  }

  private static boolean isPerceptron(Obj object) {
    return Map.of("smile.classification.MLP", true, "smile.regression.MLP", true)
        .containsKey(object.type());
  }
}
