package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One propagation at the expected input scale, or three where the net is so unstable that samples
 * of a little more or less scale fare differently: then a norm over the batch is not the norm of
 * the typical sample. The three are the Gauss-Hermite nodes of a Gaussian in ln of the scale.
 */
final class Ensemble {

  /** Of drift, from which on samples are told apart: a quarter of a decade. */
  private static final double UNSTABLE = 1;

  private static final double MOST_SEED = 0.25;

  /** What the members together say of one layer; squares as natural logarithms. */
  record Point(LayerTrace trace, double lnActivation, double lnGradient, double lnWeight) {}

  private final List<Propagation> members;
  private final List<Double> weights;

  private Ensemble(List<Propagation> members, List<Double> weights) {
    this.members = members;
    this.weights = weights;
  }

  /** Makes a propagation whose inputs have the given scale, and runs it. */
  interface Run {
    Propagation at(double inputScale);
  }

  static Ensemble of(Run run) {
    Propagation expected = run.at(1);
    double drift = 0;
    double seed = 0;
    for (LayerTrace trace : expected.traces()) {
      drift = Math.max(drift, Math.abs(trace.fluctuation().drift()));
      seed = trace.output().signal().seed();
    }
    if (drift < UNSTABLE || seed <= 0) {
      return new Ensemble(List.of(expected), List.of(1.0));
    }
    double node = StrictMath.sqrt(3 * Math.min(seed, MOST_SEED)) / 2;
    return new Ensemble(
        List.of(expected, run.at(StrictMath.exp(node)), run.at(StrictMath.exp(-node))),
        List.of(2.0 / 3, 1.0 / 6, 1.0 / 6));
  }

  /** The propagation at the expected scale. */
  Propagation expected() {
    return members.get(0);
  }

  /** The weighted layers that every member reached, in graph order. */
  List<Point> points() {
    var points = new ArrayList<Point>();
    for (int i = 0; i < expected().traces().size(); i++) {
      var activation = new double[members.size()];
      var gradient = new double[members.size()];
      var weight = new double[members.size()];
      for (int k = 0; k < members.size(); k++) {
        LayerTrace trace = members.get(k).traces().get(i);
        activation[k] = trace.output().signal().moments().lnUnit();
        gradient[k] = trace.lnGradientNorm();
        weight[k] = trace.lnWeightGradient();
      }
      points.add(
          new Point(expected().traces().get(i), mean(activation), mean(gradient), mean(weight)));
    }
    return points;
  }

  /** What the members together say of the trunk's ends. */
  Optional<TrunkLine.Ends> trunk() {
    var ends = new ArrayList<TrunkLine.Ends>();
    members.forEach(member -> member.trunkLine().ends().ifPresent(ends::add));
    if (ends.size() < members.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrunkLine.Ends(
            mean(ends.stream().mapToDouble(TrunkLine.Ends::lnFirstGradient).toArray()),
            mean(ends.stream().mapToDouble(TrunkLine.Ends::lnLastGradient).toArray()),
            mean(ends.stream().mapToDouble(TrunkLine.Ends::lnFirstSignal).toArray()),
            mean(ends.stream().mapToDouble(TrunkLine.Ends::lnLastSignal).toArray()),
            ends.get(0).span()));
  }

  /** ln of the weighted mean of exponentials. */
  private double mean(double[] logs) {
    double top = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      top = Math.max(top, log);
    }
    if (Double.isInfinite(top)) {
      return top;
    }
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      sum += weights.get(k) * StrictMath.exp(logs[k] - top);
    }
    return top + StrictMath.log(sum);
  }
}
