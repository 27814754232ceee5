package modellint.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Rule;
import modellint.rule.Subject;

/** What the rules found, and which of them failed themselves. */
record RuleRun(List<Finding> findings, List<String> failures) {

  static RuleRun of(List<Rule> rules, Subject subject) {
    Inspection inspection = Inspection.of(rules, subject);
    var failed = new TreeMap<String, List<String>>();
    for (Inspection.Failure failure : inspection.failures()) {
      failed
          .computeIfAbsent(Crash.cause(failure.cause()), cause -> new ArrayList<>())
          .add(failure.rule().info().id());
    }
    return new RuleRun(
        inspection.findings(), failed.entrySet().stream().map(RuleRun::sentence).toList());
  }

  /** An analysis that throws brings down every rule that asks it: one sentence for all of them. */
  private static String sentence(Map.Entry<String, List<String>> failure) {
    return String.join(", ", failure.getValue()) + " failed: " + failure.getKey();
  }
}
