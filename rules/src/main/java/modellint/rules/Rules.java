package modellint.rules;

import java.util.List;
import modellint.rule.Rule;

/** Every rule, by id. */
public final class Rules {

  public static final List<Rule> ALL = List.of();

  private Rules() {}
}
