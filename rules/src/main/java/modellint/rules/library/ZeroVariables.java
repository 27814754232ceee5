package modellint.rules.library;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.weight.SymmetricWeights;

/** A default that nobody means. */
@RuleInfo(
    id = "ML713",
    severity = Severity.ERROR,
    summary = "SameDiff makes variables of zeros where no scheme is given",
    explains = {SymmetricWeights.class},
    docs =
        """
        ## What it does
        Finds hidden layers of SameDiff graphs whose variable was made without an initialiser
        scheme: the library's default is zeros. The variable of a last layer may be zero and is
        not reported.

        ## Why it matters
        A hidden layer of zeros passes nothing on, and all of its units get the same gradient for
        ever: the network is as good as one unit.

        ## How to fix
        Give the scheme: `sd.var("w", new XavierInitScheme('c', in, out), DataType.FLOAT, in, out)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, SameDiff, ZeroInitScheme
        """)
public final class ZeroVariables implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.layers().all().stream()
        .filter(it -> isUnstated(it) && SymmetricWeights.isSymmetric(it, subject))
        .limit(1)
        .map(this::describe);
  }

  private static boolean isUnstated(Layer layer) {
    return layer.weight().weights() instanceof Weights.Declared it
        && it.init().name().startsWith("ZeroInitScheme (the default)");
  }

  private Finding describe(Layer layer) {
    String name = layer.weight().name();
    String shape =
        layer.weight().shape().dims().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return Finding.of(
        this,
        Severity.ERROR,
        layer.initialised(),
        "a variable without an initialiser scheme is zero, and so is its layer",
        List.of(new Measure("variance of " + name, new Estimate(0, Estimate.Basis.DECLARED), 0)),
        Fix.of(
            "write sd.var(\""
                + name
                + "\", new XavierInitScheme('c', "
                + shape
                + "), DataType.FLOAT, "
                + shape
                + ")"));
  }
}
