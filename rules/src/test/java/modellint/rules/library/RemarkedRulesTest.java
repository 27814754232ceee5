package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about what only the reader of the source can know say nothing where it remarks nothing. */
class RemarkedRulesTest {

  static Stream<Rule> rules() {
    return Stream.of(
        new DroppedConstraint(),
        new FrozenBias(),
        new SwappedStride(),
        new UnreadMomentum(),
        new UnremovedPenalty(),
        new UnstatedKernel(),
        new UntrainedLayer());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_training_without_a_remark(Rule rule) {
    assertEquals("", lint(rule, layers().training(Recipe.of("sgd", 0.1)).build()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_model_that_states_no_training(Rule rule) {
    assertEquals("", lint(rule, layers().build()));
  }

  private static Net layers() {
    return net().times(3, n -> n.dense(64, 64, Fill.he()).relu()).dense(64, 10, Fill.xavier());
  }
}
