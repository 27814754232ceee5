package modellint.analysis.signal;

/**
 * Pairs of paths back through time that use the same recurrent weights at different steps.
 *
 * <p>A gated cell takes the gradient one step back as D + A W: past the weights, by the gate that
 * keeps, or through them. W is the same at every step, so a path that has used it as often as
 * another, only earlier or later, ends at the same vector, and their sum counts. With f the mean of
 * D and a that of A times W's gain, pairs that are l uses of W apart keep f^2 + a^2 of their number
 * at each step and hand f a to either neighbour; their moments grow to (f + a)^2 a step, where
 * those of independent steps grow by f^2 + a^2: the edge of the Jacobian's spectrum (Can,
 * Krishnamurthy and Schwab 2020, arXiv:2002.00025). The variance of the gates adds where l = 0, as
 * the cell itself knows. Where f + a would exceed one the memory grows until its own saturation
 * brings it back, so it counts as one (Krishnamurthy, Can and Schwab 2022, arXiv:2007.14823).
 */
final class PathsThroughTime {

  /** Uses of W apart; over a thousand steps few pairs are further. */
  private static final int FARTHEST = 256;

  private final double gain;
  private double[] apart = new double[FARTHEST + 2];
  private double meeting;

  /**
   * @param onHidden units times second moment of the recurrent weights
   */
  PathsThroughTime(double onHidden) {
    this.gain = StrictMath.sqrt(onHidden);
  }

  /** Second moment that pairs add at the step before by coming together again. */
  double meeting() {
    return meeting;
  }

  /** Moves one step back. */
  void back(Cell.Memory memory) {
    double kept = memory.kept();
    double mixed = Math.min(gain * memory.mixed(), Math.max(0, 1 - kept));
    double stay = kept * kept + mixed * mixed;
    double move = kept * mixed;
    meeting = 2 * move * apart[1];
    double[] next = new double[apart.length];
    for (int i = 1; i <= FARTHEST; i++) {
      double nearer = i == 1 ? memory.gradient() : apart[i - 1];
      next[i] = stay * apart[i] + move * (nearer + apart[i + 1]);
    }
    apart = next;
  }
}
