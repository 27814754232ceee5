package modellint.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a definition in source says about training beyond {@link Training}'s bare facts.
 *
 * @param lossName the loss in the library's own word, lower case: {@code mcxent}
 * @param hyperparameters the optimiser's remaining numbers by the library's names: {@code beta1},
 *     {@code epsilon}, {@code rho}
 * @param schedule how the learning rate changes
 * @param idleThreshold a clipping threshold that is set while no clipping is switched on
 * @param defaults names of {@link Training}'s components whose value is the library's default
 * @param layers settings of each layer as they take effect after inheritance, in graph order
 * @param places where a component of {@link Training} is stated, by the component's name
 * @param remarks what the library makes of the source against its wording
 * @param refusals why the library will not build, and so not train, what the source says
 * @param data what the model is fitted to
 */
public record TrainingDetails(
    Optional<String> lossName,
    Map<String, Double> hyperparameters,
    Optional<Schedule> schedule,
    Optional<Double> idleThreshold,
    Set<String> defaults,
    List<OfLayer> layers,
    Map<String, Place> places,
    List<Remark> remarks,
    List<Refusal> refusals,
    Optional<TrainingData> data) {

  public static final TrainingDetails NONE = builder().build();

  public TrainingDetails {
    hyperparameters = Map.copyOf(hyperparameters);
    defaults = Set.copyOf(defaults);
    layers = List.copyOf(layers);
    places = Map.copyOf(places);
    remarks = List.copyOf(remarks);
    refusals = List.copyOf(refusals);
  }

  /** The remarks of one kind, in the order of the source. */
  public Stream<Remark> remarks(Remark.Kind kind) {
    return remarks.stream().filter(it -> it.kind() == kind);
  }

  TrainingDetails remarking(Remark it) {
    return new TrainingDetails(
        lossName,
        hyperparameters,
        schedule,
        idleThreshold,
        defaults,
        layers,
        places,
        Stream.concat(remarks.stream(), Stream.of(it)).toList(),
        refusals,
        data);
  }

  TrainingDetails refused(List<Refusal> all) {
    return new TrainingDetails(
        lossName,
        hyperparameters,
        schedule,
        idleThreshold,
        defaults,
        layers,
        places,
        remarks,
        all,
        data);
  }

  /** The same with the optimiser that layers state for themselves. */
  TrainingDetails optimizedBy(Own it) {
    var at = new HashMap<>(places);
    at.put("optimizer", it.place());
    return new TrainingDetails(
        lossName,
        it.numbers(),
        Optional.empty(),
        idleThreshold,
        it.defaults(),
        layers.stream().map(OfLayer::apart).toList(),
        at,
        remarks,
        refusals,
        data);
  }

  TrainingDetails fittedTo(TrainingData it) {
    return new TrainingDetails(
        lossName,
        hyperparameters,
        schedule,
        idleThreshold,
        defaults,
        layers,
        places,
        remarks,
        refusals,
        Optional.of(it));
  }

  /**
   * One thing that only the reader of the source can know, told without judgement.
   *
   * @param value the number in question: the penalty in force
   * @param correction the source as it should read: {@code .l2(1e-9)}
   */
  public record Remark(Kind kind, Place place, double value, String correction) {

    /** What kind of thing it is. */
    public enum Kind {
      /** A layer states a penalty or a dropout of zero, and the global one, the value, holds. */
      UNREMOVED_PENALTY,
      /** A layer states a clipping threshold, the value, and no mode that reads it. */
      IDLE_THRESHOLD,
      /** Constraints on all parameters, as many as the value, which the library drops. */
      DROPPED_CONSTRAINT,
      /** A pooling states no kernel, whose sides are then of the value. */
      UNSTATED_KERNEL,
      /**
       * The gradient is summed over the batch, not averaged; the value is the learning rate.
       * Without a correction where the library leaves no choice.
       */
      SUMMED_GRADIENT,
      /** The loss is the value times the sum of what it says of each output, not their mean. */
      SUMMED_OUTPUTS,
      /** The loss is summed over the steps or positions of a sample, not averaged. */
      SUMMED_POSITIONS,
      /** The loss is the stated one times the value. */
      SCALED_LOSS,
      /** A layer of as many units as the value that the library's training never changes. */
      UNTRAINED_LAYER,
      /** A momentum of the value, which the optimiser that is set does not read. */
      UNREAD_MOMENTUM,
      /** A momentum of the value, of which nothing is left when the next step is taken. */
      FORGOTTEN_MOMENTUM,
      /** A momentum of the value, which the trainer itself sets back to zero. */
      OVERWRITTEN_MOMENTUM,
      /** The stride is taken for the channels, which the value is over the stated ones. */
      SWAPPED_STRIDE,
      /** The gradient goes back through time as many steps as the value, and no further. */
      TRUNCATED_TIME,
      /** A bias or gain of as many elements as the value that the library takes for a constant. */
      FROZEN_BIAS,
      /** As many calls as the value state an activation, and another one, the correction, holds. */
      OVERRIDDEN_ACTIVATION,
      /** A penalty of the value that no step reads. */
      UNREAD_PENALTY,
      /** A penalty of the value that is added to the outputs' error and shrinks no weight. */
      MISAPPLIED_PENALTY,
      /** A layer's dropout of the value that the network is built without. */
      UNREAD_DROPOUT,
      /** A dropout of the value that takes this share of every weight when training ends. */
      SHRINKING_DROPOUT,
      /** The first step is the value times the gradient that points downhill, so below zero. */
      ASCENDING_UPDATE,
      /**
       * A schedule that the library leaves behind; the value is the rate in force, NaN for none.
       */
      LOST_SCHEDULE,
      /** A layer whose gradient is divided as many times as the value by the size of a kernel. */
      STARVED_LAYER,
      /** A setting that nothing reads; the value is what it is set to. */
      UNREAD_SETTING,
      /** A field whose initializer an object made by Lombok's builder never gets. */
      SKIPPED_INITIALIZER,
      /** Early stopping with nothing to watch, which ends training behind as many epochs. */
      UNWATCHED_STOP
    }
  }

  /**
   * A learning-rate schedule as data.
   *
   * @param kind the library's class or word: {@code StepSchedule}
   * @param numbers its parameters by the library's names, the first rate as {@code initial}
   * @param points rate by iteration or epoch where the schedule is a table
   * @param perEpoch true where it counts epochs, false for iterations
   */
  public record Schedule(
      String kind,
      Map<String, Double> numbers,
      SortedMap<Long, Double> points,
      boolean perEpoch,
      Place place) {
    public Schedule {
      numbers = Map.copyOf(numbers);
      points = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(points));
    }
  }

  /**
   * One layer's settings as they take effect.
   *
   * @param layer the layer's name, which its nodes' names begin with
   * @param retain probability with which dropout keeps an element of the layer's input
   * @param own the optimiser that the layer states itself
   */
  public record OfLayer(
      String layer,
      Optional<String> optimizer,
      Optional<Double> learningRate,
      Optional<Double> momentum,
      Optional<Training.Clipping> clipping,
      Optional<Double> l1,
      Optional<Double> l2,
      Optional<Double> weightDecay,
      Optional<Double> retain,
      Optional<Own> own,
      Place place) {

    /** Whether the node {@code name} is a part of this layer. */
    boolean holds(String name) {
      return name.startsWith(layer)
          && (name.length() == layer.length() || name.charAt(layer.length()) == '/');
    }

    /** Whether the optimiser of {@code whole} moves this layer. */
    boolean follows(Training whole) {
      return optimizer.isEmpty()
          || (optimizer.equals(whole.optimizer())
              && learningRate.equals(whole.learningRate())
              && momentum.equals(whole.momentum()));
    }

    /** The same, where it is certain that another optimiser than the one in question moves it. */
    private OfLayer apart() {
      return optimizer.isPresent()
          ? this
          : new OfLayer(
              layer,
              Optional.of("unknown"),
              learningRate,
              momentum,
              clipping,
              l1,
              l2,
              weightDecay,
              retain,
              own,
              place);
    }
  }

  /**
   * Where a layer states an optimiser of its own.
   *
   * @param defaults the numbers in it that the library chose
   * @param numbers its hyper-parameters by the library's names
   */
  public record Own(
      Set<String> defaults, Map<String, Double> numbers, boolean scheduled, Place place) {
    public Own {
      defaults = Set.copyOf(defaults);
      numbers = Map.copyOf(numbers);
    }
  }

  /** With nothing said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects details by name; what is not set was not said. */
  public static final class Builder {
    private Optional<String> lossName = Optional.empty();
    private Map<String, Double> hyperparameters = Map.of();
    private Optional<Schedule> schedule = Optional.empty();
    private Optional<Double> idleThreshold = Optional.empty();
    private Set<String> defaults = Set.of();
    private List<OfLayer> layers = List.of();
    private Map<String, Place> places = Map.of();
    private List<Remark> remarks = List.of();
    private List<Refusal> refusals = List.of();

    private Builder() {}

    public Builder lossName(Optional<String> it) {
      lossName = it;
      return this;
    }

    public Builder hyperparameters(Map<String, Double> it) {
      hyperparameters = it;
      return this;
    }

    public Builder schedule(Optional<Schedule> it) {
      schedule = it;
      return this;
    }

    public Builder idleThreshold(Optional<Double> it) {
      idleThreshold = it;
      return this;
    }

    public Builder defaults(Set<String> it) {
      defaults = it;
      return this;
    }

    public Builder layers(List<OfLayer> it) {
      layers = it;
      return this;
    }

    public Builder places(Map<String, Place> it) {
      places = it;
      return this;
    }

    public Builder remarks(List<Remark> it) {
      remarks = it;
      return this;
    }

    public Builder refusals(List<Refusal> it) {
      refusals = it;
      return this;
    }

    public TrainingDetails build() {
      return new TrainingDetails(
          lossName,
          hyperparameters,
          schedule,
          idleThreshold,
          defaults,
          layers,
          places,
          remarks,
          refusals,
          Optional.empty());
    }
  }
}
