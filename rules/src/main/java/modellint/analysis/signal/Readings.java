package modellint.analysis.signal;

import java.util.Map;

/**
 * What a run has shown at values of the graph, all in decades, by the value's name.
 *
 * @param signal log10 of the root mean square
 * @param gradient log10 of the norm of the gradient
 * @param weightGradient log10 of the root mean square of the gradient by the layer's weight
 * @param outputRms root mean square of the first output
 */
public record Readings(
    Map<String, Double> signal,
    Map<String, Double> gradient,
    Map<String, Double> weightGradient,
    double outputRms) {

  public Readings {
    signal = Map.copyOf(signal);
    gradient = Map.copyOf(gradient);
    weightGradient = Map.copyOf(weightGradient);
  }

  /** How much lower {@code to} stands than {@code from}; {@code otherwise} where one is unknown. */
  static double fall(Map<String, Double> at, String from, String to, double otherwise) {
    double fall = at.getOrDefault(from, Double.NaN) - at.getOrDefault(to, Double.NaN);
    return Double.isNaN(fall) ? otherwise : fall;
  }
}
