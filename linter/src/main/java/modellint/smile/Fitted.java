package modellint.smile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingData;

/** What {@code MLP.fit} reads from the data: the number of features and of classes. */
final class Fitted {

  /** The units of an output whose classes only the data tells. */
  static final Value CLASSES = new Value.Unknown("classes", "the number of classes in y");

  private static final long EPOCHS = 100;

  private Fitted() {}

  /**
   * {@code fit} goes over the data a hundred times unless told otherwise. Rows that a source lists
   * are few because they are a sample to learn by heart: how many is not said.
   */
  static TrainingData data(Told told, Optional<Integer> batch, Place place) {
    long epochs =
        told.last("epochs").isEmpty()
            ? EPOCHS
            : told.number("epochs").map(Double::longValue).orElse(1L);
    return new TrainingData(Optional.empty(), Optional.empty(), batch, epochs, false, place);
  }

  /** The length of the first row. */
  static Value features(Value data) {
    return data.elements()
        .filter(it -> !it.isEmpty())
        .flatMap(it -> it.get(0).elements())
        .<Value>map(it -> new Value.Whole(it.size()))
        .orElse(new Value.Unknown("features", "the number of columns of x"));
  }

  /** How many different labels there are, where the source lists them all. */
  static Optional<Long> classes(Value labels) {
    Optional<List<Value>> all = labels.elements();
    if (all.isEmpty() || all.get().stream().anyMatch(it -> it.whole().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of((long) new HashSet<>(all.get()).size());
  }
}
