package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A root or a length that is zero at times, on the way of a gradient. */
@RuleInfo(
    id = "ML506",
    severity = Severity.ERROR,
    summary = "A derivative is infinite where a root or a length is zero",
    docs =
        """
        ## What it does
        Finds Sqrt, Pow with an exponent between zero and one, and ReduceL2 that get exact zeros at
        times: at the difference of a vector with itself, at what an input that may be zero
        throughout becomes, and, as a warning, after a ReLU. Only on a path from a trained weight
        to an output; an epsilon inside the root is enough to be silent.

        ## Why it matters
        The value is zero and harmless, its derivative is infinite. Times the zero that comes
        from elsewhere that is NaN, and after one step so are the weights. The forward run shows
        nothing. Behind a ReLU it is NaN in libraries that multiply by its mask (TensorFlow,
        ND4J), and hidden in those that select (PyTorch, JAX).

        ## How to fix
        Add the epsilon inside the root: sqrt(x + 1e-12), not sqrt(x) + 1e-12.

        ## References
        PyTorch, <https://pytorch.org/docs/stable/notes/autograd.html>
        """)
public final class InfiniteDerivative implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.DERIVATIVE)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    return Finding.of(
        this,
        Speaking.isSelected(hazard) ? Severity.WARNING : Severity.ERROR,
        hazard.node().place(),
        "the derivative is infinite at zero, and the operand is zero at times",
        List.of(
            new Measure(
                "least operand", new Estimate(0, Estimate.Basis.PREDICTED), hazard.limit())),
        Fix.of("add an epsilon inside the root, before it is taken"));
  }
}
