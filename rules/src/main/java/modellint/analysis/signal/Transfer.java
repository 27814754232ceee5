package modellint.analysis.signal;

/**
 * What one operator does to a signal on the way forward and to a gradient on the way back. It reads
 * its inputs from the step, puts its outputs there and leaves behind what is to happen on the way
 * back; {@link Unmodelled} where it cannot say.
 */
interface Transfer {

  void apply(Step step);
}
