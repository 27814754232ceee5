package modellint.rule;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a rule's class is spoken of. */
final class RuleName {

  private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private RuleName() {}

  /** {@code ExplodingGradient} in kebab case: {@code exploding-gradient}. */
  static String of(Class<?> type) {
    return WORD_END.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
