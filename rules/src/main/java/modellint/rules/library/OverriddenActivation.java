package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails.Remark;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Layers that do not compute the function they state. */
@RuleInfo(
    id = "ML723",
    severity = Severity.WARNING,
    summary = "A layer states an activation, and the one of the whole network replaces it",
    docs =
        """
        ## What it does
        Finds hiddenActivationFunction(..) of Deep Netts on a network some of whose hidden layers
        state another activation for themselves.

        ## Why it matters
        The name reads like a default for layers that state none. build() sets it on every hidden
        layer instead, stated or not, and wherever in the chain it stands; addFullyConnectedLayer(64,
        ActivationType.RELU) under hiddenActivationFunction(ActivationType.TANH) is a layer of tanh,
        drawn by Glorot and Bengio 2010 and not by He et al. 2015.

        ## How to fix
        Leave hiddenActivationFunction(..) out and state the activation of each layer.

        ## References
        Deep Netts 1.13.2, FeedForwardNetwork.Builder.build and ConvolutionalNetwork.Builder.build
        """)
public final class OverriddenActivation implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.OVERRIDDEN_ACTIVATION)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "every hidden layer becomes " + remark.correction() + ", those too that state another",
        List.of(
            new Measure(
                "activations stated in vain",
                new Estimate(remark.value(), Estimate.Basis.EXACT),
                0)),
        Fix.of("leave hiddenActivationFunction out and state the activation of each layer"));
  }
}
