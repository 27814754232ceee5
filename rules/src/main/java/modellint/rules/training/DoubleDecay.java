package modellint.rules.training;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Two penalties where one is meant. */
@RuleInfo(
    id = "ML412",
    severity = Severity.WARNING,
    summary = "Weights are shrunk twice, by L2 and by weight decay",
    docs =
        """
        ## What it does
        Finds models, and layers of definitions, on which an L2 penalty and a weight decay are in
        force at once. One finding for the model, at the first.

        ## Why it matters
        Both pull the weights towards zero and their effects add up. In DL4J a layer's own weight
        decay does not replace the global L2: the layer has both.

        ## How to fix
        One of the two; in DL4J the same kind on the layer and globally: `.l2(1e-4)` on both.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, NeuralNetConfiguration;
        Loshchilov and Hutter 2019, Decoupled weight decay regularization,
        <https://arxiv.org/abs/1711.05101>
        """)
public final class DoubleDecay implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    Stream<Finding> ofLayers =
        training.details().layers().stream()
            .filter(it -> it.l2().orElse(0.0) > 0 && it.weightDecay().orElse(0.0) > 0)
            .map(it -> describe(it.l2().orElseThrow(), it.weightDecay().orElseThrow(), it.place()));
    boolean both = training.l2().orElse(0.0) > 0 && training.weightDecay().orElse(0.0) > 0;
    Stream<Finding> ofAll =
        both
            ? Stream.of(
                describe(
                    training.l2().orElseThrow(),
                    training.weightDecay().orElseThrow(),
                    Stated.place("weightDecay", subject)))
            : Stream.empty();
    return Stream.concat(ofLayers, ofAll).limit(1);
  }

  private Finding describe(double penalty, double decay, Place place) {
    return Finding.of(
        this,
        Severity.WARNING,
        place,
        "L2 penalty and weight decay both shrink these weights",
        List.of(
            new Measure("L2 penalty", new Estimate(penalty, Estimate.Basis.EXACT), 0),
            new Measure("weight decay", new Estimate(decay, Estimate.Basis.EXACT), 0)),
        Fix.of(
            "keep one of the two: .weightDecay(" + Literal.of(decay) + ") globally, without .l2"));
  }
}
