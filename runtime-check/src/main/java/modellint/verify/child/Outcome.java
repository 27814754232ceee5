package modellint.verify.child;

import modellint.verify.probe.Answer;

/** How a child process ended. */
public sealed interface Outcome {

  record Answered(Answer answer) implements Outcome {}

  /** The model cannot be run or differentiated, as the child says. */
  record Refused(String reason) implements Outcome {}

  /** It had not answered when its time was up. */
  record TimedOut(String reason) implements Outcome {}

  /** It ended without an answer, or with nonsense. */
  record Crashed(String reason) implements Outcome {}
}
