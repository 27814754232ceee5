package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import modellint.analysis.signal.Assumptions;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedConfigurationTest {

  @Test
  void a_softmax_over_one_unit() {
    var net =
        net()
            .dense(64, 1, Fill.he())
            .training(Recipe.of().refusal(Fault.SINGLE_UNIT_SOFTMAX, "layer1", 1, 2))
            .build();

    assertEquals(
        """
        error[ML710]: DL4J refuses a softmax over one unit, which is one whatever the input
          --> Net.java:13:9
           = units 1.00 (exact), limit 2.00
           = help: use a sigmoid with XENT, or one unit for each of the classes
        """,
        lint(new RefusedConfiguration(), net));
  }

  @Test
  void a_size_that_the_library_repairs_is_a_note() {
    var net =
        net()
            .dense(64, 10, Fill.he())
            .training(Recipe.of().refusal(Fault.REPLACED_INPUT, "layer1", 77, 64))
            .build();
    var subject = new Subject(net, Map.of(), Assumptions.DEFAULT);

    assertEquals(
        Severity.NOTE,
        new RefusedConfiguration().check(subject).findFirst().orElseThrow().severity());
  }

  @ParameterizedTest
  @EnumSource
  void every_fault_has_its_words(Fault fault) {
    var refusal = new Refusal(fault, "layer1", new Place.Line("Net.java", 1, 1), 1, 2);

    assertFalse(Objection.of(refusal).message().isBlank());
    assertFalse(Objection.of(refusal).fix().isBlank());
  }

  @Test
  void nothing_refused() {
    var net = net().dense(64, 10, Fill.he()).training(Recipe.of("sgd", 0.1)).build();

    assertEquals("", lint(new RefusedConfiguration(), net));
  }

  @Test
  void nothing_is_claimed_of_a_model_without_a_definition() {
    assertEquals("", lint(new RefusedConfiguration(), net().dense(64, 10, Fill.he()).build()));
  }
}
