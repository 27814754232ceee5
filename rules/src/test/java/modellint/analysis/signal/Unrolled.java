package modellint.analysis.signal;

import java.util.Random;

/**
 * A recurrent layer of one draw of its weights, run over one sequence and back: what {@link
 * Recurrence} predicts, by chain rule alone.
 */
final class Unrolled {

  private final int gates;
  private final int hidden;
  private final int inputs;
  private final double forget;
  private final double[][] onInput;
  private final double[][] onHidden;
  private final double[][] z;
  private final double[][] h;
  private final double[][] c;

  /** Gates in the order in, out, forget, candidate; reset, update, candidate; or the one. */
  Unrolled(String type, int inputs, int hidden, int steps, double forget, Random random) {
    this.gates = type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1;
    this.hidden = hidden;
    this.inputs = inputs;
    this.forget = forget;
    this.onInput = drawn(gates * hidden, inputs, Math.sqrt(2.0 / (inputs + hidden)), random);
    this.onHidden = drawn(gates * hidden, hidden, Math.sqrt(1.0 / hidden), random);
    this.z = new double[steps][];
    this.h = new double[steps + 1][hidden];
    this.c = new double[steps + 1][hidden];
    for (int t = 0; t < steps; t++) {
      forward(t, random);
    }
  }

  private static double[][] drawn(int rows, int columns, double std, Random random) {
    var matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = std * random.nextGaussian();
      }
    }
    return matrix;
  }

  private void forward(int t, Random random) {
    double[] x = drawn(1, inputs, 1, random)[0];
    z[t] = new double[gates * hidden];
    for (int i = 0; i < gates * hidden; i++) {
      double reset = gates == 3 && i >= 2 * hidden ? sigmoid(z[t][i - 2 * hidden]) : 1;
      z[t][i] = dot(onInput[i], x) + reset * dot(onHidden[i], h[t]);
      z[t][i] += gates == 4 && i / hidden == 2 ? forget : 0;
    }
    for (int i = 0; i < hidden; i++) {
      if (gates == 1) {
        h[t + 1][i] = Math.tanh(z[t][i]);
      } else if (gates == 3) {
        double kept = sigmoid(z[t][hidden + i]);
        h[t + 1][i] = (1 - kept) * Math.tanh(z[t][2 * hidden + i]) + kept * h[t][i];
      } else {
        c[t + 1][i] =
            sigmoid(z[t][2 * hidden + i]) * c[t][i]
                + sigmoid(z[t][i]) * Math.tanh(z[t][3 * hidden + i]);
        h[t + 1][i] = sigmoid(z[t][hidden + i]) * Math.tanh(c[t + 1][i]);
      }
    }
  }

  /** Squared length of the gradient at the gates, of the first step over that of the last. */
  double decay(Random random) {
    int steps = z.length;
    double[] toHidden = drawn(1, hidden, 1, random)[0];
    double[] toCell = new double[hidden];
    double last = 0;
    double first = 0;
    for (int t = steps - 1; t >= 0; t--) {
      double[] dz = new double[gates * hidden];
      double[] direct = new double[hidden];
      for (int i = 0; i < hidden; i++) {
        back(t, i, toHidden[i], toCell, dz, direct);
      }
      first = dot(dz, dz);
      last = t == steps - 1 ? first : last;
      toHidden = direct;
      for (int k = 0; k < gates * hidden; k++) {
        double reset = gates == 3 && k >= 2 * hidden ? sigmoid(z[t][k - 2 * hidden]) : 1;
        for (int j = 0; j < hidden; j++) {
          toHidden[j] += reset * dz[k] * onHidden[k][j];
        }
      }
    }
    return first / last;
  }

  private void back(int t, int i, double g, double[] toCell, double[] dz, double[] direct) {
    if (gates == 1) {
      dz[i] = g * slope(Math.tanh(z[t][i]));
    } else if (gates == 3) {
      double reset = sigmoid(z[t][i]);
      double kept = sigmoid(z[t][hidden + i]);
      double candidate = Math.tanh(z[t][2 * hidden + i]);
      dz[2 * hidden + i] = g * (1 - kept) * slope(candidate);
      dz[hidden + i] = g * kept * (1 - kept) * (h[t][i] - candidate);
      double summed = dot(onHidden[2 * hidden + i], h[t]);
      dz[i] = dz[2 * hidden + i] * summed * reset * (1 - reset);
      direct[i] = g * kept;
    } else {
      double in = sigmoid(z[t][i]);
      double out = sigmoid(z[t][hidden + i]);
      double keep = sigmoid(z[t][2 * hidden + i]);
      double candidate = Math.tanh(z[t][3 * hidden + i]);
      double seen = Math.tanh(c[t + 1][i]);
      double at = toCell[i] + g * out * slope(seen);
      dz[hidden + i] = g * out * (1 - out) * seen;
      dz[2 * hidden + i] = at * keep * (1 - keep) * c[t][i];
      dz[i] = at * in * (1 - in) * candidate;
      dz[3 * hidden + i] = at * in * slope(candidate);
      toCell[i] = at * keep;
    }
  }

  private static double slope(double tanh) {
    return 1 - tanh * tanh;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
