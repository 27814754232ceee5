package modellint.rules.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.layer.GateBias;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.SequenceLength;
import modellint.analysis.provenance.Provenance;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A forget gate that starts closed. */
@RuleInfo(
    id = "ML603",
    severity = Severity.WARNING,
    summary = "The forget gate of an LSTM starts closed",
    docs =
        """
        ## What it does
        Finds LSTM layers whose forget gates start from a bias below the limit on average. A warning
        where the model states a length of the sequence over which the cell keeps less than a
        millionth, a note where it does not. A bias of about zero, as PyTorch draws it, is not
        reported, nor are trained weights.

        ## Why it matters
        The cell keeps sigmoid(bias) of its memory at each step: 0.73 at a bias of 1, 0.5 at 0, 0.27
        at -1 and 0.05 at -3. The gradient of the memory fades by the same factor, so that gates
        which start closed do not learn what they would open for.

        ## How to fix
        `.forgetGateBiasInit(1.0)`, which is the default of DL4J; 1 is the default of Keras as well.

        ## References
        Gers, Schmidhuber and Cummins 2000, Learning to forget,
        <https://doi.org/10.1162/089976600300015015>;
        Jozefowicz, Zaremba and Sutskever 2015, An empirical exploration of recurrent network
        architectures, <https://proceedings.mlr.press/v37/jozefowicz15.html>
        """)
public final class ForgetfulCell implements Rule {

  static final Setting BIAS =
      new Setting("forgetful-cell.bias", -0.5, "Mean bias below which the gate starts closed");
  static final Setting LOST =
      new Setting("forgetful-cell.decades", 6, "Decades of memory lost that give a warning");

  private static final Advice OPEN =
      new Advice(
          "start the forget gate open: a bias of 1",
          Map.of("dl4j", "write .forgetGateBiasInit(1.0)"));

  @Override
  public List<Setting> settings() {
    return List.of(BIAS, LOST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.provenance().overall() == Provenance.Origin.TRAINED
        ? Stream.empty()
        : subject.layers().all().stream()
            .map(Layer::node)
            .filter(it -> it.is("LSTM"))
            .flatMap(it -> describe(it, subject).stream());
  }

  /**
   * Through the gates and the weights, at the near end of the interval; by the forget gate alone
   * where the signal is not known.
   */
  private static double lost(Node cell, long steps, double bias, Subject subject) {
    return subject.recurrences().stream()
        .filter(it -> it.layer().node().equals(cell))
        .mapToDouble(it -> -it.over(steps) - it.spread(steps))
        .findFirst()
        .orElse(steps * StrictMath.log10(1 + StrictMath.exp(-bias)));
  }

  private Optional<Finding> describe(Node cell, Subject subject) {
    Optional<Double> bias =
        new GateBias(subject.graph(), subject.shapes(), subject.wiring()::producer)
            .of(cell)
            .map(GateBias.Means::forget);
    if (bias.isEmpty() || !(bias.get() < subject.setting(BIAS))) {
      return Optional.empty();
    }
    OptionalLong steps = SequenceLength.ofGradient(cell, subject.graph(), subject.shapes());
    double lost = steps.isPresent() ? lost(cell, steps.getAsLong(), bias.get(), subject) : 0;
    if (steps.isPresent() && !(lost > subject.setting(LOST))) {
      return Optional.empty();
    }
    Measure start =
        new Measure(
            "mean bias of the forget gate",
            new Estimate(bias.get(), Estimate.Basis.EXACT),
            subject.setting(BIAS));
    Measure memory =
        new Measure(
            "decades of memory lost over " + steps.orElse(0) + " steps",
            new Estimate(lost, Estimate.Basis.PREDICTED),
            subject.setting(LOST));
    return Optional.of(
        Finding.of(
            this,
            steps.isPresent() ? Severity.WARNING : Severity.NOTE,
            cell.place(),
            "the forget gate starts closed, so the cell keeps nothing",
            steps.isPresent() ? List.of(start, memory) : List.of(start),
            OPEN.to(subject)));
  }
}
