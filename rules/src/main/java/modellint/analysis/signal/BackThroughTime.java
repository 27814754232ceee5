package modellint.analysis.signal;

import java.util.List;

/** Runs the gradient of a recurrent layer from the last step to the first, in every direction. */
final class BackThroughTime {

  private final List<Cell> cells;
  private final int time;
  private final double onHidden;
  private final Tracked states;
  private final Tracked end;
  private final double[] reached;
  private double inputSum;
  private double log;
  private double kept;

  /**
   * @param onHidden units times second moment of the recurrent weights
   * @param states the hidden states of all steps, {@code end} the last one
   */
  BackThroughTime(List<Cell> cells, int time, double onHidden, Tracked states, Tracked end) {
    this.cells = cells;
    this.time = time;
    this.onHidden = onHidden;
    this.states = states;
    this.end = end;
    this.reached = new double[time];
  }

  void run() {
    TwoPoint all = states.gradient();
    TwoPoint last = end.gradient();
    log = Math.max(all.isZero() ? last.log() : all.log(), last.isZero() ? all.log() : last.log());
    double perStep = all.unit() * StrictMath.exp(all.log() - log);
    double atEnd = last.unit() * StrictMath.exp(last.log() - log);
    double[] profile = states.gradientProfile().axis(0, time);
    for (int d = 0; d < cells.size(); d++) {
      Cell cell = cells.get(d);
      double carried = atEnd;
      for (int s = time - 1; s >= 0; s--) {
        int t = d == 0 ? s : time - 1 - s;
        Cell.Back back = cell.backward(carried + perStep * profile[t]);
        carried = onHidden * back.earlier() + back.direct();
        reached[t] += back.input();
        inputSum += back.input();
        kept = back.memory().kept();
      }
    }
  }

  /** Sum over steps and gates of the gradients that reach the input weights. */
  double inputSum() {
    return inputSum;
  }

  /** Logarithm of the unit of {@link #inputSum}. */
  double log() {
    return log;
  }

  /**
   * ln by which the squared gradient may be larger than said. A gradient from a recurrent layer
   * above is alike from step to step; of such a one the cell, which keeps the part f at each step,
   * adds amplitudes, (sum f^k)^2, where independent ones add squares, sum f^2k.
   */
  double alignment() {
    double amplitudes = 0;
    double squares = 0;
    double power = 1;
    for (int step = 0; step < time; step++) {
      amplitudes += power;
      squares += power * power;
      power *= kept;
    }
    return 2 * StrictMath.log(amplitudes) - StrictMath.log(squares);
  }

  /** How the gradient at the inputs lies over time, of mean one. */
  double[] profile() {
    return Profile.normalised(reached.clone());
  }
}
