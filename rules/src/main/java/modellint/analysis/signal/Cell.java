package modellint.analysis.signal;

/**
 * A recurrent cell followed over time by second moments (Pascanu et al. 2013; Chen et al. 2018;
 * Gilboa et al. 2019). Gates are sums over many inputs and so Gaussian; forward and backward
 * recursions are independent of each other.
 */
interface Cell {

  /**
   * Moves one time step on.
   *
   * @param input second moment of what the input weights add to each gate
   * @return second moment of the hidden state
   */
  double forward(double input);

  /**
   * Moves one time step back; called once for each step taken forward, the last one first.
   *
   * @param hidden second moment of the gradient at the hidden state, from above and from later
   */
  Back backward(double hidden);

  /**
   * @param input sum over gates of the gradients that reach the input weights
   * @param recurrent the same for the recurrent weights
   * @param earlier second moment of the gradient at the previous hidden state, over h s2_R
   * @param direct gradient at the previous hidden state that passes no weight
   * @param previous second moment of the previous hidden state
   */
  record Back(double input, double recurrent, double earlier, double direct, double previous) {}
}
