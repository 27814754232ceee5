package modellint.rules.run;

import java.util.stream.Stream;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Speaks of the run, not of a model: the engine finds it when it applies the baseline. */
@RuleInfo(
    id = "ML002",
    severity = Severity.WARNING,
    summary = "The baseline lists a finding that is no longer there",
    docs =
        """
        ## What it does
        Reports an entry of the baseline that allows more findings than there are, for files that
        this run checked and for files that are gone.

        ## Why it matters
        Each stale entry lets one new fault of the same kind pass unseen.

        ## How to fix
        Run `modellint baseline prune`.

        ## References
        The same practice in other linters: unused suppressions (ESLint), frozen rules (ArchUnit).
        """)
public final class StaleBaselineEntry implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return Stream.empty();
  }
}
