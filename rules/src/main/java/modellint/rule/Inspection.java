package modellint.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.graph.Node;
import modellint.graph.Place;

/**
 * What the rules say of one model: findings in graph order, each cause once, and the rules that
 * failed. A rule that throws is never silence: its failure must be reported as loudly as a finding.
 */
public record Inspection(List<Finding> findings, List<Failure> failures) {

  /** A rule that broke instead of answering. */
  public record Failure(Rule rule, Throwable cause) {}

  public Inspection {
    findings = List.copyOf(findings);
    failures = List.copyOf(failures);
  }

  public static Inspection of(List<Rule> rules, Subject subject) {
    var found = new ArrayList<Finding>();
    var failures = new ArrayList<Failure>();
    for (Rule rule : rules) {
      try {
        found.addAll(rule.check(subject).toList());
      } catch (RuntimeException | AssertionError | StackOverflowError cause) {
        failures.add(new Failure(rule, cause));
      }
    }
    found.removeAll(symptoms(rules, List.copyOf(found)));
    found.sort(inGraphOrder(subject));
    return new Inspection(found, failures);
  }

  /** The findings that another finding, at least as severe, is the cause of. */
  private static Set<Finding> symptoms(List<Rule> rules, List<Finding> found) {
    var explained = new HashMap<String, Set<String>>();
    for (Rule rule : rules) {
      explained.put(rule.info().id(), explainedBy(rule.info()));
    }
    var symptoms = new HashSet<Finding>();
    for (Finding symptom : found) {
      boolean isExplained =
          found.stream()
              .filter(cause -> cause.severity().compareTo(symptom.severity()) >= 0)
              .anyMatch(
                  cause -> explained.getOrDefault(cause.rule(), Set.of()).contains(symptom.rule()));
      if (isExplained) {
        symptoms.add(symptom);
      }
    }
    return symptoms;
  }

  /** Ids of the rules explained, directly or through another; they form no cycle. */
  private static Set<String> explainedBy(RuleInfo info) {
    var ids = new HashSet<String>();
    for (Class<? extends Rule> symptom : info.explains()) {
      RuleInfo card = symptom.getAnnotation(RuleInfo.class);
      ids.add(card.id());
      ids.addAll(explainedBy(card));
    }
    return ids;
  }

  private static Comparator<Finding> inGraphOrder(Subject subject) {
    Map<Place, Integer> order = new HashMap<>();
    for (Node node : subject.graph().nodes()) {
      order.putIfAbsent(node.place(), order.size());
    }
    return Comparator.comparingInt((Finding finding) -> order.getOrDefault(finding.place(), -1))
        .thenComparing(Finding::rule);
  }
}
