package modellint.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule's card: the one source of its page, its help in every report and the README's table. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RuleInfo {

  /** Stable and never reused: {@code ML101}. */
  String id();

  /** The worst severity the rule gives. */
  Severity severity();

  /** One line, naming the fault. */
  String summary();

  /**
   * The symptoms that this rule is the cause of: where both speak of one model, at the same
   * severity or this one at a worse, only this one is reported.
   */
  Class<? extends Rule>[] explains() default {};

  /** Markdown under the headings What it does, Why it matters, How to fix, References. */
  String docs();
}
