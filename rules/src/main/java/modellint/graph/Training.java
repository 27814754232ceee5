package modellint.graph;

import java.util.Optional;

/**
 * What is known of how the model will be trained. Everything is optional: an ONNX file rarely says,
 * a Java definition usually does.
 *
 * @param learningRate the rate at the first step, before any schedule
 * @param schedule the schedule in the library's own words
 */
public record Training(
    Optional<String> optimizer,
    Optional<Double> learningRate,
    Optional<Double> momentum,
    Optional<String> schedule,
    Optional<Clipping> clipping,
    Optional<Double> l1,
    Optional<Double> l2,
    Optional<Double> weightDecay,
    Optional<Loss> loss,
    Optional<Integer> batchSize) {

  /** Gradient clipping as configured: {@code l2-per-layer}, {@code value}, {@code global-norm}. */
  public record Clipping(String kind, double threshold) {}

  public static final Training UNKNOWN =
      new Training(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
