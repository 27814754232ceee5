package modellint.rules.weight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Bodies;
import modellint.analysis.layer.Layers;
import modellint.analysis.shape.Shapes;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;

/** A weight or a normalisation's parameter holds NaN or infinity. */
@RuleInfo(
    id = "ML203",
    severity = Severity.ERROR,
    summary = "A weight holds NaN or infinity",
    explains = {
      ExplodingSignal.class,
      VanishingSignal.class,
      ExplodingGradient.class,
      VanishingGradient.class,
      MismatchedVariance.class,
      HotOutput.class
    },
    docs =
        """
        ## What it does
        Reports weights, biases and the parameters of normalisations with elements that are NaN or
        infinite. Masks that an attention adds to its scores are not weights.

        ## Why it matters
        One such element makes every output NaN, and with the first step every weight. The file
        was most likely written after training had diverged, or overflowed in half precision.

        ## How to fix
        Go back to a checkpoint from before the divergence; convert to half precision with clipping.

        ## References
        Micikevicius et al. 2018, <https://arxiv.org/abs/1710.03740>
        """)
public final class NonFiniteWeights implements Rule {

  private static final Set<String> NORMALISING =
      Set.of(
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "RMSNormalization");

  @Override
  public Stream<Finding> check(Subject subject) {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return Bodies.of(subject.graph())
        .flatMap(graph -> check(graph, layers(graph, subject), seen).stream());
  }

  private static Layers layers(Graph graph, Subject subject) {
    return graph == subject.graph() ? subject.layers() : Layers.of(graph, Shapes.of(graph));
  }

  private List<Finding> check(Graph graph, Layers layers, Set<Parameter> seen) {
    var findings = new ArrayList<Finding>();
    for (Node node : graph.nodes()) {
      for (Parameter parameter : parameters(node, layers)) {
        if (seen.add(parameter) && parameter.weights() instanceof Weights.Measured it) {
          describe(node, it).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static List<Parameter> parameters(Node node, Layers layers) {
    if (NORMALISING.contains(node.type())) {
      return node.inputs().stream().skip(1).flatMap(it -> layers.parameter(it).stream()).toList();
    }
    return layers.of(node).stream().flatMap(it -> it.parameters().stream()).toList();
  }

  private Optional<Finding> describe(Node node, Weights.Measured weights) {
    long bad = weights.nans() + weights.infinities();
    return bad == 0
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                this,
                Severity.ERROR,
                node.place(),
                "a weight of this layer is not a finite number",
                List.of(
                    new Measure(
                        "elements NaN or infinite", new Estimate(bad, Estimate.Basis.MEASURED), 0)),
                Fix.of("export a checkpoint from before the weights went out of range")));
  }
}
