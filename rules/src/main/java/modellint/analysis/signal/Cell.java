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
  default Back backward(double hidden) {
    return backward(hidden, 0);
  }

  /**
   * The same with a second moment that is added to the gradient of what the cell keeps: the hidden
   * state, or the memory where there is one.
   */
  Back backward(double hidden, double kept);

  /**
   * @param input sum over gates of the gradients that reach the input weights
   * @param recurrent the same for the recurrent weights
   * @param earlier second moment of the gradient at the previous hidden state, over h s2_R
   * @param direct gradient at the previous hidden state that passes no weight
   * @param previous second moment of the previous hidden state
   * @param memory what it takes one step back without the weights and through them
   */
  record Back(
      double input,
      double recurrent,
      double earlier,
      double direct,
      double previous,
      Memory memory) {}

  /**
   * The gradient at what the cell keeps, and how one step back multiplies it.
   *
   * @param gradient its second moment
   * @param kept mean factor on the way past the weights
   * @param mixed mean factor on the way through the recurrent weights, over their root mean square
   */
  record Memory(double gradient, double kept, double mixed) {
    static final Memory NONE = new Memory(0, 0, 0);
  }
}
