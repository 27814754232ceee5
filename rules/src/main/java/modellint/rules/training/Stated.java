package modellint.rules.training;

import modellint.graph.Place;
import modellint.rule.Subject;

/** Where a model states something about its training. */
public final class Stated {

  private Stated() {}

  /** The place of {@code component}, or the model's own where it states none. */
  public static Place place(String component, Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .places()
        .getOrDefault(component, subject.graph().place());
  }
}
