package modellint.analysis.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import modellint.analysis.gaussian.Averages;
import modellint.analysis.gaussian.Scalar;
import modellint.analysis.layer.GateBias;

/**
 * c' = f c + i g, h' = o tanh(c'); the biases of gates and candidate enter as their Gaussians'
 * means, peepholes as more variance of the gates. A candidate with a bias gives the cell a mean,
 * which adds up over the steps and drives the output into saturation.
 */
final class LstmCell implements Cell {

  private record Past(
      Averages input,
      Averages output,
      Averages forget,
      Averages candidate,
      Averages out,
      double cell,
      double hidden) {}

  private final Scalar sigmoid;
  private final Scalar tanh;
  private final double recurrent;
  private final double bias;
  private final GateBias.Means means;
  private final double peephole;
  private final Deque<Past> past = new ArrayDeque<>();
  private double hidden;
  private double cell;
  private double cellMean;
  private double cellGradient;

  LstmCell(
      Scalar sigmoid,
      Scalar tanh,
      double recurrent,
      double bias,
      GateBias.Means means,
      double peephole) {
    this.sigmoid = sigmoid;
    this.tanh = tanh;
    this.recurrent = recurrent;
    this.bias = bias;
    this.means = means;
    this.peephole = peephole;
  }

  @Override
  public double forward(double input) {
    double z = input + recurrent * hidden + bias;
    double seen = z + peephole * cell;
    Averages entry = Averages.of(sigmoid, means.input(), seen);
    Averages output = same(means.output(), entry, seen);
    Averages forget = same(means.forget(), entry, seen);
    Averages candidate = Averages.of(tanh, means.candidate(), z);
    double before = cell;
    double kept = forget.mean() * cellMean;
    double fresh = entry.mean() * candidate.mean();
    cell = forget.square() * cell + 2 * kept * fresh + entry.square() * candidate.square();
    cellMean = kept + fresh;
    Averages out = Averages.of(tanh, cellMean, Math.max(0, cell - cellMean * cellMean));
    past.push(new Past(entry, output, forget, candidate, out, before, hidden));
    hidden = output.square() * out.square();
    return hidden;
  }

  /** The averages of a gate; gates of one bias share them. */
  private Averages same(double mean, Averages input, double variance) {
    return mean == means.input() ? input : Averages.of(sigmoid, mean, variance);
  }

  @Override
  public Back backward(double gradient, double kept) {
    Past now = past.pop();
    double toCell =
        gradient * now.output().square() * now.out().slopeSquare() + cellGradient + kept;
    double output = gradient * now.output().slopeSquare() * now.out().square();
    double forget = toCell * now.forget().slopeSquare() * now.cell();
    double in = toCell * now.input().slopeSquare() * now.candidate().square();
    double candidate = toCell * now.input().square() * now.candidate().slopeSquare();
    cellGradient = toCell * now.forget().square();
    double sum = output + forget + in + candidate;
    double mixed =
        now.input().mean() * now.candidate().slope() * now.output().mean() * now.out().slope();
    return new Back(sum, sum, sum, 0, now.hidden(), new Memory(toCell, now.forget().mean(), mixed));
  }
}
