package modellint.graph;

import java.util.Optional;

/**
 * What is known of how the model will be trained. Everything is optional: an ONNX file rarely says,
 * a Java definition usually does.
 *
 * @param learningRate the rate at the first step, before any schedule
 * @param schedule the schedule in the library's own words
 * @param details what only a definition in source states, and where it states it
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
    Optional<Integer> batchSize,
    TrainingDetails details) {

  /** What a file can say that is not written in a programming language. */
  public Training(
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
    this(
        optimizer,
        learningRate,
        momentum,
        schedule,
        clipping,
        l1,
        l2,
        weightDecay,
        loss,
        batchSize,
        TrainingDetails.NONE);
  }

  /**
   * Gradient clipping as configured: {@code l2-per-layer}, {@code value}, {@code global-norm}; of
   * kind {@code unknown} where the model leaves open until it runs whether there is any.
   */
  public record Clipping(String kind, double threshold) {
    public static final Clipping UNKNOWN = new Clipping("unknown", Double.NaN);
  }

  /** The same settings on {@code data}, whose batch is the model's where none is stated. */
  public Training fittedTo(TrainingData data) {
    return new Training(
        optimizer,
        learningRate,
        momentum,
        schedule,
        clipping,
        l1,
        l2,
        weightDecay,
        loss,
        batchSize.or(data::batch),
        details.fittedTo(data));
  }

  /** The same settings with one thing more that only the reader of the source can know. */
  public Training remarking(TrainingDetails.Remark it) {
    return new Training(
        optimizer,
        learningRate,
        momentum,
        schedule,
        clipping,
        l1,
        l2,
        weightDecay,
        loss,
        batchSize,
        details.remarking(it));
  }

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
