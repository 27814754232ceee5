package modellint.rule;

import java.util.List;
import modellint.graph.Place;

/**
 * One fault found: where, how bad, on which numbers it rests, what to do. The message has no
 * numbers, so it is stable across retraining and re-export.
 */
public record Finding(
    String rule,
    String name,
    Severity severity,
    Place place,
    String message,
    List<Measure> measures,
    Fix fix) {

  public Finding {
    measures = List.copyOf(measures);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("finding of " + rule + " rests on no measure");
    }
  }

  /** Of {@code rule}, whose card states the greatest severity that its findings have. */
  public static Finding of(
      Rule rule, Severity severity, Place place, String message, List<Measure> measures, Fix fix) {
    if (severity.compareTo(rule.info().severity()) > 0) {
      throw new IllegalArgumentException(
          "finding of " + rule.info().id() + " is graver than its card says: " + severity);
    }
    return new Finding(rule.info().id(), rule.name(), severity, place, message, measures, fix);
  }
}
