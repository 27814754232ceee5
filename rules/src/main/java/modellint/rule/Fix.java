package modellint.rule;

import java.util.Optional;

/**
 * What to do, in one sentence; {@code effect} is what the same analysis predicts after the change:
 * {@code predicted growth -2.6 -> 0.0 decades}.
 */
public record Fix(String text, Optional<String> effect) {

  public static Fix of(String text) {
    return new Fix(text, Optional.empty());
  }
}
