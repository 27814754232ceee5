package modellint.rules.weight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.rule.Subject;
import modellint.rules.damage.Remedy;
import modellint.rules.damage.Scheme;
import modellint.rules.damage.Spread;

/**
 * How a layer's weights were drawn and how its activation wants them: between {@code low} and
 * {@code high} times one over the fan, the range from keeping the gradient to keeping the signal
 * (moments of the activation on a unit Gaussian). Any mean of fan-in and fan-out will do for the
 * fan.
 *
 * @param spread mean square of the weights
 * @param last true where the layer's output is the network's
 */
record Fit(
    Layer layer,
    double spread,
    String activation,
    double low,
    double high,
    Scheme scheme,
    boolean last) {

  /** Empty where the draw, the fans or the activation are not known, or a normalisation follows. */
  static Optional<Fit> of(Layer layer, boolean last) {
    Estimate spread = Spread.of(layer.weight());
    if (!spread.isKnown()
        || Spread.isConstant(layer.weight())
        || layer.fanIn() < 2
        || layer.fanOut() < 1
        || layer.normalisation().isPresent()
        || layer.recurrent().isPresent()) {
      return Optional.empty();
    }
    if (last || layer.activation().isEmpty()) {
      // Nothing is too narrow here: outputs and residual branches may start small.
      return Optional.of(
          new Fit(layer, spread.value(), "no activation", 0, 2, Scheme.XAVIER, last));
    }
    return of(layer, spread.value(), layer.activation().get());
  }

  private static Optional<Fit> of(Layer layer, double spread, String activation) {
    return switch (activation) {
      case "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu" ->
          Optional.of(new Fit(layer, spread, activation, 1.8, 2, Scheme.HE, false));
      case "Elu", "Celu" -> Optional.of(new Fit(layer, spread, activation, 1, 2, Scheme.HE, false));
      case "Gelu", "QuickGelu", "Silu", "Mish", "HardSwish" ->
          Optional.of(new Fit(layer, spread, activation, 2, 3, Scheme.HE, false));
      case "Selu" -> Optional.of(new Fit(layer, spread, activation, 0.93, 1, Scheme.LECUN, false));
      case "Tanh" -> Optional.of(new Fit(layer, spread, activation, 1, 2.8, Scheme.XAVIER, false));
      case "Softsign" ->
          Optional.of(new Fit(layer, spread, activation, 1, 5.5, Scheme.XAVIER, false));
      case "Sigmoid", "HardSigmoid" ->
          Optional.of(new Fit(layer, spread, activation, 1, 25, Scheme.XAVIER, false));
      case "Softplus" -> Optional.of(new Fit(layer, spread, activation, 1, 3.4, Scheme.HE, false));
      default -> Optional.empty();
    };
  }

  boolean tooWide() {
    return spread > high / leastFan();
  }

  /** Factor by which the variance lies outside its range; 1 inside. */
  double miss() {
    if (tooWide()) {
      return spread * leastFan() / high;
    }
    return spread * mostFan() < low ? low / (spread * mostFan()) : 1;
  }

  /** The end of the range that was missed, for variance times fan-in. */
  double limit() {
    return (tooWide() ? high / leastFan() : low / mostFan()) * layer.fanIn();
  }

  /** Every layer's weights drawn by the scheme that fits it. */
  static Remedy repair(Subject subject, List<Fit> missed) {
    var draws = new LinkedHashMap<String, Init>();
    missed.forEach(it -> draws.put(it.layer.weight().name(), it.scheme.init(it.layer)));
    return Remedy.redraw(subject, draws);
  }

  private double leastFan() {
    return Math.min(layer.fanIn(), layer.fanOut());
  }

  private double mostFan() {
    return Math.max(layer.fanIn(), layer.fanOut());
  }
}
