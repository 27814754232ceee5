package modellint.rule;

import static modellint.testing.Linting.subject;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Place;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class InspectionTest {

  private static final Graph NET = net().times(3, n -> n.dense(8, 8, Fill.he())).build();

  @RuleInfo(id = "T1", severity = Severity.ERROR, summary = "a symptom", docs = "")
  private record Symptom(Severity severity, String node) implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      return Stream.of(finding(this, severity, node));
    }
  }

  @RuleInfo(
      id = "T2",
      severity = Severity.ERROR,
      summary = "a cause",
      explains = Symptom.class,
      docs = "")
  private record Cause(Severity severity, String node) implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      return Stream.of(finding(this, severity, node));
    }
  }

  @RuleInfo(
      id = "T3",
      severity = Severity.ERROR,
      summary = "the cause of the cause",
      explains = Cause.class,
      docs = "")
  private record Root(String node) implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      return Stream.of(finding(this, Severity.ERROR, node));
    }
  }

  @RuleInfo(id = "T4", severity = Severity.ERROR, summary = "a broken rule", docs = "")
  private record Broken(RuntimeException cause) implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      throw cause;
    }
  }

  private static Finding finding(Rule rule, Severity severity, String node) {
    return Finding.of(
        rule,
        severity,
        new Place.NodeAt("net", node),
        "something",
        List.of(new Measure("number", new Estimate(1, Estimate.Basis.EXACT), 0)),
        Fix.of("do something"));
  }

  private static List<String> ids(Rule... rules) {
    return Inspection.of(List.of(rules), subject(NET)).findings().stream()
        .map(Finding::rule)
        .toList();
  }

  @Test
  void a_cause_is_reported_without_its_symptom() {
    assertEquals(
        List.of("T2"),
        ids(new Symptom(Severity.ERROR, "dense1"), new Cause(Severity.ERROR, "dense3")));
  }

  @Test
  void a_cause_explains_the_symptoms_of_what_it_causes() {
    assertEquals(
        List.of("T3"),
        ids(
            new Symptom(Severity.ERROR, "dense1"),
            new Cause(Severity.NOTE, "dense2"),
            new Root("dense3")));
  }

  @Test
  void a_note_never_hides_an_error() {
    assertEquals(
        List.of("T1", "T2"),
        ids(new Symptom(Severity.ERROR, "dense1"), new Cause(Severity.NOTE, "dense3")));
  }

  @Test
  void findings_come_in_graph_order() {
    assertEquals(
        List.of("T2", "T1"),
        ids(new Symptom(Severity.ERROR, "dense3"), new Cause(Severity.NOTE, "dense1")));
  }

  @Test
  void a_rule_that_throws_hides_nothing_and_is_not_hidden() {
    var cause = new IllegalStateException("broken");
    Inspection inspection =
        Inspection.of(List.of(new Broken(cause), new Root("dense1")), subject(NET));

    assertEquals(1, inspection.findings().size());
    assertEquals(1, inspection.failures().size());
    assertSame(cause, inspection.failures().get(0).cause());
  }
}
