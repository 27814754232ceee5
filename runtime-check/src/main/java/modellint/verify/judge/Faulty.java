package modellint.verify.judge;

import modellint.verify.probe.Answer;

/** Words for the node that makes the first NaN or infinity. */
final class Faulty {

  private Faulty() {}

  static String words(Answer.Fault fault, String deed) {
    return "node " + fault.node() + " (" + fault.operator() + ") " + deed;
  }
}
