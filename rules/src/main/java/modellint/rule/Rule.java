package modellint.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * One fault that a model can have. Stateless and pure: the same subject gives the same findings, in
 * graph order. The class carries its card as {@link RuleInfo}.
 */
public interface Rule {

  /** The thresholds this rule reads. */
  default List<Setting> settings() {
    return List.of();
  }

  Stream<Finding> check(Subject subject);

  /** The card on the class. */
  default RuleInfo info() {
    return getClass().getAnnotation(RuleInfo.class);
  }

  /** The class name in kebab case: {@code exploding-gradient}. */
  default String name() {
    return RuleName.of(getClass());
  }
}
