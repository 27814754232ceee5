package modellint.rules.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** exp(x) over its sum, which overflows where a softmax does not. */
@RuleInfo(
    id = "ML504",
    severity = Severity.ERROR,
    summary = "A softmax is written out without subtracting the largest logit",
    docs =
        """
        ## What it does
        Finds exp(x) divided by its own sum where nothing keeps x below the exponent that overflows
        (88.7 in single, 11.1 in half precision): no largest x subtracted, no clip, no bounded
        function. An error where the logits are predicted to be within a factor of twelve of that
        limit before training.

        ## Why it matters
        Logits grow in training, often tenfold. One beyond the limit gives infinity over infinity,
        which is NaN; the operator Softmax subtracts the largest first and never does.

        ## How to fix
        Use the operator Softmax, or subtract the largest logit before exp.

        ## References
        Yan et al. 2021 (GRIST), <https://doi.org/10.1109/ICSE43902.2021.00038>
        """)
public final class UnshiftedSoftmax implements Rule {

  static final Setting DEVIATIONS =
      new Setting(
          "unshifted-softmax.deviations",
          12,
          "Limit over the predicted logits below which it is an error");

  @Override
  public List<Setting> settings() {
    return List.of(DEVIATIONS);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.SOFTMAX)).stream().map(it -> describe(it, subject));
  }

  private Finding describe(Hazard hazard, Subject subject) {
    double limit = subject.setting(DEVIATIONS);
    Optional<Measure> near = Speaking.deviations(hazard, limit, subject);
    boolean close = near.filter(it -> it.estimate().value() < limit).isPresent();
    var measures = new ArrayList<Measure>();
    measures.add(Speaking.greatest("greatest exponent", hazard));
    near.ifPresent(measures::add);
    return Finding.of(
        this,
        close || hazard.certainty() == Certainty.SURE ? Severity.ERROR : Severity.WARNING,
        hazard.node().place(),
        "a softmax is written out and its largest logit is not subtracted",
        measures,
        Fix.of("use the operator Softmax, or subtract the largest logit before exp"));
  }
}
