package modellint.analysis.signal;

import java.util.Optional;
import java.util.function.Supplier;
import modellint.analysis.layer.Layer;

/** What the passes leave at a weighted layer. */
final class LayerTrace {

  private final Layer layer;
  private final Tracked output;
  private final Optional<Tracked> end;
  private Optional<Supplier<Recurrence>> recurrence = Optional.empty();
  private double lnWeightGradient = Double.NEGATIVE_INFINITY;
  private double alignment;

  LayerTrace(Layer layer, Tracked output) {
    this(layer, output, Optional.empty());
  }

  /** A recurrent layer also hands out its last state by itself. */
  LayerTrace(Layer layer, Tracked output, Optional<Tracked> end) {
    this.layer = layer;
    this.output = output;
    this.end = end;
  }

  Layer layer() {
    return layer;
  }

  Tracked output() {
    return output;
  }

  /** How to find out what time does to the gradient, which few ask. */
  void recurs(Supplier<Recurrence> question) {
    recurrence = Optional.of(question);
  }

  /** Empty where the layer has no steps in time, or only one. */
  Optional<Recurrence> recurrence() {
    return recurrence.map(Supplier::get);
  }

  /** Records ln E[dW^2], given in units of {@code e^log}. */
  void weightGradient(double square, double log) {
    lnWeightGradient = square > 0 ? StrictMath.log(square) + log : Double.NEGATIVE_INFINITY;
  }

  /** Records {@link BackThroughTime#alignment}. */
  void aligned(double ln) {
    alignment = ln;
  }

  /** ln by which steps that are alike may add to the squared gradient; zero without steps. */
  double alignment() {
    return alignment;
  }

  double lnWeightGradient() {
    return lnWeightGradient;
  }

  /** ln of the squared norm of the gradient at the output, over the whole batch. */
  double lnGradientNorm() {
    double all = lnNorm(output);
    double last = end.map(LayerTrace::lnNorm).orElse(Double.NEGATIVE_INFINITY);
    double top = Math.max(all, last);
    return top == Double.NEGATIVE_INFINITY
        ? top
        : top + StrictMath.log(StrictMath.exp(all - top) + StrictMath.exp(last - top));
  }

  /** What the gradient gathered on its way here. */
  Fluctuation fluctuation() {
    return output.gradient().isZero()
        ? end.map(Tracked::fluctuation).orElse(Fluctuation.NONE)
        : output.fluctuation();
  }

  private static double lnNorm(Tracked tensor) {
    return tensor.gradient().lnUnit() + StrictMath.log(tensor.elements());
  }
}
