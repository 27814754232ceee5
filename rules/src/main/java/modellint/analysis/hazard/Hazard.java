package modellint.analysis.hazard;

import modellint.analysis.range.Range;
import modellint.graph.Node;

/**
 * One place where a number may become NaN or infinite.
 *
 * @param node where it becomes so, forward or on the way back
 * @param operand the value that must leave its safe side for that
 * @param aim on which side the danger lies
 * @param limit where it begins
 * @param range what is known of the operand
 */
public record Hazard(
    Kind kind,
    Node node,
    String operand,
    Aim aim,
    double limit,
    Certainty certainty,
    Range range,
    Precision precision) {

  /** What goes wrong. */
  public enum Kind {
    /** The operand of a logarithm, a root or an inverse function leaves its domain. */
    DOMAIN,
    DIVISION,
    OVERFLOW,
    /** exp(x) over its sum, the largest x not subtracted. */
    SOFTMAX,
    /** The logarithm of a softmax or a sigmoid that has underflown. */
    PROBABILITY,
    /** A derivative that is infinite at zero. */
    DERIVATIVE,
    /** A choice that hides NaN or infinity, which comes back in the gradient. */
    HIDDEN,
    /** Zero times an infinite mask. */
    MASK_PRODUCT,
    /** A mask that overflows when it is made half precision. */
    MASK_OVERFLOW,
    /** A softmax over a row that is masked throughout. */
    MASKED_ROW,
    /** A difference of nearly equal numbers, of which only rounding is left. */
    CANCELLATION,
    /** An epsilon that half precision rounds to zero. */
    EPSILON
  }

  /** Where the operand must go. */
  public enum Aim {
    DOWN,
    UP,
    TO_ZERO,
    /** No input changes it. */
    NOWHERE
  }

  /** How sure it is that some input leads there. */
  public enum Certainty {
    /** Some input of those that the model is for does. */
    SURE,
    /** The bounds that follow from the stated input ranges allow it. */
    POSSIBLE,
    /** Nothing bounds the operand: large enough inputs or weights do. */
    UNBOUNDED
  }
}
