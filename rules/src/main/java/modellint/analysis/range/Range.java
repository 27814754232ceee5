package modellint.analysis.range;

import java.util.function.DoubleUnaryOperator;

/**
 * The values of one tensor, from outside and from inside. {@code within} holds for every input, and
 * may be far too wide; {@code reached} is taken on by some element for some input, and may be far
 * too narrow. Only what is reached is sure, only what lies outside {@code within} is sure not to
 * be.
 *
 * @param zeros whether exact zeros are sure to occur
 * @param free whether each element takes all of {@code reached}, whatever the others do
 * @param declared whether the bounds rest on a range that somebody stated for an input
 */
public record Range(
    Interval within, Interval reached, Zeros zeros, boolean free, boolean declared) {

  public static final Range UNKNOWN = within(Interval.ALL);

  /** How far about zero a value is taken to spread of which only the two signs are known. */
  private static final double SPREAD = 1e-3;

  static Range within(Interval interval) {
    return new Range(interval, Interval.NONE, Zeros.UNSEEN, false, false);
  }

  /** A constant whose elements lie in {@code interval}. */
  static Range constant(Interval interval, boolean zeros) {
    return new Range(interval, interval, zeros ? Zeros.ELEMENTS : Zeros.UNSEEN, false, false);
  }

  /** An input of which somebody says what it takes; so it may be zero throughout. */
  static Range declared(Interval interval) {
    Zeros zeros = interval.contains(0) ? Zeros.ROWS : Zeros.UNSEEN;
    return new Range(interval, interval, zeros, true, true);
  }

  /** A value of both signs and unknown size. */
  static Range mixed(Interval within, boolean declared) {
    Interval spread = new Interval(-SPREAD, SPREAD);
    return new Range(within, within.and(spread), Zeros.UNSEEN, false, declared);
  }

  /** What a function that never falls makes of each element. */
  Range map(DoubleUnaryOperator rising) {
    Interval image = reached.map(rising);
    // A ReLU is zero over more than a point.
    boolean flat =
        !reached.isEmpty()
            && reached.low() < reached.high()
            && rising.applyAsDouble(reached.low()) == 0
            && rising.applyAsDouble((reached.low() + reached.low() + reached.high()) / 3) == 0;
    boolean fixed = rising.applyAsDouble(0) == 0;
    Zeros kept = fixed ? zeros : Zeros.UNSEEN;
    return new Range(
        within.map(rising), image, flat ? kept.most(Zeros.ELEMENTS) : kept, free, declared);
  }

  Range withZeros(Zeros other) {
    return new Range(within, reached, other, free, declared);
  }

  /** The same with bounds that a relation between values has shown. */
  Range narrowed(Interval known) {
    Interval both = within.and(known);
    return new Range(both.isEmpty() ? known : both, reached.and(known), zeros, free, declared);
  }

  /** The same elements, of which a sum or a choice no longer takes all freely. */
  Range bound() {
    return new Range(within, reached, zeros, false, declared);
  }

  /** True for what is zero or one and takes both. */
  boolean isFlag() {
    return reached.equals(new Interval(0, 1)) && within.equals(reached);
  }

  /** True where each element is sure to take both signs. */
  boolean isMixed() {
    return reached.crossesZero();
  }
}
