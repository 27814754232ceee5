package modellint.rules.library;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.structure.SaturatingActivations;

/** An activation that nobody asked for. */
@RuleInfo(
    id = "ML704",
    severity = Severity.WARNING,
    summary = "A sigmoid stands between a layer and its normalisation or activation",
    explains = {SaturatingActivations.class},
    docs =
        """
        ## What it does
        Finds sigmoids after a weighted layer that feed nothing but a batch normalisation or
        another activation. One finding for the model, at the first.

        ## Why it matters
        Layers of DL4J that state no activation get the sigmoid of the global default. It
        flattens what the normalisation and the activation after it should see, and its slope
        is a quarter at most.

        ## How to fix
        State the activation: `.activation(Activation.IDENTITY)` before a BatchNormalization or an
        ActivationLayer.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, NeuralNetConfiguration.Builder
        """)
public final class StraySigmoid implements Rule {

  private static final Set<String> NEXT =
      Set.of("BatchNormalization", "Relu", "LeakyRelu", "Elu", "Selu", "Softplus", "Tanh");

  @Override
  public Stream<Finding> check(Subject subject) {
    List<Node> stray = subject.graph().nodes().stream().filter(it -> isStray(it, subject)).toList();
    return stray.stream().limit(1).map(first -> describe(first, stray.size()));
  }

  private static boolean isStray(Node node, Subject subject) {
    return node.is("Sigmoid")
        && subject.wiring().producer(node.inputs().get(0)).flatMap(subject.layers()::of).isPresent()
        && subject
            .wiring()
            .reader(node.output())
            .filter(it -> it.domain().isEmpty() && NEXT.contains(it.type()))
            .isPresent();
  }

  private Finding describe(Node first, int count) {
    return Finding.of(
        this,
        Severity.WARNING,
        first.place(),
        "a sigmoid stands before the normalisation or activation of the layer",
        List.of(new Measure("stray sigmoids", new Estimate(count, Estimate.Basis.EXACT), 0)),
        Fix.of(
            "take it out: .activation(Activation.IDENTITY), where DL4J's default is the sigmoid"));
  }
}
