package modellint.encog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;

/**
 * Encog: {@code BasicNetwork}, made by hand, by the patterns that are trained by gradients or by
 * the factory of methods.
 */
public final class Encog implements Library {

  static final String NETWORK = "org.encog.neural.networks.BasicNetwork";

  private static final Set<String> PATTERNS =
      Set.of("ADALINEPattern", "ElmanPattern", "FeedForwardPattern", "JordanPattern");

  private final Api api =
      new Vocabulary(
          Vocabulary.classes(
              Map.of(
                  "org.encog.neural.networks",
                  "BasicNetwork",
                  "org.encog.neural.networks.layers",
                  "BasicLayer",
                  "org.encog.neural.pattern",
                  String.join(" ", PATTERNS),
                  "org.encog.ml.factory",
                  "MLMethodFactory method.FeedforwardFactory",
                  "org.encog.ml.data.basic",
                  "BasicMLDataSet",
                  "org.encog.util.simple",
                  "EncogUtility",
                  "org.encog.mathutil.randomize",
                  "ConsistentRandomizer FanInRandomizer GaussianRandomizer NguyenWidrowRandomizer"
                      + " RangeRandomizer XaiverRandomizer",
                  "org.encog.engine.network.activation",
                  "ActivationBiPolar ActivationClippedLinear ActivationCompetitive"
                      + " ActivationElliott ActivationElliottSymmetric ActivationFunction"
                      + " ActivationGaussian ActivationLOG ActivationLinear ActivationRamp"
                      + " ActivationReLU ActivationSIN ActivationSigmoid ActivationSoftMax"
                      + " ActivationSteepenedSigmoid ActivationStep ActivationTANH",
                  "org.encog.neural.networks.training.propagation",
                  "back.Backpropagation manhattan.ManhattanPropagation quick.QuickPropagation"
                      + " resilient.ResilientPropagation scg.ScaledConjugateGradient"
                      + " sgd.StochasticGradientDescent sgd.update.AdaGradUpdate"
                      + " sgd.update.AdamUpdate sgd.update.MomentumUpdate"
                      + " sgd.update.NesterovUpdate sgd.update.RMSPropUpdate")),
          Set.of());

  @Override
  public List<String> imports() {
    return List.of("org.encog.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Stream.concat(
            Stream.of("BasicNetwork", "simpleFeedForward", "MLMethodFactory", "FeedforwardFactory"),
            PATTERNS.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      boolean simple =
          object.origin() instanceof Origin.Static it && it.method().equals("simpleFeedForward");
      if (object.type().equals(NETWORK)
          || simple
          || Architecture.made(object)
          || PATTERNS.stream().anyMatch(it -> Stacks.isPattern(object, it))) {
        finds.add(object.origin().place(), () -> NetworkReader.read(object, evaluation.objects()));
      }
    }
    return finds.found();
  }
}
