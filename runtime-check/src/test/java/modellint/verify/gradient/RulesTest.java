package modellint.verify.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.onnx.proto.NodeProto;
import modellint.verify.gradient.rules.Quantisations;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulesTest {

  private static final double TOLERANCE = 0.01;

  @TestFactory
  Stream<DynamicTest> every_rule_agrees_with_central_differences() {
    assertTrue(Cases.ALL.size() > 100, "only " + Cases.ALL.size() + " cases");
    return Cases.ALL.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.toString(),
                    () -> {
                      var outcome = check(Registry.STANDARD, it);
                      assertEquals(Map.of(), outcome.cuts());
                      assertTrue(outcome.error() < TOLERANCE, outcome.toString());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> every_rule_with_its_sign_flipped_is_caught() {
    return Cases.ALL.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.toString(),
                    () -> {
                      Rule broken = rule(it).orElseThrow();
                      var registry =
                          Registry.STANDARD.map(rule -> rule == broken ? flipped(rule) : rule);
                      var outcome = check(registry, it);
                      assertTrue(outcome.error() > 1, outcome.toString());
                    }));
  }

  @Test
  void every_rule_has_a_case() {
    Set<String> covered =
        Cases.ALL.stream().flatMap(it -> rule(it).stream()).map(RulesTest::name).collect(toSet());
    Set<String> all =
        Registry.STANDARD.rules().stream()
            .filter(it -> !(it instanceof Rule.Flat))
            // stands for two operators, see the test of straight-through gradients
            .filter(it -> !it.domain().equals(Quantisations.DOMAIN))
            .map(RulesTest::name)
            .collect(toSet());

    all.removeAll(covered);

    assertEquals(Set.of(), all);
  }

  private static java.util.stream.Collector<String, ?, TreeSet<String>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static String name(Rule rule) {
    return rule.op() + "-" + rule.since();
  }

  private static FiniteDifferences.Outcome check(Registry registry, Case it) {
    return new FiniteDifferences(registry).check(it.model(), it.feeds(), it.still());
  }

  private static Optional<Rule> rule(Case it) {
    NodeProto node = it.model().getGraph().getNode(0);
    return Registry.STANDARD.find(
        new Call("", it.domain(), node.getOpType(), it.opset(), Map.of(), List.of(), List.of()));
  }

  private static Rule flipped(Rule rule) {
    if (rule instanceof Rule.Expansion it) {
      return new Rule.Expansion(
          it.domain(),
          it.op(),
          it.since(),
          call -> it.write().apply(call).stream().map(Tensor::neg).toList());
    }
    Rule.Product it = (Rule.Product) rule;
    return new Rule.Product(it.domain(), it.op(), it.since(), p -> it.pull().accept(p.flipped()));
  }
}
