package modellint.rules.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.SequenceLength;
import modellint.analysis.signal.Recurrence;
import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A last state that cannot learn from the first steps. */
@RuleInfo(
    id = "ML602",
    severity = Severity.NOTE,
    summary = "The gradient of the last step does not reach the first ones",
    docs =
        """
        ## What it does
        Finds recurrent layers whose last state alone is read, over sequences of a stated length on
        which the gradient fades by more than the limit on its way back to the first step, at the
        near end of the interval that holds 95 of 100 draws of the weights. Layers of which every
        state is read, and recurrent weights that are the identity, are not reported.

        ## Why it matters
        What the first steps say is not learned. A layer of 64 units that starts as PyTorch draws
        it recalled the first of 8 steps in 85 % of trials (1.9 decades), of 12 in 60 % (2.9) and of
        20 no better than chance (4.9), while the mean of all 20 was still learned. Where the last
        steps suffice, nothing is lost. With gates a step keeps the forget gate plus what comes back
        through the weights: an LSTM as PyTorch draws it loses a fifth of a decade a step, one with
        a forget bias of 1 a twentieth.

        ## How to fix
        An LSTM whose forget gates start open, at a bias of the logarithm of the steps:
        `.forgetGateBiasInit(5)` for 150 of them in DL4J; or recurrent weights that keep lengths,
        `.weightInitRecurrent(new OrthogonalDistribution(1.0))`, with the identity and rectifiers;
        or fewer steps.

        ## References
        Bengio, Simard and Frasconi 1994, Learning long-term dependencies with gradient descent is
        difficult, <https://doi.org/10.1109/72.279181>; Le, Jaitly and Hinton 2015, A simple way to
        initialize recurrent networks of rectified linear units, <https://arxiv.org/abs/1504.00941>;
        Tallec and Ollivier 2018, Can recurrent neural networks warp time?,
        <https://arxiv.org/abs/1804.11188>; Can, Krishnamurthy and Schwab 2020, Gating creates slow
        modes and controls phase-space complexity in GRUs and LSTMs,
        <https://arxiv.org/abs/2002.00025>
        """)
public final class ForgottenStart implements Rule {

  static final Setting LIMIT =
      new Setting("forgotten-start.decades", 6, "Decay in decades that gives a note");

  private static final Set<String> PASSING =
      Set.of("Identity", "Squeeze", "Transpose", "Reshape", "Cast");
  private static final int LONGEST = 8;
  private static final String GATES = "use an LSTM with open forget gates here, or fewer steps";

  @Override
  public List<Setting> settings() {
    return List.of(LIMIT);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Untrained.recurrences(subject)
        .filter(it -> !isIdentity(it))
        .filter(it -> isReadAtTheEnd(it.layer().node(), subject))
        .flatMap(it -> describe(it, subject).stream());
  }

  /** Mostly zeros, or declared so: lengths are kept, which the moments do not show. */
  private static boolean isIdentity(Recurrence it) {
    Weights weights = it.layer().recurrent().map(Parameter::weights).orElseThrow();
    if (weights instanceof Weights.Measured measured) {
      return measured.zeros() > measured.all().count() / 2;
    }
    return weights instanceof Weights.Declared drawn && drawn.init() instanceof Init.Identity;
  }

  /** By its own output of that state, or by choosing one step of all. */
  private static boolean isReadAtTheEnd(Node cell, Subject subject) {
    List<String> outputs = cell.outputs();
    boolean all = !outputs.get(0).isEmpty() && !subject.wiring().readers(outputs.get(0)).isEmpty();
    if (!all) {
      return outputs.size() > 1 && !subject.wiring().readers(outputs.get(1)).isEmpty();
    }
    Optional<Node> at = subject.wiring().reader(outputs.get(0));
    for (int step = 0; step < LONGEST && at.isPresent(); step++) {
      if (!PASSING.contains(at.get().type())) {
        return isChoiceOfOne(at.get(), subject);
      }
      at = subject.wiring().reader(at.get().output());
    }
    return false;
  }

  private static boolean isChoiceOfOne(Node node, Subject subject) {
    return node.is("Gather")
        && node.input(1).flatMap(subject.shapes()::shape).filter(it -> it.rank() == 0).isPresent();
  }

  private Optional<Finding> describe(Recurrence it, Subject subject) {
    OptionalLong steps =
        SequenceLength.ofGradient(it.layer().node(), subject.graph(), subject.shapes());
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    double decay = -it.over(steps.getAsLong());
    double least = decay - it.spread(steps.getAsLong());
    return least > subject.setting(LIMIT)
        ? Optional.of(finding(it.layer().node(), steps.getAsLong(), decay, least, subject))
        : Optional.empty();
  }

  private Finding finding(Node cell, long steps, double decay, double least, Subject subject) {
    double limit = subject.setting(LIMIT);
    return Finding.of(
        this,
        Severity.NOTE,
        cell.place(),
        "what the first steps say does not reach the weights from the last",
        List.of(
            new Measure(
                "gradient decay over " + steps + " steps in decades",
                new Estimate(decay, Estimate.Basis.PREDICTED),
                limit),
            new Measure(
                "the same at the near end of its interval",
                new Estimate(least, Estimate.Basis.PREDICTED),
                limit)),
        cell.is("LSTM") ? open(steps).to(subject) : Fix.of(GATES));
  }

  /** A gate that keeps its memory about as long as the sequence is. */
  private static Advice open(long steps) {
    long bias = StrictMath.round(StrictMath.log(steps));
    return new Advice(
        "start the forget gates from a bias of " + bias + ", or use fewer steps",
        Map.of("dl4j", "write .forgetGateBiasInit(" + bias + "), or use fewer steps"));
  }
}
