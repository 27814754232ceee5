package modellint.rules.weight;

import java.util.List;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Spread;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.structure.DeepPlainRun;
import modellint.rules.structure.SaturatingActivations;

/** All weights of a hidden layer are one number, so its units are copies of each other for ever. */
@RuleInfo(
    id = "ML202",
    severity = Severity.ERROR,
    summary = "All weights of a hidden layer start equal",
    explains = {
      ExplodingSignal.class,
      VanishingSignal.class,
      ExplodingGradient.class,
      VanishingGradient.class,
      MismatchedVariance.class,
      HotOutput.class,
      SaturatingActivations.class,
      DeepPlainRun.class
    },
    docs =
        """
        ## What it does
        Reports hidden layers of several units whose weights are all the same number. Zeros at the
        end of a residual branch, of an adapter or of a gate are good practice and are not reported,
        nor is a constant last layer, whose units the targets tell apart.

        ## Why it matters
        Units that start equal get equal gradients and stay equal: the layer is one unit wide,
        however long it is trained. Behind a layer of zeros nothing arrives at all.

        ## How to fix
        Draw the weights from a distribution: He for ReLU, Xavier for tanh.

        ## References
        Goodfellow, Bengio and Courville 2016, Deep Learning, section 8.4,
        <https://www.deeplearningbook.org/contents/optimization.html>
        """)
public final class SymmetricWeights implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    boolean trained =
        switch (subject.provenance().overall()) {
          case TRAINED, FOLDED, QUANTISED -> true;
          case FRESH, DECLARED, UNKNOWN -> false;
        };
    if (trained) {
      return Stream.empty();
    }
    List<Layer> symmetric =
        subject.layers().all().stream().filter(it -> isSymmetric(it, subject)).toList();
    return symmetric.stream().limit(1).map(first -> describe(first, symmetric.size()));
  }

  /** True for a hidden layer whose units are and stay equal. */
  public static boolean isSymmetric(Layer layer, Subject subject) {
    if (layer.units() < 2 || layer.fanOut() < 2 || !Spread.isConstant(layer.weight())) {
      return false;
    }
    if (layer.node().integer("group", 1) == layer.units()) {
      // A depthwise kernel gives every unit an input of its own: blurring, resizing.
      return false;
    }
    Reach reach = Reach.of(layer, subject);
    boolean zero = Spread.of(layer.weight()).value() == 0;
    return !reach.last() && !(zero && reach.joined());
  }

  private Finding describe(Layer first, int layers) {
    Estimate.Basis basis = Spread.of(first.weight()).basis();
    return Finding.of(
        this,
        Severity.ERROR,
        first.initialised(),
        "all weights start equal, so all units learn the same",
        List.of(new Measure("layers with equal weights", new Estimate(layers, basis), 0)),
        Fix.of("draw the weights from He (for ReLU) or Xavier (for tanh) instead of a constant"));
  }
}
