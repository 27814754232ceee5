package modellint.rules.recurrent;

import java.util.stream.Stream;
import modellint.analysis.signal.Recurrence;
import modellint.rule.Subject;

/**
 * Recurrent layers whose weights are as they were drawn; trained ones have shown that they train.
 */
final class Untrained {

  private Untrained() {}

  static Stream<Recurrence> recurrences(Subject subject) {
    return switch (subject.provenance().overall()) {
      case TRAINED, FOLDED, QUANTISED -> Stream.empty();
      case FRESH, DECLARED, UNKNOWN -> subject.recurrences().stream();
    };
  }
}
