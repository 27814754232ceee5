package modellint.rules.recurrent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.layer.SequenceLength;
import modellint.analysis.signal.Recurrence;
import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.graph.Parameter;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Remedy;

/** Recurrent weights that make the gradient larger at every step back in time. */
@RuleInfo(
    id = "ML601",
    severity = Severity.ERROR,
    summary = "The gradient grows with every step back through time",
    docs =
        """
        ## What it does
        Follows the gradient of the last step back to the first through the recurrent weights of an
        RNN, LSTM or GRU as they are drawn, over the length of the sequence that the model states,
        or that truncated backpropagation leaves. Two decades at the near end of the interval, which
        holds 95 of 100 draws of the weights, are a warning, four an error; one less severe where
        the gradient is clipped. Where the length is not stated, growth at each step is a note.
        Trained weights are not reported.

        ## Why it matters
        Each step multiplies the gradient by one more Jacobian. A factor of 1.2 is ten thousand
        after fifty steps: the update is then decided by the first steps of a sequence, or is no
        number. Clipping bounds its length but not its direction, which is that of the noise.

        ## How to fix
        Recurrent weights that keep lengths: `.weightInitRecurrent(new OrthogonalDistribution(1.0))`
        in DL4J, `torch.nn.init.orthogonal_(rnn.weight_hh_l0)` in PyTorch; or gates, an LSTM or GRU.

        ## References
        Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
        <https://arxiv.org/abs/1211.5063>;
        Chen, Pennington and Schoenholz 2018, Dynamical isometry and a mean field theory of RNNs,
        <https://arxiv.org/abs/1806.05394>
        """)
public final class ExplodingRecurrence implements Rule {

  static final Setting WARNING =
      new Setting("exploding-recurrence.warning", 2, "Growth in decades that gives a warning");
  static final Setting ERROR =
      new Setting("exploding-recurrence.error", 4, "Growth in decades that gives an error");
  static final Setting STEP =
      new Setting("exploding-recurrence.step", 0.1, "Growth in decades a step that gives a note");

  private static final Advice ORTHOGONAL =
      new Advice(
          "draw the recurrent weights orthogonal",
          Map.of(
              "onnx",
              "draw the recurrent weights orthogonal: torch.nn.init.orthogonal_(weight_hh)",
              "dl4j",
              "draw the recurrent weights orthogonal:"
                  + " .weightInitRecurrent(new OrthogonalDistribution(1.0))"));

  @Override
  public List<Setting> settings() {
    return List.of(WARNING, ERROR, STEP);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Untrained.recurrences(subject).flatMap(it -> describe(it, subject).stream());
  }

  private Optional<Finding> describe(Recurrence it, Subject subject) {
    OptionalLong steps =
        SequenceLength.ofGradient(it.layer().node(), subject.graph(), subject.shapes());
    if (steps.isEmpty()) {
      return it.perStep() - it.spread(2) > subject.setting(STEP)
          ? Optional.of(
              finding(
                  it,
                  Severity.NOTE,
                  List.of(
                      decades(
                          "gradient growth a step in decades",
                          it.perStep(),
                          subject.setting(STEP))),
                  subject))
          : Optional.empty();
    }
    double growth = it.over(steps.getAsLong());
    double least = growth - it.spread(steps.getAsLong());
    if (!(least > subject.setting(WARNING))) {
      return Optional.empty();
    }
    boolean worse = least > subject.setting(ERROR);
    Severity severity = worse ? Severity.ERROR : Severity.WARNING;
    double limit = subject.setting(worse ? ERROR : WARNING);
    return Optional.of(
        finding(
            it,
            subject.graph().training().clipping().isPresent()
                ? (worse ? Severity.WARNING : Severity.NOTE)
                : severity,
            List.of(
                decades(
                    "gradient growth over " + steps.getAsLong() + " steps in decades",
                    growth,
                    limit),
                decades("the same at the near end of its interval", least, limit)),
            subject));
  }

  private Finding finding(
      Recurrence it, Severity severity, List<Measure> measures, Subject subject) {
    return Finding.of(
        this,
        severity,
        it.layer().node().place(),
        "every step back through time makes the gradient larger",
        measures,
        new Fix(ORTHOGONAL.to(subject).text(), effect(it, subject)));
  }

  private static Measure decades(String name, double value, double limit) {
    return new Measure(name, new Estimate(value, Estimate.Basis.PREDICTED), limit);
  }

  /** What is left of the growth with orthogonal recurrent weights. */
  private static Optional<String> effect(Recurrence before, Subject subject) {
    Parameter weight = before.layer().recurrent().orElseThrow();
    double hidden = before.layer().units();
    var orthogonal = new Init.Orthogonal("orthogonal", 1, 1 / hidden);
    return Remedy.redraw(subject, Map.of(weight.name(), orthogonal)).after().recurrences().stream()
        .filter(it -> it.layer().node().equals(before.layer().node()))
        .filter(it -> it.decades() < before.decades())
        .map(
            it ->
                String.format(
                    Locale.ROOT,
                    "predicted growth through time %.1f -> %.1f decades",
                    before.decades(),
                    it.decades()))
        .findFirst();
  }
}
