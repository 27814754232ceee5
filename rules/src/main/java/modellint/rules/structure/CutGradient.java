package modellint.rules.structure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Severance;
import modellint.analysis.provenance.Provenance;
import modellint.graph.Estimate;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A function of slope zero on the only way from weights to the loss. */
@RuleInfo(
    id = "ML318",
    severity = Severity.ERROR,
    summary = "No gradient reaches some layers: a function of slope zero is the only way to them",
    docs =
        """
        ## What it does
        Finds layers that reach the outputs only through a rounding, a sign, a comparison or the
        place of a maximum, with further layers after it. An error in source code. A note in a
        file, and only where every path goes that way, because a file does not show whether the
        training replaces the slope (a straight-through estimator). Decisions after the last layer
        and trained weights are not reported.

        ## Why it matters
        Such a function does not change when its input changes a little, so its derivative is zero
        and the chain rule multiplies everything before it by zero. Those layers stay as they were
        drawn, at any learning rate, and the layers after learn on random features: a perceptron of
        64 units that reached a loss of 0.31 with tanh stopped at 1.4 with a sign in its place, at
        1.2 with a rounding and at 2.0 with the place of the maximum, where guessing gives 2.3.

        ## How to fix
        A smooth function in its place: tanh for a sign, softmax for the place of the maximum,
        nothing for a rounding; and the hard one only when predicting. Where it must be hard,
        a straight-through estimator: x + (hard(x) - x) with the bracket detached.

        ## References
        Bengio, Léonard and Courville 2013, Estimating or propagating gradients through stochastic
        neurons, <https://arxiv.org/abs/1308.3432>
        """)
public final class CutGradient implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    if (subject.provenance().overall() == Provenance.Origin.TRAINED) {
      return Stream.empty();
    }
    Optional<Severance> cut = Severance.of(subject.wiring(), subject.layers());
    return cut
        .filter(it -> isSource(it) || subject.trunk().contains(it.node()))
        .map(it -> describe(it, isSource(it)))
        .stream();
  }

  /** Declared weights come out of a definition, which shows all that the training does. */
  private static boolean isSource(Severance cut) {
    return cut.layers().stream()
        .map(Layer::weight)
        .allMatch(it -> it.weights() instanceof Weights.Declared);
  }

  private Finding describe(Severance cut, boolean source) {
    return Finding.of(
        this,
        source ? Severity.ERROR : Severity.NOTE,
        cut.node().place(),
        "no gradient passes this " + word(cut.node().type()) + ", so the layers before never learn",
        List.of(
            new Measure(
                "layers without a gradient",
                new Estimate(cut.layers().size(), Estimate.Basis.EXACT),
                0)),
        Fix.of(
            source
                ? "train with a smooth function here, and use the hard one only when predicting"
                : "train with a smooth function here, or with a straight-through estimator"));
  }

  private static String word(String type) {
    return switch (type) {
      case "Round", "Floor", "Ceil" -> "rounding";
      case "Sign" -> "sign";
      case "ArgMax" -> "choice of the largest";
      case "ArgMin" -> "choice of the smallest";
      case "NonZero" -> "choice of what is not zero";
      default -> "comparison (" + type.toLowerCase(Locale.ROOT) + ")";
    };
  }
}
