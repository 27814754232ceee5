package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rules.Rules;
import org.junit.jupiter.api.Test;

/**
 * For every rule it is said how a run settles it: by searching inputs, by training, by what units
 * do, by asking the rule again with what was measured, or by no run at all.
 */
class VerdictsTest {

  private static final Set<String> BY_UNITS =
      Set.of("symmetric-weights", "dead-channels", "single-unit-softmax", "non-finite-weights");

  /** These rest on signal and gradient, which a run measures. */
  private static final Set<String> ASKED_AGAIN =
      Set.of(
          "exploding-signal",
          "vanishing-signal",
          "exploding-gradient",
          "vanishing-gradient",
          "mismatched-variance",
          "hot-output",
          "unbounded-activations",
          "saturating-activations",
          "deep-plain-run",
          "batch-norm-chain",
          "epsilon-dominated-batch-norm",
          "unreached-threshold",
          "constant-clipping",
          "exploding-recurrence",
          "forgotten-start",
          "forgetful-cell",
          "saturated-attention",
          "recurrent-stack");

  @Test
  void every_rule_has_one_way_to_its_verdict() {
    Set<String> searched =
        Rules.ALL.stream()
            .filter(it -> it.info().id().startsWith("ML50"))
            .map(Rule::name)
            .collect(Collectors.toSet());
    List<Set<String>> ways =
        List.of(searched, Simulation.OF_TRAINING, BY_UNITS, ASKED_AGAIN, Standing.names());
    var all = new HashSet<String>();
    Set<String> twice =
        ways.stream().flatMap(Set::stream).filter(it -> !all.add(it)).collect(Collectors.toSet());

    assertEquals(Set.of(), twice);
    assertEquals(sorted(Rules.ALL.stream().map(Rule::name)), sorted(all.stream()));
  }

  private static Set<String> sorted(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }
}
