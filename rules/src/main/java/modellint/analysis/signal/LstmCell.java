package modellint.analysis.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import modellint.analysis.gaussian.Averages;
import modellint.analysis.gaussian.Scalar;

/**
 * c' = f c + i g, h' = o tanh(c'); a bias of the forget gate enters as its Gaussian's mean,
 * peepholes as more variance of the gates.
 */
final class LstmCell implements Cell {

  private record Past(
      Averages gate,
      Averages forget,
      Averages candidate,
      Averages out,
      double cell,
      double hidden) {}

  private final Scalar sigmoid;
  private final Scalar tanh;
  private final double recurrent;
  private final double bias;
  private final double forgetBias;
  private final double peephole;
  private final Deque<Past> past = new ArrayDeque<>();
  private double hidden;
  private double cell;
  private double cellGradient;

  LstmCell(
      Scalar sigmoid,
      Scalar tanh,
      double recurrent,
      double bias,
      double forgetBias,
      double peephole) {
    this.sigmoid = sigmoid;
    this.tanh = tanh;
    this.recurrent = recurrent;
    this.bias = bias;
    this.forgetBias = forgetBias;
    this.peephole = peephole;
  }

  @Override
  public double forward(double input) {
    double z = input + recurrent * hidden + bias;
    double seen = z + peephole * cell;
    Averages gate = Averages.of(sigmoid, 0, seen);
    Averages forget = forgetBias == 0 ? gate : Averages.of(sigmoid, forgetBias, seen);
    Averages candidate = Averages.of(tanh, 0, z);
    double before = cell;
    cell = forget.square() * cell + gate.square() * candidate.square();
    Averages out = Averages.of(tanh, 0, cell);
    past.push(new Past(gate, forget, candidate, out, before, hidden));
    hidden = gate.square() * out.square();
    return hidden;
  }

  @Override
  public Back backward(double gradient, double kept) {
    Past now = past.pop();
    double toCell = gradient * now.gate().square() * now.out().slopeSquare() + cellGradient + kept;
    double output = gradient * now.gate().slopeSquare() * now.out().square();
    double forget = toCell * now.forget().slopeSquare() * now.cell();
    double in = toCell * now.gate().slopeSquare() * now.candidate().square();
    double candidate = toCell * now.gate().square() * now.candidate().slopeSquare();
    cellGradient = toCell * now.forget().square();
    double sum = output + forget + in + candidate;
    double gate = now.gate().mean();
    double mixed = gate * now.candidate().slope() * gate * now.out().slope();
    return new Back(sum, sum, sum, 0, now.hidden(), new Memory(toCell, now.forget().mean(), mixed));
  }
}
