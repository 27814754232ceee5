package modellint.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import modellint.graph.Histogram;
import modellint.graph.Shape;

/**
 * One weighted layer of the layer table.
 *
 * @param name the node's name, or its output where it has none
 * @param weight the initialiser's own name
 * @param parameters elements of its weights, the recurrent one too, and of its bias
 * @param init how the weights were or will be drawn, where that is known
 */
public record LayerRow(
    String name,
    String op,
    String weight,
    String output,
    OptionalInt line,
    OptionalLong parameters,
    Optional<Shape> outputShape,
    Optional<Init> init,
    Optional<String> activation,
    Optional<Predicted> predicted,
    Optional<Measured> measured) {

  /**
   * Moments of the weights before training.
   *
   * @param fanIn 0 where the sizes are not known; so is {@code fanOut}
   * @param declared the initialiser's name in the definition
   * @param fitted the initialiser that stored weights fit; empty where they have been trained
   * @param histogram how stored weights lie
   */
  public record Init(
      double std,
      double mean,
      long fanIn,
      long fanOut,
      Optional<String> declared,
      Optional<String> fitted,
      Histogram histogram) {

    /** The initialiser, where there is one to name. */
    public Optional<String> name() {
      return declared.or(() -> fitted);
    }
  }

  /**
   * As {@link modellint.analysis.signal.LayerFlow} defines them; {@code low} and {@code high} bound
   * {@code gradientLog10} with 95 % confidence.
   *
   * @param relativeUpdate first step at the stated rate relative to the weights; NaN where nothing
   *     is stated
   */
  public record Predicted(
      double activationRms,
      double gradientLog10,
      double weightGradientLog10,
      double low,
      double high,
      double relativeUpdate) {

    /** Where no rate is stated. */
    public Predicted(
        double activationRms,
        double gradientLog10,
        double weightGradientLog10,
        double low,
        double high) {
      this(activationRms, gradientLog10, weightGradientLog10, low, high, Double.NaN);
    }
  }

  /**
   * What a run of the model shows, the median over the seeds; NaN where it shows nothing.
   *
   * @param gradientNorm norm of the gradient at the output, as it is
   * @param weightGradientRms root mean square of the gradient by the weight, as it is
   * @param zeroShare share of zeros behind the activation
   * @param saturatedShare share of elements behind the activation where it is flat
   * @param relativeUpdate first step at the stated rate relative to the weights
   * @param nonFinite what of the layer was NaN or infinite in some run
   */
  public record Measured(
      double activationRms,
      double gradientLog10,
      double weightGradientLog10,
      double gradientNorm,
      double weightGradientRms,
      double zeroShare,
      double saturatedShare,
      double relativeUpdate,
      NonFinite nonFinite) {}

  /** Where NaN or infinity showed; what of it is not finite is not known as a number. */
  public enum NonFinite {
    NOTHING,
    OUTPUT,
    GRADIENT
  }

  /** The row with what a run has measured. */
  public LayerRow with(Measured run) {
    return new LayerRow(
        name,
        op,
        weight,
        output,
        line,
        parameters,
        outputShape,
        init,
        activation,
        predicted,
        Optional.of(run));
  }
}
