package modellint.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.Training.Clipping;
import modellint.graph.TrainingData;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.OfLayer;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.TrainingDetails.Schedule;

/** Training settings spoken in one sentence: {@code of("sgd", 0.1).momentum(0.9).loss(MSE)}. */
public final class Recipe {

  private Optional<String> optimizer = Optional.empty();
  private Optional<Double> rate = Optional.empty();
  private Optional<Double> momentum = Optional.empty();
  private Optional<Clipping> clipping = Optional.empty();
  private Optional<Double> l2 = Optional.empty();
  private Optional<Double> weightDecay = Optional.empty();
  private Optional<Loss> loss = Optional.empty();
  private Optional<String> lossName = Optional.empty();
  private Optional<Schedule> schedule = Optional.empty();
  private Optional<Double> threshold = Optional.empty();
  private Optional<Integer> batch = Optional.empty();
  private Optional<TrainingData> data = Optional.empty();
  private final Map<String, Double> numbers = new HashMap<>();
  private Set<String> defaults = Set.of();
  private final List<OfLayer> layers = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  private Recipe() {}

  public static Recipe of() {
    return new Recipe();
  }

  public static Recipe of(String optimizer, double rate) {
    var recipe = new Recipe();
    recipe.optimizer = Optional.of(optimizer);
    recipe.rate = Optional.of(rate);
    recipe.places.put("optimizer", line(7));
    return recipe;
  }

  public static Place line(int line) {
    return new Place.Line("Net.java", line, 9);
  }

  public Recipe momentum(double value) {
    momentum = Optional.of(value);
    return this;
  }

  public Recipe clipping(String kind, double limit) {
    clipping = Optional.of(new Clipping(kind, limit));
    return this;
  }

  public Recipe l2(double value) {
    l2 = Optional.of(value);
    return this;
  }

  public Recipe weightDecay(double value) {
    weightDecay = Optional.of(value);
    return this;
  }

  public Recipe loss(Loss value) {
    loss = Optional.of(value);
    return this;
  }

  /** The loss in a library's own word. */
  public Recipe loss(Loss value, String word) {
    lossName = Optional.of(word);
    return loss(value);
  }

  public Recipe schedule(String kind, boolean perEpoch, Map<String, Double> numbers) {
    SortedMap<Long, Double> none = new TreeMap<>();
    schedule = Optional.of(new Schedule(kind, numbers, none, perEpoch, line(8)));
    return this;
  }

  public Recipe idleThreshold(double value) {
    threshold = Optional.of(value);
    places.put("threshold", line(9));
    return this;
  }

  /** What the library chose. */
  public Recipe defaults(String... names) {
    defaults = new HashSet<>(List.of(names));
    return this;
  }

  /** One of the optimiser's other numbers. */
  public Recipe number(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  public Recipe batch(int size) {
    batch = Optional.of(size);
    return this;
  }

  /** A layer whose dropout keeps {@code retain} of its input. */
  public Recipe retaining(double retain) {
    return layer(
        "dense1", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(retain));
  }

  /** A layer on which a clipping is in force. */
  public Recipe clippingOf(String layer, String kind, double limit) {
    Optional<Clipping> clip = Optional.of(new Clipping(kind, limit));
    return layer(layer, clip, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A layer on which no clipping is in force. */
  public Recipe unclipped(String layer) {
    return layer(layer, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A layer on which both penalties are in force. */
  public Recipe penaltiesOf(String layer, double l2, double decay) {
    return layer(layer, Optional.empty(), Optional.of(l2), Optional.of(decay), Optional.empty());
  }

  private Recipe layer(
      String name,
      Optional<Clipping> clip,
      Optional<Double> penalty,
      Optional<Double> decay,
      Optional<Double> retain) {
    Optional<Double> none = Optional.empty();
    layers.add(
        new OfLayer(
            name,
            Optional.empty(),
            none,
            none,
            clip,
            none,
            penalty,
            decay,
            retain,
            Optional.empty(),
            line(12)));
    return this;
  }

  /** A layer with an optimiser of its own, whose other numbers the library chose. */
  public Recipe optimizerOf(String layer, String optimizer, double rate, double momentum) {
    boolean nesterovs = optimizer.equals("nesterovs");
    return optimizerOf(
        layer, optimizer, rate, Optional.of(momentum), nesterovs ? "learningRate" : "momentum");
  }

  /** A layer with an optimiser of its own that the library chose the rate for. */
  public Recipe optimizerOf(String layer, String optimizer, double rate) {
    return optimizerOf(layer, optimizer, rate, Optional.empty(), "learningRate");
  }

  private Recipe optimizerOf(
      String layer, String optimizer, double rate, Optional<Double> momentum, String chosen) {
    Optional<Double> none = Optional.empty();
    layers.add(
        new OfLayer(
            layer,
            Optional.of(optimizer),
            Optional.of(rate),
            momentum,
            Optional.empty(),
            none,
            none,
            none,
            none,
            Optional.of(new TrainingDetails.Own(Set.of(chosen), Map.of(), false, line(15))),
            line(12)));
    return this;
  }

  /** Data with so many numbers in a target. */
  public Recipe labels(long count) {
    data = Optional.of(data(Optional.empty(), Optional.of(count), 1, false));
    return this;
  }

  /** So many examples, gone over so often. */
  public Recipe examples(long count, long epochs) {
    data = Optional.of(data(Optional.of(count), Optional.empty(), epochs, false));
    return this;
  }

  /** The same, where training ends early or the like. */
  public Recipe restrained(long count, long epochs) {
    data = Optional.of(data(Optional.of(count), Optional.empty(), epochs, true));
    return this;
  }

  private static TrainingData data(
      Optional<Long> examples, Optional<Long> labels, long epochs, boolean restrained) {
    return new TrainingData(examples, labels, Optional.empty(), epochs, restrained, line(14));
  }

  public Recipe remark(Remark.Kind kind, double value, String correction) {
    remarks.add(new Remark(kind, line(13), value, correction));
    return this;
  }

  public Recipe refusal(Refusal.Fault fault, String subject, double value, double limit) {
    refusals.add(new Refusal(fault, subject, line(13), value, limit));
    return this;
  }

  Training training() {
    Training stated = stated();
    return data.map(stated::fittedTo).orElse(stated);
  }

  private Training stated() {
    return Training.builder()
        .optimizer(optimizer)
        .learningRate(rate)
        .momentum(momentum)
        .schedule(schedule.map(Schedule::kind))
        .clipping(clipping)
        .l2(l2)
        .weightDecay(weightDecay)
        .loss(loss)
        .batchSize(batch)
        .details(
            TrainingDetails.builder()
                .lossName(lossName)
                .hyperparameters(numbers)
                .schedule(schedule)
                .idleThreshold(threshold)
                .defaults(defaults)
                .layers(layers)
                .places(places)
                .remarks(remarks)
                .refusals(refusals)
                .build())
        .build();
  }
}
