package modellint.encog;

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

/** Encog: {@code BasicNetwork}. */
public final class Encog implements Library {

  static final String NETWORK = "org.encog.neural.networks.BasicNetwork";

  private final Api api =
      new Vocabulary(
          Vocabulary.classes(
              Map.of(
                  "org.encog.neural.networks", "BasicNetwork",
                  "org.encog.neural.networks.layers", "BasicLayer",
                  "org.encog.neural.pattern", "ElmanPattern FeedForwardPattern JordanPattern",
                  "org.encog.util.simple", "EncogUtility",
                  "org.encog.mathutil.randomize",
                      "ConsistentRandomizer GaussianRandomizer NguyenWidrowRandomizer"
                          + " RangeRandomizer XaiverRandomizer",
                  "org.encog.engine.network.activation",
                      "ActivationBiPolar ActivationClippedLinear ActivationCompetitive"
                          + " ActivationElliott ActivationElliottSymmetric ActivationFunction"
                          + " ActivationGaussian ActivationLOG ActivationLinear ActivationRamp"
                          + " ActivationReLU ActivationSIN ActivationSigmoid ActivationSoftMax"
                          + " ActivationSteepenedSigmoid ActivationStep ActivationTANH",
                  "org.encog.neural.networks.training.propagation",
                      "back.Backpropagation quick.QuickPropagation"
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
    return Set.of(
        "BasicNetwork", "simpleFeedForward", "FeedForwardPattern", "ElmanPattern", "JordanPattern");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      boolean simple =
          object.origin() instanceof Origin.Static it && it.method().equals("simpleFeedForward");
      boolean pattern =
          object.origin() instanceof Origin.Result it
              && it.method().equals("generate")
              && it.receiver().type().endsWith(".FeedForwardPattern");
      boolean remembers =
          object.origin() instanceof Origin.Result it
              && it.method().equals("generate")
              && it.receiver().type().matches(".*\\.(Elman|Jordan)Pattern");
      if (remembers) {
        finds.add(
            object.origin().place(),
            () -> {
              throw new Unreadable("a context layer that feeds the past back is not modelled");
            });
      } else if (object.type().equals(NETWORK) || simple || pattern) {
        finds.add(object.origin().place(), () -> NetworkReader.read(object, evaluation.objects()));
      }
    }
    return finds.found();
  }
}
