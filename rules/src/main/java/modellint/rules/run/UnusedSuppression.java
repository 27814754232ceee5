package modellint.rules.run;

import java.util.stream.Stream;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Speaks of the run, not of a model: the engine finds it once all other rules have spoken. */
@RuleInfo(
    id = "ML001",
    severity = Severity.WARNING,
    summary = "A suppression hides nothing",
    docs =
        """
        ## What it does
        Reports a suppression, in a configuration or in a model, that no finding matches, one that
        names a rule that does not exist, and one that states no reason and is therefore not
        honoured. Nothing is said of rules that the run leaves out.

        In Java source a finding is accepted by a comment behind its line, or above its line,
        statement, method, field or class, or by an annotation:

        ```java
        // modellint:ignore[ML302, ML104] a lesson on sigmoids
        @SuppressWarnings({"unchecked", "modellint:ML302"})
        ```

        A rule may be written by its id, the beginning of one or its name; without an id every
        rule is meant. On the line or declaration where a network begins they cover all of it. A
        comment needs a reason, an annotation has no place for one.

        ## Why it matters
        A suppression that has outlived its finding will hide the next one at the same place.

        ## How to fix
        Delete it, correct its rule or pattern, or add the reason.

        ## References
        The same practice in other linters: unused `noqa` (Ruff, RUF100), unnecessary suppression
        (PMD).
        """)
public final class UnusedSuppression implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return Stream.empty();
  }
}
