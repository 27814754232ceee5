package modellint.analysis.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import modellint.analysis.gaussian.Averages;
import modellint.analysis.gaussian.Scalar;

/** n = tanh(W x + r (R h + b)), h' = (1 - z) n + z h. */
final class GruCell implements Cell {

  private record Past(
      Averages gate, Averages candidate, double kept, double summed, double hidden) {}

  private final Scalar sigmoid;
  private final Scalar tanh;
  private final double recurrent;
  private final double bias;
  private final Deque<Past> past = new ArrayDeque<>();
  private double hidden;

  GruCell(Scalar sigmoid, Scalar tanh, double recurrent, double bias) {
    this.sigmoid = sigmoid;
    this.tanh = tanh;
    this.recurrent = recurrent;
    this.bias = bias;
  }

  @Override
  public double forward(double input) {
    Averages gate = Averages.of(sigmoid, 0, input + recurrent * hidden + bias);
    double summed = recurrent * hidden + bias / 2;
    Averages candidate = Averages.of(tanh, 0, input + bias / 2 + gate.square() * summed);
    double kept = 1 - 2 * gate.mean() + gate.square();
    past.push(new Past(gate, candidate, kept, summed, hidden));
    hidden = kept * candidate.square() + gate.square() * hidden;
    return hidden;
  }

  @Override
  public Back backward(double hiddenGradient, double coherent) {
    double gradient = hiddenGradient + coherent;
    Past now = past.pop();
    double candidate = gradient * now.kept() * now.candidate().slopeSquare();
    double update = gradient * now.gate().slopeSquare() * (now.candidate().square() + now.hidden());
    double reset = candidate * now.summed() * now.gate().slopeSquare();
    double passed = candidate * now.gate().square() + update + reset;
    double gate = now.gate().mean();
    return new Back(
        candidate + update + reset,
        passed,
        passed,
        gradient * now.gate().square(),
        now.hidden(),
        new Memory(gradient, gate, (1 - gate) * now.candidate().slope() * gate));
  }
}
