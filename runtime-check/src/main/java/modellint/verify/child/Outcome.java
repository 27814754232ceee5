package modellint.verify.child;

import java.util.Optional;
import modellint.verify.probe.Answer;

/** How a child process ended. */
public sealed interface Outcome {

  /**
   * @param remark what had to be done to get the answer
   */
  record Answered(Answer answer, Optional<String> remark) implements Outcome {}

  /** The model cannot be run or differentiated, as the child says. */
  record Refused(String reason) implements Outcome {}

  /** It had not answered when its time was up. */
  record TimedOut(String reason) implements Outcome {}

  /**
   * It ended without an answer, or with nonsense.
   *
   * @param fault true where native code brought it down
   */
  record Crashed(String reason, boolean fault) implements Outcome {}
}
