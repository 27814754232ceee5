package modellint.analysis.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import modellint.analysis.gaussian.Averages;
import modellint.analysis.gaussian.Scalar;

/** h' = f(W x + R h + b): per step the gradient grows by h s2_R E[f'^2]. */
final class SimpleCell implements Cell {

  private record Past(double slope, double previous) {}

  private final Scalar activation;
  private final double recurrent;
  private final double bias;
  private final Deque<Past> past = new ArrayDeque<>();
  private double hidden;

  /**
   * @param recurrent h s2_R: units times second moment of the recurrent weights
   */
  SimpleCell(Scalar activation, double recurrent, double bias) {
    this.activation = activation;
    this.recurrent = recurrent;
    this.bias = bias;
  }

  @Override
  public double forward(double input) {
    Averages f = Averages.of(activation, 0, input + recurrent * hidden + bias);
    past.push(new Past(f.slopeSquare(), hidden));
    hidden = f.square();
    return hidden;
  }

  @Override
  public Back backward(double gradient, double kept) {
    Past now = past.pop();
    double gate = gradient * now.slope();
    return new Back(gate, gate, gate, 0, now.previous(), Memory.NONE);
  }
}
