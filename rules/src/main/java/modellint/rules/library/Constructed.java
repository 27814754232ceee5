package modellint.rules.library;

import java.util.Set;
import modellint.rule.Advice;
import modellint.rule.Subject;

/** Libraries whose optimisers take their numbers by position, so that one can stand for another. */
final class Constructed {

  private static final Set<String> BY_POSITION = Set.of("dl4j", "samediff", "tensorflow");

  private Constructed() {}

  static boolean isIn(Subject subject) {
    return BY_POSITION.contains(subject.graph().metadata().getOrDefault(Advice.LIBRARY, ""));
  }
}
