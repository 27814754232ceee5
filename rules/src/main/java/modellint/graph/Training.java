package modellint.graph;

import java.util.LinkedHashMap;
import java.util.List;
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

  public static final Training UNKNOWN = builder().build();

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
    return with(details.remarking(it));
  }

  /** The same settings, at which the library throws. */
  public Training refused(List<Refusal> all) {
    return with(details.refused(all));
  }

  private Training with(TrainingDetails other) {
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
        other);
  }

  /** Whether the optimiser stated here moves the weights of the node {@code name}. */
  public boolean moves(String name) {
    return details.layers().stream().filter(it -> it.holds(name)).allMatch(it -> it.follows(this));
  }

  /** Whether the optimiser stated here moves every layer. */
  public boolean movesAll() {
    return details.layers().stream().allMatch(it -> it.follows(this));
  }

  /** The clipping in force for the gradient of the node {@code name}. */
  public Optional<Clipping> clippingOf(String name) {
    return details.layers().stream()
        .filter(it -> it.holds(name))
        .flatMap(it -> it.clipping().stream())
        .findFirst()
        .or(() -> clipping);
  }

  /**
   * These settings, and once more for each optimiser that layers state for themselves. One that
   * follows a schedule is left out.
   */
  public List<Training> apart() {
    List<TrainingDetails.OfLayer> others =
        details.layers().stream().filter(it -> !it.follows(this)).toList();
    if (others.isEmpty()) {
      return List.of(this);
    }
    var all = new LinkedHashMap<List<Object>, Training>();
    all.put(List.of(), this);
    for (TrainingDetails.OfLayer it : others) {
      it.own()
          .filter(own -> !own.scheduled())
          .ifPresent(
              own ->
                  all.putIfAbsent(
                      List.of(it.optimizer(), it.learningRate(), it.momentum(), own.numbers()),
                      of(it, own)));
    }
    return List.copyOf(all.values());
  }

  private Training of(TrainingDetails.OfLayer layer, TrainingDetails.Own own) {
    return new Training(
        layer.optimizer(),
        layer.learningRate(),
        layer.momentum(),
        Optional.empty(),
        clipping,
        l1,
        l2,
        weightDecay,
        loss,
        batchSize,
        details.optimizedBy(own));
  }

  /** Of which nothing is known yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings by name; what is not set is unknown. */
  public static final class Builder {
    private Optional<String> optimizer = Optional.empty();
    private Optional<Double> learningRate = Optional.empty();
    private Optional<Double> momentum = Optional.empty();
    private Optional<String> schedule = Optional.empty();
    private Optional<Clipping> clipping = Optional.empty();
    private Optional<Double> l1 = Optional.empty();
    private Optional<Double> l2 = Optional.empty();
    private Optional<Double> weightDecay = Optional.empty();
    private Optional<Loss> loss = Optional.empty();
    private Optional<Integer> batchSize = Optional.empty();
    private TrainingDetails details = TrainingDetails.NONE;

    private Builder() {}

    public Builder optimizer(Optional<String> it) {
      optimizer = it;
      return this;
    }

    public Builder learningRate(Optional<Double> it) {
      learningRate = it;
      return this;
    }

    public Builder momentum(Optional<Double> it) {
      momentum = it;
      return this;
    }

    public Builder schedule(Optional<String> it) {
      schedule = it;
      return this;
    }

    public Builder clipping(Optional<Clipping> it) {
      clipping = it;
      return this;
    }

    public Builder l1(Optional<Double> it) {
      l1 = it;
      return this;
    }

    public Builder l2(Optional<Double> it) {
      l2 = it;
      return this;
    }

    public Builder weightDecay(Optional<Double> it) {
      weightDecay = it;
      return this;
    }

    public Builder loss(Optional<Loss> it) {
      loss = it;
      return this;
    }

    public Builder batchSize(Optional<Integer> it) {
      batchSize = it;
      return this;
    }

    public Builder details(TrainingDetails it) {
      details = it;
      return this;
    }

    public Training build() {
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
          details);
    }
  }
}
